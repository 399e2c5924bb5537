import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostileStage, openHostileStage, seenOfHost } from './hostile-stage.ts';
import { findCard, hover, leave } from './stage.ts';

/** A page that wants the company's contacts: it tries to read the card, or to trigger look-ups. */

let stage: HostileStage;
const counts: Record<string, string> = {};

beforeAll(async () => {
  stage = await openHostileStage();
});
afterAll(async () => {
  console.table(counts);
  await stage?.close();
});

const UNKNOWN = '+61 2 5550 0042';
const letters = () => [
  ...new Set(`${stage.contact.displayName}${stage.contact.companyName}`.replace(/\P{L}/gu, '')),
];

describe('a page that tries to read the card', () => {
  it('finds no letter of it with window.find, in any text or frame', async () => {
    const page = await stage.open(stage.digits());
    await stage.shownContact(page);
    const words = [
      stage.contact.displayName,
      stage.contact.companyName,
      ...stage.contact.displayName.split(' '),
      ...letters(),
    ];
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
    expect(seen.texts).not.toContain(stage.contact.displayName);
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
      stage.digits(
        `<style>${faces.join('')}*{font-family:${families.map((name) => `"${name}"`).join(',')}}</style>`,
      ),
    );
    const fetched: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/font-')) fetched.push(request.url());
    });
    await stage.shownContact(page);
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

  it('sees the same for a contact, for nobody and for an error', async () => {
    const seen: unknown[] = [];
    for (const kind of ['hit', 'miss', 'trouble'] as const) {
      stage.proxy.isDown = kind === 'trouble';
      const page = await stage.open(
        stage.digits().replace(stage.number, kind === 'miss' ? UNKNOWN : stage.number),
      );
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
      const text = { hit: stage.contact.displayName, miss: 'No contact in the sources', trouble: 'again' }[
        kind
      ];
      await card.getByText(text).first().waitFor();
      await page.waitForTimeout(200);
      const host = await seenOfHost(page);
      await leave(page);
      seen.push({ host, heard: await page.evaluate(() => (window as unknown as { heard: string[] }).heard) });
      await page.close();
    }
    stage.proxy.isDown = false;
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    expect(seen[0]).toMatchObject({ heard: ['childList HTML +1 -0', 'childList HTML +0 -1'] });
    counts['side channels'] =
      '0 differences between hit, miss and error (box, attributes, messages, mutations)';
  });

  it('shows nothing in a card page framed by itself, even with an address that worked once', async () => {
    const page = await stage.open(stage.digits());
    const card = await stage.shownContact(page);
    const replayed = card.url();
    const asked = stage.lookUps();
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
    const other = await stage.open(`${stage.digits()}<iframe src="${replayed}"></iframe>`);
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
    expect(texts.filter((text) => text.includes(stage.contact.displayName))).toEqual([]);
    expect(stage.lookUps()).toBe(asked);
    counts['framed and replayed cards'] = `0 of ${framed.length} showed a contact`;
    await page.close();
    await other.close();
  });
});

describe('a page that tries to trigger look-ups', () => {
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
    page = await stage.open(stage.digits(body));
    await expect
      .poll(() => page.evaluate(() => CSS.highlights.get('phone-number')?.size ?? 0))
      .toBeGreaterThan(0);
    before = stage.lookUps();
    await act();
    await page.waitForTimeout(700);
    expect(stage.lookUps() - before).toBe(0);
    expect(findCard(page)).toBeUndefined();
    counts[name] = `0 look-ups of ${tries} numbers`;
    await page.close();
  }

  it('triggers none by sliding numbers under a resting pointer', () =>
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

  it('triggers none by swapping the text under a resting pointer', () =>
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

  it('triggers none by scrolling under a resting pointer', () =>
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

  it('triggers none when the pointer crosses a list without resting', () =>
    attack('crossed without resting', 20, list(20), async () => {
      await page.mouse.move(60, 20);
      for (let y = 20; y < 700; y += 10) await page.mouse.move(60, y);
      await page.mouse.move(1200, 20);
    }));

  it('triggers none by synthetic events', () =>
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

  it('triggers none by moving focus and selection', () =>
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

  it('triggers none by messages to windows and to the extension', () =>
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
