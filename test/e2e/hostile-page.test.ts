import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CountingProxy, startCountingProxy } from '../support/counting-proxy.ts';
import { findCard, hover, leave, openStage, type Stage } from './stage.ts';

/** A page that wants the company's directory, against the whole product in a real browser with somebody signed in. */

interface Truth {
  sources: {
    id: string;
    contacts: { displayName: string; companyName: string | null; numbers: { e164: string | null }[] }[];
  }[];
}

let stage: Stage;
let proxy: CountingProxy;
let contact: { displayName: string; companyName: string };
let number: string;
const UNKNOWN = '+61 2 5550 0042';

const counts: Record<string, string> = {};

beforeAll(async () => {
  stage = await openStage({
    prepare: async ({ worker, extension }) => {
      proxy = await startCountingProxy(worker.url);
      const file = join(extension, 'defaults.json');
      writeFileSync(
        file,
        JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), workerUrl: proxy.url }),
      );
    },
  });
  const { sources } = (await stage.control('GET', '/truth')) as Truth;
  const customers = sources.find(({ id }) => id === 'customers')?.contacts ?? [];
  const known = customers.find(
    ({ companyName, displayName, numbers }) =>
      companyName && /^[\p{L} ]+$/u.test(displayName) && numbers[0]?.e164?.startsWith('+49'),
  );
  if (!known?.companyName || !known.numbers[0]?.e164)
    throw new Error('the invented company has no such contact');
  contact = { displayName: known.displayName, companyName: known.companyName };
  number = known.numbers[0].e164;
  const popup = await stage.popup();
  await stage.signInAt(() => popup.getByRole('button', { name: 'Sign in' }).click());
  await popup.getByText('You see: Customers, Suppliers').waitFor();
  await popup.close();
});

afterAll(async () => {
  console.table(counts);
  await stage?.close();
  await proxy?.close();
});

const lookUps = () => proxy.asked.filter((path) => path.startsWith('/v1/lookup')).length;
const letters = () => [...new Set(`${contact.displayName}${contact.companyName}`.replace(/\P{L}/gu, ''))];

/** No letter stands on the page itself, so whatever letter it reads is one of a contact. */
const digits = (body = '') =>
  `<!doctype html><meta charset="utf-8"><p id="number" style="width:max-content">${number}</p>${body}`;

async function shownContact(page: Page, selector = '#number'): Promise<Frame> {
  const card = await hover(page, page.locator(selector));
  await card.getByText(contact.displayName, { exact: true }).first().waitFor();
  return card;
}

/** What the main world of the page can see of the one element that is not its own. */
const seenOfHost = (page: Page) =>
  page.evaluate(() => {
    const host = [...document.documentElement.children].find(
      (child) => child !== document.head && child !== document.body,
    );
    if (!host) return undefined;
    const { left, top, width, height } = host.getBoundingClientRect();
    return {
      attributes: [...host.attributes].map(({ name, value }) => `${name}=${value}`),
      place: [left, top, width, height],
      rects: host.getClientRects().length,
      scroll: [host.scrollWidth, host.scrollHeight, host.clientWidth, host.clientHeight],
      text: `${host.textContent}${(host as HTMLElement).innerText}`,
      children: host.childNodes.length,
      shadow: host.shadowRoot === null,
    };
  });

describe('a page that wants to read the card', () => {
  it('finds no letter of it with window.find, in any text, in any frame', async () => {
    const page = await stage.open(digits());
    await shownContact(page);
    const words = [contact.displayName, contact.companyName, ...contact.displayName.split(' '), ...letters()];
    const found = await page.evaluate(
      (texts) => texts.filter((text) => (window as unknown as { find(text: string): boolean }).find(text)),
      words,
    );
    counts['window.find'] = `${found.length} of ${words.length} words and letters`;
    expect(found).toEqual([]);
    const seen = await page.evaluate(() => ({
      texts: `${document.documentElement.innerText}${document.documentElement.textContent}${document.documentElement.outerHTML}${getSelection()?.toString()}`,
      frames: [window.length, document.querySelectorAll('iframe').length],
      entries: performance.getEntries().map(({ name }) => name),
      marks: [...CSS.highlights.keys()],
    }));
    expect(letters().filter((letter) => seen.texts.replace(/<[^>]*>/g, '').includes(letter))).toEqual([]);
    expect(seen.texts).not.toContain(contact.displayName);
    expect(seen.frames).toEqual([0, 0]);
    expect(seen.entries.filter((name) => name.includes('extension'))).toEqual([]);
    expect(seen.marks).toEqual(['phone-number']);
    expect(await seenOfHost(page)).toMatchObject({ text: '', children: 0, shadow: true });
    await page.close();
  });

  it('learns no letter from fonts that it serves letter by letter', async () => {
    const families = [
      'Arial',
      'Helvetica',
      'system-ui',
      'sans-serif',
      'Segoe UI',
      'Roboto',
      'Inter',
      'Liberation Sans',
    ];
    const faces = families.flatMap((family) =>
      letters().map(
        (letter) =>
          `@font-face{font-family:"${family}";src:url("/font-${letter.codePointAt(0)}");unicode-range:U+${letter.codePointAt(0)?.toString(16)}}`,
      ),
    );
    const page = await stage.open(
      digits(
        `<style>${faces.join('')}*{font-family:${families.map((name) => `"${name}"`).join(',')}}</style>`,
      ),
    );
    const fetched: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/font-')) fetched.push(request.url());
    });
    await shownContact(page);
    await page.waitForTimeout(500);
    expect(fetched).toEqual([]);
    // The trap works: the same letter on the page itself is fetched.
    await page.evaluate((letter) => {
      const own = document.createElement('p');
      own.append(letter);
      document.body.append(own);
    }, letters()[0] ?? '');
    await expect.poll(() => fetched.length).toBeGreaterThan(0);
    counts.fonts = `0 of ${letters().length} letters`;
    await page.close();
  });

  it('sees the same for a contact, for nobody and for trouble', async () => {
    const seen: unknown[] = [];
    for (const kind of ['hit', 'miss', 'trouble'] as const) {
      proxy.isDown = kind === 'trouble';
      const page = await stage.open(digits().replace(number, kind === 'miss' ? UNKNOWN : number));
      await page.evaluate(() => {
        const heard: string[] = [];
        Object.assign(window, { heard });
        addEventListener('message', ({ origin }) => heard.push(origin));
        new MutationObserver((list) => {
          for (const { type, target, addedNodes, removedNodes } of list)
            heard.push(`${type} ${target.nodeName} +${addedNodes.length} -${removedNodes.length}`);
        }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      });
      const card = await hover(page, page.locator('#number'));
      const text = { hit: contact.displayName, miss: 'No contact in the sources', trouble: 'again' }[kind];
      await card.getByText(text).first().waitFor();
      await page.waitForTimeout(200);
      const host = await seenOfHost(page);
      await leave(page);
      seen.push({ host, heard: await page.evaluate(() => (window as unknown as { heard: string[] }).heard) });
      await page.close();
    }
    proxy.isDown = false;
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    expect(seen[0]).toMatchObject({ heard: ['childList HTML +1 -0', 'childList HTML +0 -1'] });
    counts['side channels'] =
      '0 differences between hit, miss and error (box, attributes, messages, mutations)';
  });

  it('shows nothing in a card page that it frames itself, even with an address that worked once', async () => {
    const page = await stage.open(digits());
    const card = await shownContact(page);
    const replayed = card.url();
    const asked = lookUps();
    for (const src of [
      replayed,
      `chrome-extension://${stage.browser.extensionId}/card.html${new URL(replayed).hash}`,
    ]) {
      await page.evaluate((address) => {
        const frame = document.createElement('iframe');
        frame.src = address;
        document.body.append(frame);
      }, src);
    }
    const other = await stage.open(`${digits()}<iframe src="${replayed}"></iframe>`);
    await page.waitForTimeout(1500);
    const framed = [...page.frames(), ...other.frames()].filter(
      (frame) => frame !== card && frame.parentFrame() !== null,
    );
    expect(framed.length).toBeGreaterThanOrEqual(3);
    const texts = await Promise.all(
      framed.map((frame) =>
        frame
          .locator('body')
          .innerText()
          .catch(() => ''),
      ),
    );
    expect(texts.filter((text) => text.includes(contact.displayName))).toEqual([]);
    expect(lookUps()).toBe(asked);
    counts['framed and replayed cards'] = `0 of ${framed.length} showed a contact`;
    await page.close();
    await other.close();
  });
});

describe('a page that wants to have numbers looked up', () => {
  const list = (count: number) =>
    Array.from({ length: count }, (_, index) => `<p class="line">+49 30 23125${100 + index}</p>`).join('');
  let page: Page;
  let before: number;

  async function attack(
    name: string,
    tries: number,
    body: string,
    act: () => Promise<unknown>,
  ): Promise<void> {
    page = await stage.open(digits(body));
    await expect
      .poll(() => page.evaluate(() => CSS.highlights.get('phone-number')?.size ?? 0))
      .toBeGreaterThan(0);
    before = lookUps();
    await act();
    await page.waitForTimeout(700);
    expect(lookUps() - before).toBe(0);
    expect(findCard(page)).toBeUndefined();
    counts[name] = `0 look-ups of ${tries} numbers`;
    await page.close();
  }

  it('gets none by sliding numbers under a resting pointer', () =>
    attack('slid under the pointer', 40, list(40), async () => {
      await page.mouse.move(400, 300, { steps: 8 });
      await page.waitForTimeout(200);
      await page.evaluate(async () => {
        for (const line of document.querySelectorAll<HTMLElement>('.line')) {
          line.style.cssText = 'position:fixed;left:360px;top:290px';
          await new Promise((resolve) => setTimeout(resolve, 40));
        }
        await new Promise((resolve) => setTimeout(resolve, 600));
      });
    }));

  it('gets none by swapping the text under a resting pointer', () =>
    attack(
      'swapped under the pointer',
      40,
      '<p id="bait" style="position:fixed;left:360px;top:280px">nothing</p>',
      async () => {
        await page.mouse.move(370, 300, { steps: 8 });
        await page.evaluate(async () => {
          const bait = document.querySelector('#bait');
          for (let index = 0; index < 40 && bait; index++) {
            bait.textContent = `+49 30 23125${100 + index}`;
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
          await new Promise((resolve) => setTimeout(resolve, 600));
        });
      },
    ));

  it('gets none by scrolling under a resting pointer', () =>
    attack('scrolled under the pointer', 60, list(60), async () => {
      await page.mouse.move(60, 400, { steps: 8 });
      await page.evaluate(async () => {
        for (let top = 0; top < 2000; top += 34) {
          scrollTo(0, top);
          await new Promise((resolve) => setTimeout(resolve, 30));
        }
        await new Promise((resolve) => setTimeout(resolve, 600));
      });
    }));

  it('gets none when the pointer crosses a list without resting', () =>
    attack('crossed without resting', 20, list(20), async () => {
      await page.mouse.move(60, 20);
      for (let y = 20; y < 700; y += 10) await page.mouse.move(60, y);
      await page.mouse.move(1200, 20);
    }));

  it('gets none by events of its own making', () =>
    attack('synthetic events', 20, list(20), async () => {
      await page.evaluate(async () => {
        for (const line of document.querySelectorAll<HTMLElement>('.line')) {
          const { left, top } = line.getBoundingClientRect();
          for (let step = 0; step < 10; step++) {
            const at = {
              clientX: left + 5 + step,
              clientY: top + 5,
              screenX: step * 9,
              screenY: step,
              bubbles: true,
              composed: true,
              buttons: 0,
            };
            for (const type of [
              'pointerover',
              'pointerenter',
              'pointermove',
              'mousemove',
              'mouseover',
              'click',
            ])
              line.dispatchEvent(new PointerEvent(type, at));
            await new Promise((resolve) => setTimeout(resolve, 10));
          }
          for (const target of [window, document, line])
            for (const type of ['keydown', 'keyup'])
              target.dispatchEvent(
                new KeyboardEvent(type, {
                  key: 'L',
                  code: 'KeyL',
                  altKey: true,
                  shiftKey: true,
                  bubbles: true,
                }),
              );
        }
        await new Promise((resolve) => setTimeout(resolve, 500));
      });
    }));

  it('gets none by moving focus and selection', () =>
    attack(
      'focus and selection',
      40,
      `${list(20)}${Array.from({ length: 20 }, (_, at) => `<a class="tel" href="tel:+493023125${200 + at}">x</a> `).join('')}`,
      async () => {
        await page.evaluate(async () => {
          for (const line of document.querySelectorAll('.line')) {
            getSelection()?.selectAllChildren(line);
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
          for (const link of document.querySelectorAll<HTMLElement>('.tel')) {
            link.focus();
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
        });
        for (const key of ['Tab', 'Shift', 'l', 'ArrowDown']) await page.keyboard.press(key);
      },
    ));

  it('gets none by messages to windows and to the extension', () =>
    attack('messages', 20, list(20), async () => {
      const reached = await page.evaluate(async (id) => {
        for (let index = 0; index < 20; index++)
          for (const type of ['show-card', 'look-up-selection', 'list-numbers'])
            postMessage({ type, text: `+49 30 23125${100 + index}`, takesFocus: false }, '*');
        const runtime = (
          globalThis as {
            chrome?: { runtime?: { sendMessage?: (id: string, said: object) => Promise<unknown> } };
          }
        ).chrome?.runtime;
        if (!runtime?.sendMessage) return 'no runtime';
        return runtime
          .sendMessage(id, { type: 'show-card', text: '+49 30 23125100', takesFocus: false })
          .then(
            () => 'answered',
            () => 'refused',
          );
      }, stage.browser.extensionId);
      expect(reached).not.toBe('answered');
    }));
});

describe('a page that lays traps for scripts', () => {
  it('clobbers names of the document and of forms: marks and card are right all the same', async () => {
    const names = [
      'body',
      'documentElement',
      'getSelection',
      'activeElement',
      'hidden',
      'createElement',
      'createTreeWalker',
      'caretPositionFromPoint',
      'elementFromPoint',
      'querySelectorAll',
      'adoptedStyleSheets',
      'hasFocus',
      'readyState',
      'designMode',
      'visibilityState',
    ];
    const inForm = [
      'parentNode',
      'parentElement',
      'firstChild',
      'nextSibling',
      'previousSibling',
      'localName',
      'closest',
      'matches',
      'attributes',
      'hasAttributes',
      'getAttribute',
      'getRootNode',
      'nodeType',
      'isConnected',
      'contains',
      'shadowRoot',
      'children',
      'tagName',
    ];
    const page = await stage.open(
      `${names.map((name) => `<img name="${name}"><form name="${name}" id="${name}"></form>`).join('')}
       <form>${inForm.map((name) => `<input name="${name}">`).join('')}<p><b id="number" style="font-weight:400">${number}</b></p></form>`,
    );
    const clobbered = await page.evaluate(
      () => typeof (document as unknown as { getSelection: unknown }).getSelection,
    );
    expect(clobbered).toBe('object');
    await expect
      .poll(() =>
        page.evaluate(
          () => (CSS as { highlights: Map<string, { size: number }> }).highlights.get('phone-number')?.size,
        ),
      )
      .toBe(1);
    await shownContact(page);
    counts['clobbered names'] = `${names.length + inForm.length} names, marks and card right`;
    await page.close();
  });

  it('overrides prototypes in its own world: it hears of no call of ours', async () => {
    const page = await stage.open(
      `<!doctype html><script>
        window.heard = [];
        let isArmed = false;
        const trap = (holder, name) => {
          const { value, get, set } = Object.getOwnPropertyDescriptor(holder.prototype, name) ?? {};
          const tell = () => { if (isArmed) heard.push(holder.name + '.' + name); };
          if (typeof value === 'function') holder.prototype[name] = function (...given) { tell(); return value.apply(this, given); };
          else if (get) Object.defineProperty(holder.prototype, name, { get() { tell(); return get.call(this); }, set, configurable: true });
        };
        for (const holder of [Node, Element, HTMLElement, Document, ShadowRoot, Range, Text, CharacterData, EventTarget, MutationObserver, IntersectionObserver, Selection, DOMTokenList, CSSStyleSheet, Highlight, HighlightRegistry, HTMLIFrameElement, Event, PointerEvent])
          for (const name of Object.getOwnPropertyNames(holder.prototype)) if (name !== 'constructor') try { trap(holder, name); } catch {}
        // Long enough after the call that asks for it, whose sender has helpers of its own in this world.
        window.arm = () => {
          setTimeout(() => { isArmed = true; }, 300);
          // The page's own call: the traps work.
          setTimeout(() => { document.createTextNode(''); isArmed = false; }, 5300);
        };
      </script>${digits()}`,
    );
    const box = await page.locator('#number').boundingBox();
    if (!box) throw new Error('the number is not visible');
    await page.evaluate(() => (window as unknown as { arm(): void }).arm());
    await page.waitForTimeout(400);
    await page.mouse.move(300, 300);
    await page.mouse.move(box.x + 40, box.y + box.height / 2, { steps: 6 });
    await expect
      .poll(() => findCard(page)?.getByText(contact.displayName, { exact: true }).count())
      .toBeTruthy();
    await leave(page);
    await page.waitForTimeout(5300);
    const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    counts['overridden prototypes'] = `${heard.length - 1} calls of ours heard`;
    expect(heard).toEqual(['Document.createTextNode']);
    await page.close();
  });

  it('changes 10,000 nodes a second: nothing is looked up, the last numbers are marked, and we change nothing', async () => {
    const page = await stage.open(digits('<main></main>'));
    const before = lookUps();
    const made = await page.evaluate(async () => {
      const main = document.querySelector('main') as HTMLElement;
      let count = 0;
      const until = performance.now() + 4000;
      while (performance.now() < until) {
        // 200 changes each 20 ms.
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
    expect(lookUps() - before).toBe(0);
    counts['changes without end'] = `${2 * made.count} changes in 4 s, 0 look-ups, 0 by us`;
    await page.close();
  });
});

describe('a page that wants a press on the card', () => {
  it('cannot make the card see-through, small, or deaf by style', async () => {
    const page = await stage.open(
      digits(`<style>
        html { opacity: 0.01 }
        html > div, div, [popover], * { opacity: 0.01 !important; transform: scale(0.1) !important; filter: opacity(0) !important; clip-path: inset(50%) !important; width: 1px !important; pointer-events: none !important; }
        p { pointer-events: auto !important; opacity: 1 !important; transform: none !important; width: max-content !important; clip-path: none !important }
        html, body { transform: none !important; clip-path: none !important; width: auto !important; pointer-events: auto !important }
      </style>`),
    );
    await shownContact(page);
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
    const page = await stage.open(digits());
    await shownContact(page);
    const host = await page.evaluateHandle(() => document.documentElement.lastElementChild as HTMLElement);
    await host.evaluate(meddle);
    await expect.poll(() => findCard(page), { timeout: 5000 }).toBeUndefined();
    await page.close();
  });

  it('cannot slide a button of it under a click', async () => {
    const page = await stage.open(
      digits('<div style="height:3000px"></div>')
        .replace('<p ', '<p style="margin-top:300px" ')
        .replace(
          'style="margin-top:300px" id="number" style="width:max-content"',
          'id="number" style="margin-top:300px;width:max-content"',
        ),
    );
    const card = await shownContact(page);
    await card.evaluate(() => {
      const pressed: string[] = [];
      Object.assign(window, { pressed });
      addEventListener('pointerdown', ({ target }) => pressed.push((target as Element).nodeName), true);
    });
    await page.waitForTimeout(700);
    const pressed = () => card.evaluate(() => (window as unknown as { pressed: string[] }).pressed.length);
    const box = async () => (await seenOfHost(page))?.place ?? [0, 0, 0, 0];
    const [left = 0, top = 0] = await box();
    // Onto the card, as somebody who is about to press something of the page there.
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
