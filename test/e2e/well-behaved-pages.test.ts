import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BareBrowser, markedTexts, openBareBrowser, type Served } from '../support/bare-browser.ts';
import { bundleApp } from './apps/bundle.ts';
import { findCard, hover } from './stage.ts';

/** Harmless applications that change all the time: they must not notice the extension. */

declare const window: {
  problems: string[];
  mutations: number;
  app: { change(kind: number): unknown; lines(): string[] };
  table: { scrollTo(row: number): void };
  chat: { say(text: string): void; stream(pieces: string[]): Promise<void> };
  getSelection(): Selection | null;
};

let browser: BareBrowser;
beforeAll(async () => {
  browser = await openBareBrowser();
});
afterAll(async () => browser?.close());

/** Runs before any other script of the page. */
const WATCH = `<script>
  window.problems = [];
  window.mutations = 0;
  addEventListener('error', (event) => problems.push(event.message));
  addEventListener('unhandledrejection', (event) => problems.push(String(event.reason)));
  addEventListener('securitypolicyviolation', (event) => problems.push(event.violatedDirective + ' ' + event.blockedURI));
  console.error = console.warn = (...said) => problems.push(said.join(' '));
  new MutationObserver((list) => { mutations += list.length; })
    .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
</script>`;

async function open(body: string, served: Omit<Served, 'html'> = {}): Promise<Page> {
  return browser.open({
    ...served,
    html: `<!doctype html><meta charset="utf-8"><title>x</title>${WATCH}${body}`,
  });
}

const marks = async (page: Page) => (await markedTexts(page)).sort();
const sorted = (texts: readonly string[]) => [...texts].sort();
const number = (extension: number) => `+49 30 23125${extension}`;

/** Mutations within half a second in which the page itself does nothing. */
async function mutationsAtRest(page: Page): Promise<number> {
  await page.evaluate(() => {
    window.mutations = 0;
  });
  await page.waitForTimeout(500);
  return page.evaluate(() => window.mutations);
}

describe.each(['react', 'vue', 'preact'] as const)(
  'an application in %s that renders beside the extension',
  (name) => {
    let page: Page;
    beforeAll(async () => {
      page = await open('<div id="app"></div><script src="/app.js"></script>', {
        files: { '/app.js': await bundleApp(name) },
      });
    });
    afterAll(async () => page?.close());

    const numbers = async () =>
      sorted(
        (await page.evaluate(() => window.app.lines())).map((line) => /\+49 30 \d+/.exec(line)?.[0] ?? ''),
      );
    const shown = () =>
      page.evaluate(() => [...document.querySelectorAll('li')].map(({ textContent }) => textContent));

    it('gets marks on all its numbers, although each spans two text nodes', async () => {
      await expect.poll(() => marks(page)).toEqual(await numbers());
      expect((await numbers()).length).toBe(12);
      expect(await mutationsAtRest(page)).toBe(0);
    });

    it('renders its state correctly through 120 changes, and the final marks are right', async () => {
      for (let change = 0; change < 120; change++) {
        const { said, seen } = await page.evaluate(async (kind) => {
          await window.app.change(kind);
          return {
            said: window.app.lines(),
            seen: [...document.querySelectorAll('li')].map(({ textContent }) => textContent),
          };
        }, change);
        expect(seen).toEqual(said);
        // Every twentieth change waits long enough for the marks to be made.
        if (change % 20 === 0) await page.waitForTimeout(300);
      }
      await expect.poll(() => marks(page)).toEqual(await numbers());
      expect(await page.evaluate(() => window.problems)).toEqual([]);
      expect(await mutationsAtRest(page)).toBe(0);
    });

    it('keeps working while a card is open on one of its numbers; the card closes with the number', async () => {
      await hover(page, page.locator('li span').nth(4));
      await page.evaluate(() => window.app.change(0));
      await page.evaluate(() => window.app.change(1));
      expect(await shown()).toEqual(await page.evaluate(() => window.app.lines()));
      for (let change = 0; change < 12; change++) await page.evaluate(() => window.app.change(1));
      await expect.poll(() => findCard(page)).toBeUndefined();
      expect(await page.evaluate(() => window.problems)).toEqual([]);
      await page.mouse.move(2, 2);
    });

    it('keeps its own HTML, to the letter', async () => {
      const html = await page.evaluate(() => document.documentElement.outerHTML);
      expect(html).not.toMatch(/popover|ringcard|highlight|chrome-extension/i);
      expect(await page.evaluate(() => document.documentElement.children.length)).toBe(2);
    });
  },
);

describe('fields and editors', () => {
  it('keep the typed text unchanged and unmarked', async () => {
    const page =
      await open(`<form><input id="name"><input id="tel" type="tel"><textarea id="text"></textarea></form>
      <div id="rich" contenteditable>Notes:</div><p>${number(500)}</p>
      <script>
        // An editor that makes every digit bold, so that its numbers span many nodes.
        rich.addEventListener('beforeinput', (event) => {
          if (!/^\\d$/.test(event.data ?? '')) return;
          event.preventDefault();
          document.execCommand('insertHTML', false, '<b>' + event.data + '</b>');
        });
      </script>`);
    await expect.poll(() => marks(page)).toEqual([number(500)]);
    for (const field of ['#name', '#tel', '#text']) {
      await page.click(field);
      await page.keyboard.type(`Call ${number(501)} now`);
      expect(await page.inputValue(field)).toBe(`Call ${number(501)} now`);
    }
    await page.click('#rich');
    await page.keyboard.press('End');
    await page.keyboard.type(number(502));
    await page.waitForTimeout(500);
    const html = await page.locator('#rich').innerHTML();
    expect(html.replace(/<\/?b>/g, '').replaceAll('&nbsp;', ' ')).toBe(`Notes:${number(502)}`);
    expect(html).toContain('<b>');
    expect(await marks(page)).toEqual([number(500)]);
    expect(await mutationsAtRest(page)).toBe(0);
    expect(await page.evaluate(() => window.problems)).toEqual([]);
    await page.close();
  });

  it('keep selection and focus while a card opens and closes', async () => {
    const page = await open(
      `<textarea id="text">first second third</textarea><p id="number">${number(503)}</p>`,
    );
    await page.evaluate(() => {
      const text = document.querySelector('textarea');
      text?.focus();
      text?.setSelectionRange(6, 12);
    });
    await hover(page, page.locator('#number'));
    await page.keyboard.type('2nd');
    expect(await page.inputValue('#text')).toBe('first 2nd third');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('text');
    await page.close();
  });
});

describe('strict pages', () => {
  it.each([
    ['no script, frame or style at all', "default-src 'none'; style-src 'none'; frame-src 'none'"],
    ['trusted types only', "require-trusted-types-for 'script'; trusted-types 'none'; frame-src 'none'"],
  ])('that allow %s: numbers are marked, the card opens, no policy is violated', async (_, policy) => {
    const page = await browser.context.newPage();
    const complaints: string[] = [];
    page.on('console', (said) => complaints.push(said.text()));
    await page.route('http://site.example/**', (route) =>
      route.fulfill({
        headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
        body: `<!doctype html><title>x</title><p id="number">${number(510)}</p>`,
      }),
    );
    await page.goto('http://site.example/');
    await expect.poll(() => marks(page)).toEqual([number(510)]);
    const card = await hover(page, page.locator('#number'));
    await card.getByText(number(510)).first().waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe('a page that changes all the time', () => {
  it('with a virtual table of 10,000 rows has marks on exactly the present rows', async () => {
    const page =
      await open(`<div id="view" style="height:500px;overflow:auto"><div style="position:relative;height:200000px"></div></div>
      <script>
        // Rows are recycled: only their place and text change.
        const body = view.firstChild;
        const rows = Array.from({ length: 30 }, () => body.appendChild(document.createElement('div')));
        for (const row of rows) row.append('', document.createElement('b'));
        const draw = () => {
          const first = Math.floor(view.scrollTop / 20);
          rows.forEach((row, at) => {
            row.style.cssText = 'position:absolute;height:20px;top:' + (first + at) * 20 + 'px';
            row.firstChild.data = '+49 30 23';
            row.lastChild.textContent = String(10000 + first + at);
          });
        };
        view.addEventListener('scroll', draw);
        draw();
        window.table = { scrollTo: (row) => { view.scrollTop = row * 20; } };
      </script>`);
    const rows = () =>
      page.evaluate(() => [...document.querySelectorAll('#view div div')].map((row) => row.textContent));
    await expect.poll(() => marks(page)).toEqual(sorted((await rows()) as string[]));
    for (const row of [40, 5000, 5003, 9970, 0]) {
      for (let step = 0; step < 5; step++) await page.evaluate((to) => window.table.scrollTo(to), row + step);
      await page.waitForTimeout(50);
      await expect.poll(async () => (await rows())[0]).toBe(`+49 30 23${10_000 + row + 4}`);
      await expect.poll(() => marks(page)).toEqual(sorted((await rows()) as string[]));
    }
    expect(await mutationsAtRest(page)).toBe(0);
    expect(await page.evaluate(() => window.problems)).toEqual([]);
    await page.close();
  });

  it('with a chat that streams letter by letter ends with every number marked, and no removed one', async () => {
    const page = await open(`<main></main><script>
      const main = document.querySelector('main');
      window.chat = {
        say(text) {
          const line = main.appendChild(document.createElement('p'));
          line.append(text);
          if (main.children.length > 20) main.firstChild.remove();
          return line;
        },
        async stream(pieces) {
          const line = chat.say('');
          for (const piece of pieces) {
            line.append(piece);
            await new Promise((resolve) => setTimeout(resolve, 5));
          }
        },
      };
    </script>`);
    await page.evaluate(
      async (numbers) => {
        for (const [index, text] of numbers.entries()) {
          if (index % 2) window.chat.say(`Call ${text}, please.`);
          else await window.chat.stream([...`Call ${text}, please.`]);
        }
      },
      Array.from({ length: 40 }, (_, index) => number(520 + index)),
    );
    const expected = sorted(Array.from({ length: 20 }, (_, index) => number(540 + index)));
    await expect.poll(() => marks(page)).toEqual(expected);
    expect(await mutationsAtRest(page)).toBe(0);
    expect(await page.evaluate(() => window.problems)).toEqual([]);
    await page.close();
  });
});
