import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostileStage, openHostileStage, seenOfHost } from './hostile-stage.ts';
import {
  changedLineIn,
  changeForms,
  controlsNamed,
  formsNamed,
  markedInForms,
  namesOfNodes,
  numbersOf,
  uncaughtIn,
} from './shadowed-names.ts';
import { findCard, hover, leave } from './stage.ts';

/** A page that interferes: with the objects that scripts rely on, and with the card, to get a click on it. */

let stage: HostileStage;
const counts: Record<string, string> = {};

beforeAll(async () => {
  stage = await openHostileStage();
});
afterAll(async () => {
  console.table(counts);
  await stage?.close();
});

describe('a page with traps for scripts', () => {
  it('shadows every property of nodes by a form control and changes the forms: all numbers are found', async () => {
    const blank = await stage.open('');
    const names = await blank.evaluate(namesOfNodes);
    await blank.close();
    expect(names).toEqual(
      expect.arrayContaining(['parentNode', 'getClientRects', 'isConnected', 'elements']),
    );
    const page = await stage.open(formsNamed(names));
    const thrown = await uncaughtIn(page);
    const shadowed = await page.evaluate(
      () =>
        [...document.querySelectorAll('form')].filter(
          ({ parentNode }) => parentNode instanceof HTMLInputElement,
        ).length,
    );
    expect(shadowed).toBe(1);
    await expect.poll(() => markedInForms(page)).toEqual(numbersOf(names, [0, 1]));
    expect(await changeForms(page, names)).toBe(2 * names.length);
    await expect.poll(() => markedInForms(page)).toEqual(numbersOf(names, [0, 1, 2, 3, 4, 5]));
    for (const name of ['parentNode', 'isConnected', 'getClientRects', 'closest', 'getRootNode']) {
      await hover(page, changedLineIn(page, name));
      await leave(page);
    }
    expect(thrown).toEqual([]);
    counts['forms with shadowed names'] = `${names.length} names, ${6 * names.length} numbers marked`;
    await page.close();
  });

  it('shadows every property of the document and of one form by an element: marks and card are right', async () => {
    const blank = await stage.open('');
    const names = await blank.evaluate(namesOfNodes);
    await blank.close();
    const page = await stage.open(
      `<style>form { margin: 0 }</style>${names.map((name) => `<img name="${name}"><form name="${name}" id="${name}"></form>`).join('')}
       <form>${controlsNamed(names)}<p><b id="number" style="font-weight:400">${stage.number}</b></p></form>`,
    );
    const thrown = await uncaughtIn(page);
    expect(
      await page.evaluate(() => [document.body, document.getSelection].map((shadowed) => typeof shadowed)),
    ).toEqual(['object', 'object']);
    await expect.poll(() => page.evaluate(() => CSS.highlights.get('phone-number')?.size)).toBe(1);
    await stage.shownContact(page);
    expect(thrown).toEqual([]);
    counts['shadowed names of the document'] = `${names.length} names, marks and card right`;
    await page.close();
  });

  it('overrides prototypes in its own world, and observes none of our calls', async () => {
    const page = await stage.open(
      `<!doctype html><script>
        window.heard = [];
        let isArmed = false;
        const trap = (holder, name) => {
          const { value, get, set, configurable } = Object.getOwnPropertyDescriptor(holder.prototype, name);
          if (!configurable) return;
          const tell = () => { if (isArmed) heard.push(holder.name + '.' + name); };
          if (typeof value === 'function') holder.prototype[name] = function (...given) { tell(); return value.apply(this, given); };
          else if (get) Object.defineProperty(holder.prototype, name, { get() { tell(); return get.call(this); }, set, configurable: true });
        };
        for (const holder of [Node, Element, HTMLElement, Document, ShadowRoot, Range, Text, CharacterData, EventTarget, MutationObserver, IntersectionObserver, Selection, DOMTokenList, CSSStyleSheet, Highlight, HighlightRegistry, HTMLIFrameElement, Event, PointerEvent])
          for (const name of Object.getOwnPropertyNames(holder.prototype)) if (name !== 'constructor') trap(holder, name);
        // Starts late enough after arm(), because Playwright's evaluation runs helpers of its own in this world.
        window.arm = () => {
          setTimeout(() => { isArmed = true; }, 300);
          // One call of the page's own proves that the traps work.
          setTimeout(() => { document.createTextNode(''); isArmed = false; }, 5300);
        };
      </script>${stage.digits()}`,
    );
    const box = await page.locator('#number').boundingBox();
    if (!box) throw new Error('the number is not visible');
    await page.evaluate(() => (window as unknown as { arm(): void }).arm());
    await page.waitForTimeout(400);
    await page.mouse.move(300, 300);
    await page.mouse.move(box.x + 40, box.y + box.height / 2, { steps: 6 });
    await expect
      .poll(() => findCard(page)?.getByText(stage.contact.displayName, { exact: true }).count())
      .toBeTruthy();
    await leave(page);
    await page.waitForTimeout(5300);
    const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    counts['overridden prototypes'] = `${heard.length - 1} calls of ours heard`;
    expect(heard).toEqual(['Document.createTextNode']);
    await page.close();
  });

  it('changes 10,000 nodes a second: no number is looked up, the last numbers are marked, and we change nothing', async () => {
    const page = await stage.open(stage.digits('<main></main>'));
    const before = stage.lookUps();
    const made = await page.evaluate(async () => {
      const main = document.querySelector('main') as HTMLElement;
      let count = 0;
      const until = performance.now() + 4000;
      while (performance.now() < until) {
        // Makes 200 changes each 20 ms.
        for (let index = 0; index < 200; index++) {
          const line = document.createElement('p');
          line.textContent = `+49 30 ${2_000_000 + (count % 1_000_000)}`;
          main.append(line);
          if (main.childElementCount > 12) main.firstElementChild?.remove();
          count++;
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const seen = { mutations: 0 };
      Object.assign(window, { seen });
      new MutationObserver((list) => {
        seen.mutations += list.length;
      }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      return { count, last: [...main.children].map(({ textContent }) => textContent) };
    });
    await expect
      .poll(
        () =>
          page.evaluate(() =>
            [...(CSS.highlights.get('phone-number') ?? [])]
              .map(({ startContainer }) => startContainer.textContent)
              .filter((text) => !document.querySelector('#number')?.textContent?.includes(text ?? ''))
              .sort(),
          ),
        { timeout: 10_000 },
      )
      .toEqual([...made.last].sort());
    expect(
      await page.evaluate(() => (window as unknown as { seen: { mutations: number } }).seen.mutations),
    ).toBe(0);
    expect(stage.lookUps() - before).toBe(0);
    counts['changes without end'] = `${2 * made.count} changes in 4 s, 0 look-ups, 0 by us`;
    await page.close();
  });
});

describe('a page that wants a click on the card', () => {
  it('cannot make the card transparent, small or unresponsive by style', async () => {
    const page = await stage.open(
      stage.digits(`<style>
        html { opacity: 0.01 }
        html > div, div, [popover], * { opacity: 0.01 !important; transform: scale(0.1) !important; filter: opacity(0) !important; clip-path: inset(50%) !important; width: 1px !important; pointer-events: none !important; }
        p { pointer-events: auto !important; opacity: 1 !important; transform: none !important; width: max-content !important; clip-path: none !important }
        html, body { transform: none !important; clip-path: none !important; width: auto !important; pointer-events: auto !important }
      </style>`),
    );
    await stage.shownContact(page);
    const style = await page.evaluate(() => {
      const host = document.documentElement.lastElementChild as HTMLElement;
      host.setAttribute(
        'style',
        'opacity: 0.01 !important; transform: scale(0.1) !important; display: none !important',
      );
      const { opacity, transform, filter, clipPath, width, pointerEvents, display, position } =
        getComputedStyle(host);
      return { opacity, transform, filter, clipPath, width, pointerEvents, display, position };
    });
    expect(style).toEqual({
      opacity: '1',
      transform: 'none',
      filter: 'none',
      clipPath: 'none',
      width: '340px',
      pointerEvents: 'auto',
      display: 'block',
      position: 'fixed',
    });
    counts['style attacks'] = '0 of 8 properties changed';
    await page.close();
  });

  it.each([
    [
      'changes its attributes again and again',
      (host: HTMLElement) => {
        for (let at = 0; at < 11; at++) host.setAttribute('class', String(at));
      },
    ],
    ['takes it out of the top layer', (host: HTMLElement) => host.removeAttribute('popover')],
    ['hides it', (host: HTMLElement) => host.hidePopover()],
    ['moves it somewhere else', (host: HTMLElement) => document.querySelector('p')?.append(host)],
    [
      'covers it again and again',
      () => {
        const cover = document.createElement('div');
        cover.popover = 'manual';
        cover.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;margin:0;padding:0;opacity:0';
        document.body.append(cover);
        let times = 0;
        const timer = setInterval(() => {
          if (cover.matches(':popover-open')) cover.hidePopover();
          cover.showPopover();
          if (++times > 20) clearInterval(timer);
        }, 50);
      },
    ],
  ])('loses the card when it %s', async (_, meddle) => {
    const page = await stage.open(stage.digits());
    await stage.shownContact(page);
    const host = await page.evaluateHandle(() => document.documentElement.lastElementChild as HTMLElement);
    await host.evaluate(meddle);
    await expect.poll(() => findCard(page), { timeout: 5000 }).toBeUndefined();
    await page.close();
  });

  it('cannot slide a button of the card under a click', async () => {
    const page = await stage.open(
      stage
        .digits('<div style="height:3000px"></div>')
        .replace('<p ', '<p style="margin-top:300px" ')
        .replace(
          'style="margin-top:300px" id="number" style="width:max-content"',
          'id="number" style="margin-top:300px;width:max-content"',
        ),
    );
    const card = await stage.shownContact(page);
    await card.evaluate(() => {
      const pressed: string[] = [];
      Object.assign(window, { pressed });
      addEventListener('pointerdown', ({ target }) => pressed.push((target as Element).nodeName), true);
    });
    await page.waitForTimeout(700);
    const pressed = () => card.evaluate(() => (window as unknown as { pressed: string[] }).pressed.length);
    const box = async () => (await seenOfHost(page))?.box ?? [0, 0, 0, 0];
    const [left = 0, top = 0] = await box();
    // Moves onto the card like a person who is about to click something of the page there.
    await page.mouse.move(left + 100, top + 100, { steps: 4 });
    await page.evaluate(() => scrollBy(0, 60));
    await page.waitForTimeout(100);
    expect((await box()).slice(0, 2)).toEqual([left, top - 60]);
    await page.mouse.down();
    await page.mouse.up();
    expect(await pressed()).toBe(0);
    await page.waitForTimeout(600);
    await page.mouse.move(left + 101, top + 100);
    await page.mouse.down();
    await page.mouse.up();
    expect(await pressed()).toBe(1);
    counts['pressed on a card that moved'] = '0';
    await page.close();
  });
});
