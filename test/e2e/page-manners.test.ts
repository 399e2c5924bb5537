import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BareBrowser, markedTexts, openBareBrowser } from '../support/bare-browser.ts';
import { letHide } from '../support/chromium.ts';
import { escapeCard, findCard, hover, leave } from './stage.ts';

/** The extension's behaviour on pages: where it marks numbers, how the card stays and closes, and how it ends. */

const number = (extension: number) => `+49 30 23125${extension}`;
const html = (body: string) => `<!doctype html><meta charset="utf-8"><title>x</title>${body}`;
const marks = async (page: Page) => (await markedTexts(page)).sort();

let browser: BareBrowser;
beforeAll(async () => {
  browser = await openBareBrowser();
});
afterAll(async () => browser?.close());

const open = (body: string, files: Record<string, string> = {}) => browser.open({ html: html(body), files });

/** Sends a message to the page's content scripts, as the background does. Returns the answer of the top frame. */
async function tell(page: Page, news: object): Promise<unknown[]> {
  const [background] = browser.context.serviceWorkers();
  if (!background) throw new Error('the background sleeps');
  await page.bringToFront();
  return background.evaluate(async (said) => {
    interface Chrome {
      tabs: {
        query(which: object): Promise<{ id: number }[]>;
        sendMessage(tab: number, said: object, to: object): Promise<unknown>;
      };
    }
    const { tabs } = (globalThis as unknown as { chrome: Chrome }).chrome;
    const [tab] = await tabs.query({ active: true, lastFocusedWindow: true });
    const answers: unknown[] = [];
    // The top frame has the id 0. A message without a frame id would be answered by only one of the frames.
    answers.push(await tabs.sendMessage(tab?.id ?? -1, said, { frameId: 0 }).catch(() => 'nobody'));
    return answers;
  }, news);
}

const boxOfCard = (page: Page) =>
  page.evaluate(() => {
    const host = [...document.querySelectorAll('[popover=manual]')].at(-1);
    if (!host) return undefined;
    const { left, top, width, height } = host.getBoundingClientRect();
    return { in: host.parentElement?.localName, left, top, width, height };
  });

describe('marks', () => {
  it('appear in shadow trees, whether open, closed, nested or late, and in frames', async () => {
    const page = await open(
      `<div id="open"></div><div id="closed"></div><x-late></x-late><iframe src="/frame.html" width="500" height="300"></iframe>
      <script>
        document.querySelector('#open').attachShadow({ mode: 'open' }).innerHTML = '<p>${number(101)}</p><section></section>';
        document.querySelector('#open').shadowRoot.querySelector('section').attachShadow({ mode: 'closed' }).innerHTML = '<p>${number(102)}</p>';
        const closed = document.querySelector('#closed').attachShadow({ mode: 'closed' });
        closed.innerHTML = '<p>${number(103)}</p>';
        setTimeout(() => closed.append('${number(104)}'), 600);
        setTimeout(() => customElements.define('x-late', class extends HTMLElement {
          connectedCallback() { this.attachShadow({ mode: 'closed' }).innerHTML = '${number(105)}'; }
        }), 600);
      </script>`,
      { '/frame.html': html(`<p>${number(106)}</p>`) },
    );
    await expect.poll(() => marks(page), { timeout: 5000 }).toEqual([101, 102, 103, 104, 105].map(number));
    const [, frame] = page.frames();
    await expect.poll(() => frame?.evaluate(() => CSS.highlights.get('phone-number')?.size)).toBe(1);
    await page.close();
  });

  it('appear near the visible part, and follow it', async () => {
    const page = await open(
      Array.from({ length: 400 }, (_, at) => `<p style="height:50px;margin:0">${number(200 + at)}</p>`).join(
        '',
      ),
    );
    const marked = () => page.evaluate(() => CSS.highlights.get('phone-number')?.size);
    // 860 px of window and two screens below make 51.6 lines of 50 px.
    await expect.poll(marked).toBe(52);
    await page.evaluate(() => scrollTo(0, 10_000));
    await expect.poll(() => marks(page)).toContain(number(400));
    // Two screens above count as well.
    await expect.poll(marked).toBeLessThanOrEqual(88);
    expect(await marks(page)).not.toContain(number(200));
    await page.close();
  });

  it('cover the visible part of a page with 20,000 numbers, wherever it is scrolled, even when lines disappear', async () => {
    const page = await open(
      `<main>${Array.from({ length: 20_000 }, (_, at) => `<p style="margin:0">+49 30 ${2_000_000 + at}</p>`).join('')}</main>`,
    );
    const missing = () =>
      page.evaluate(() => {
        const marked = new Set(
          [...CSS.highlights.values()].flatMap((ranges) =>
            [...ranges].map(({ startContainer }) => startContainer),
          ),
        );
        return [...document.querySelectorAll('p')].filter((line) => {
          const { top, bottom } = line.getBoundingClientRect();
          return bottom > 0 && top < innerHeight && line.firstChild && !marked.has(line.firstChild);
        }).length;
      });
    await expect.poll(missing, { timeout: 10_000 }).toBe(0);
    for (const part of [0.5, 0.9, 0.31, 1]) {
      await page.evaluate((to) => scrollTo(0, to * document.documentElement.scrollHeight), part);
      await expect.poll(missing, { timeout: 10_000 }).toBe(0);
    }
    // Removes every third line, and with it the ends of many groups.
    await page.evaluate(() => {
      for (const [at, line] of [...document.querySelectorAll('p')].entries()) if (at % 3 === 0) line.remove();
    });
    for (const part of [0.2, 0.7]) {
      await page.evaluate((to) => scrollTo(0, to * document.documentElement.scrollHeight), part);
      await expect.poll(missing, { timeout: 10_000 }).toBe(0);
    }
    // Such a page is tinted, because underlines would cost Chromium many times as much.
    expect(
      await page.evaluate(() =>
        [...CSS.highlights].filter(([, ranges]) => ranges.size > 0).map(([name]) => name),
      ),
    ).toEqual(['phone-number-tint']);
    expect(await page.evaluate(() => CSS.highlights.get('phone-number-tint')?.size)).toBeLessThan(1000);
    await page.close();
  });
});

describe('a page behind another tab', () => {
  /** Counts the questions of pages for the numbers in their texts. */
  async function countQuestions(): Promise<() => Promise<number>> {
    const [background] = browser.context.serviceWorkers();
    if (!background) throw new Error('the background sleeps');
    await background.evaluate(() => {
      Reflect.set(globalThis, 'questions', 0);
      Reflect.get(globalThis, 'chrome').runtime.onMessage.addListener(({ type }: { type: string }) => {
        if (type === 'locate-numbers')
          Reflect.set(globalThis, 'questions', Reflect.get(globalThis, 'questions') + 1);
      });
    });
    return () => background.evaluate(() => Reflect.get(globalThis, 'questions'));
  }

  it('is not read further, or at all when loaded there, until it is visible again', async () => {
    const page = await open(`${number(161)}<hr>`);
    await expect.poll(() => marks(page)).toEqual([number(161)]);
    const questions = await countQuestions();
    await letHide(page);
    const front = await browser.context.newPage();
    await front.bringToFront();
    await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('hidden');
    // The element is known to be near the visible part, so the text need not be painted first.
    await page.evaluate((text) => document.body.append(text), number(162));
    await page.waitForTimeout(1000);
    expect(await questions()).toBe(0);
    await page.bringToFront();
    await expect.poll(() => marks(page)).toEqual([number(161), number(162)]);
    const asked = await questions();
    await front.bringToFront();
    await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('hidden');
    await page.reload();
    await page.waitForTimeout(1000);
    expect(await questions()).toBe(asked);
    await page.bringToFront();
    await expect.poll(() => marks(page)).toEqual([number(161)]);
    expect(await questions()).toBeGreaterThan(asked);
    await front.close();
    await page.close();
  });
});

describe('the card', () => {
  it('follows its number, and closes when the number has left', async () => {
    const page = await open(
      `<p id="number" style="margin-top:200px;width:max-content">${number(110)}</p><div style="height:3000px"></div>`,
    );
    await hover(page, page.locator('#number'));
    const before = await boxOfCard(page);
    await page.evaluate(() => scrollBy(0, 5));
    await expect.poll(() => boxOfCard(page)).toEqual({ ...before, top: (before?.top ?? 0) - 5 });
    await page.waitForTimeout(500);
    expect(findCard(page)).toBeDefined();
    await page.evaluate(() => scrollBy(0, 2000));
    await expect.poll(() => findCard(page)).toBeUndefined();
    await page.close();
  });

  it('stays while the pointer rests on it, and closes a moment later', async () => {
    const page = await open(`<p id="number" style="width:max-content">${number(111)}</p>`);
    await hover(page, page.locator('#number'));
    const box = await boxOfCard(page);
    await page.mouse.move((box?.left ?? 0) + 50, (box?.top ?? 0) + 50, { steps: 8 });
    await page.waitForTimeout(3000);
    expect(findCard(page)).toBeDefined();
    await leave(page);
    await page.close();
  });

  it('works in a modal dialog, and over one that opens later', async () => {
    const page = await open(`<p id="number" style="width:max-content">${number(112)}</p>
      <dialog><b id="inside">${number(113)}</b></dialog>`);
    const show = () => page.evaluate(() => document.querySelector('dialog')?.showModal());
    await show();
    const card = await hover(page, page.locator('#inside'));
    expect((await boxOfCard(page))?.in).toBe('dialog');
    const pages = browser.context.pages().length;
    await card.getByRole('button', { name: 'Open options' }).waitFor();
    await page.waitForTimeout(600);
    await card.getByRole('button', { name: 'Open options' }).click();
    await expect.poll(() => browser.context.pages().length).toBe(pages + 1);
    await browser.context.pages().at(-1)?.close();
    await page.bringToFront();
    // The first Esc closes the card, and the dialog stays.
    await escapeCard(page);
    expect(await page.evaluate(() => document.querySelector('dialog')?.open)).toBe(true);
    expect(await page.evaluate(() => document.querySelector('dialog')?.innerHTML)).toBe(
      `<b id="inside">${number(113)}</b>`,
    );
    await page.evaluate(() => document.querySelector('dialog')?.close());

    const later = await hover(page, page.locator('#number'));
    await later.getByText(number(112)).first().waitFor();
    await show();
    await expect.poll(async () => (await boxOfCard(page))?.in).toBe('dialog');
    expect(await findCard(page)?.getByText(number(112)).count()).toBe(1);
    await page.close();
  });

  it('lies above an element in full screen', async () => {
    const page = await open(`<main><button>Full</button> <b id="number">${number(114)}</b></main>
      <script>document.querySelector('button').onclick = () => document.querySelector('main').requestFullscreen();</script>`);
    await page.click('button');
    await expect.poll(() => page.evaluate(() => document.fullscreenElement?.localName)).toBe('main');
    await hover(page, page.locator('#number'));
    const box = await boxOfCard(page);
    const hit = await page.evaluate(
      ([x = 0, y = 0]) => document.elementFromPoint(x, y)?.getAttribute('popover'),
      [(box?.left ?? 0) + 100, (box?.top ?? 0) + 100],
    );
    expect(hit).toBe('manual');
    await page.close();
  });

  it('fits into a window at 400 % zoom', async () => {
    const page = await open(`<p id="number" style="width:max-content">${number(115)}</p>`);
    await page.setViewportSize({ width: 320, height: 256 });
    await hover(page, page.locator('#number'));
    expect(await boxOfCard(page)).toEqual({ in: 'html', left: 8, top: 8, width: 304, height: 240 });
    await page.close();
  });
});

describe('the keyboard', () => {
  const ask = (page: Page) => tell(page, { type: 'look-up-selection' });

  it.each([
    [
      'the number at the caret',
      (page: Page) =>
        page.evaluate(() => {
          const text = document.querySelector('#split b')?.firstChild;
          if (text) getSelection()?.collapse(text, 1);
        }),
      number(121),
    ],
    [
      'the number at the caret of a field',
      (page: Page) =>
        page.locator('input').evaluate((field: HTMLInputElement) => {
          field.focus();
          field.setSelectionRange(12, 12);
        }),
      number(122),
    ],
    [
      'the number at the caret of an editor',
      (page: Page) =>
        page.locator('[contenteditable]').evaluate((editor: HTMLElement) => {
          editor.focus();
          if (editor.firstChild) getSelection()?.collapse(editor.firstChild, 8);
        }),
      number(123),
    ],
    [
      'the selected number',
      (page: Page) =>
        page.evaluate(() => {
          const line = document.querySelector('#split');
          if (line) getSelection()?.selectAllChildren(line);
        }),
      number(121),
    ],
    ['the focused link', (page: Page) => page.locator('a').focus(), number(124)],
  ])('opens the card for %s, and returns the focus', async (_, prepare, shown) => {
    const page =
      await open(`<p id="split">Call +49 30 <b>23125</b>121</p><input value="Call ${number(122)} or not">
      <div contenteditable>Call ${number(123)}.</div><a href="tel:+4930 23125124">x</a>`);
    await page.bringToFront();
    await prepare(page);
    const before = await page.evaluate(() => document.activeElement?.localName);
    expect(await ask(page)).toEqual([true]);
    await expect.poll(() => findCard(page)?.getByText(shown).count()).toBe(1);
    // The card follows the number even beyond the window's edge, because it has the focus.
    await page.waitForTimeout(700);
    expect(findCard(page)).toBeDefined();
    await escapeCard(page);
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe(before);
    await page.close();
  });

  it('lists the numbers of the page in order, with those of shadow trees at their place', async () => {
    const page = await open(`<p>${number(131)}</p><div></div><p>${number(133)} and again ${number(131)}</p>
      <script>document.querySelector('div').attachShadow({ mode: 'closed' }).innerHTML = '<p>${number(132)}</p>';</script>`);
    // The page answers only after the background has confirmed that it may be read.
    await expect.poll(() => tell(page, { type: 'list-numbers' })).toEqual([[131, 132, 133].map(number)]);
    await page.close();
  });
});

describe('changed settings', () => {
  const styles = (page: Page) => page.evaluate(() => [...CSS.highlights.keys()]);

  it('remove marks and card from a paused site at once, and stop all work there until it resumes', async () => {
    const page = await open(`<p id="number" style="width:max-content">${number(141)}</p>`);
    await expect.poll(() => marks(page)).toEqual([number(141)]);
    await hover(page, page.locator('#number'));
    await browser.store({ blockedSites: ['site.example'] });
    await expect.poll(() => findCard(page)).toBeUndefined();
    await expect.poll(() => styles(page)).toEqual([]);
    await page.evaluate((text) => {
      document.body.insertAdjacentHTML('beforeend', `<p>${text}</p>`);
    }, number(142));
    await page.mouse.move(400, 400);
    await page.mouse.move(40, 25, { steps: 6 });
    await page.waitForTimeout(1000);
    expect(findCard(page)).toBeUndefined();
    expect(await tell(page, { type: 'list-numbers' })).not.toEqual([[number(141), number(142)]]);
    await browser.store({});
    await expect.poll(() => marks(page)).toEqual([number(141), number(142)]);
    await leave(page).catch(() => undefined);
    await hover(page, page.locator('#number'));
    await page.close();
  });

  it('remove unwanted marks, and numbers are then found under the pointer', async () => {
    const page = await open(`<p id="number" style="width:max-content">${number(143)}</p>`);
    await expect.poll(() => marks(page)).toEqual([number(143)]);
    await browser.store({ marking: 'hover' });
    await expect.poll(() => styles(page)).toEqual([]);
    await hover(page, page.locator('#number'));
    await browser.store({});
    await expect.poll(() => marks(page)).toEqual([number(143)]);
    await page.close();
  });
});

describe('an extension with other settings', () => {
  it.each([
    ['marks nothing, but finds the number under the pointer', { marking: 'hover' }, true],
    ['does nothing on a blocked site', { blockedSites: ['site.example'] }, false],
    ['does nothing outside the allowed sites', { allowedSites: ['crm.example'] }, false],
  ])('%s', async (_, settings, opens) => {
    const own = await openBareBrowser(settings);
    try {
      const page = await own.open({
        html: html(`<p id="number" style="width:max-content">${number(151)}</p>`),
      });
      await page.waitForTimeout(800);
      expect(await page.evaluate(() => [...CSS.highlights.keys()])).toEqual([]);
      const opened = await hover(page, page.locator('#number')).then(
        () => true,
        () => false,
      );
      expect(opened).toBe(opens);
    } finally {
      await own.close();
    }
  });
});
