import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCard, openStage, type Stage } from './stage.ts';

interface Contact {
  id: string;
  displayName: string;
  companyName: string | null;
  numbers: { e164: string | null }[];
}

let stage: Stage;
let contact: Contact;
let number: string;
let shared: string;

beforeAll(async () => {
  stage = await openStage();
  const truth = (await stage.control('GET', '/truth')) as { sources: { id: string; contacts: Contact[] }[] };
  const all = truth.sources.flatMap(({ contacts }) => contacts);
  const ownersOf = (e164: string | null) =>
    all.filter(({ numbers }) => numbers.some((other) => other.e164 === e164));
  const found = all.find(
    ({ companyName, displayName, numbers }) =>
      companyName &&
      /^\p{L}{4,} \p{L}{4,}$/u.test(displayName) &&
      numbers[0]?.e164?.startsWith('+49') &&
      numbers.every(({ e164 }) => ownersOf(e164).length === 1),
  );
  const several = all
    .flatMap(({ numbers }) => numbers.map(({ e164 }) => e164))
    .find((e164) => new Set(ownersOf(e164).map(({ displayName }) => displayName)).size > 1);
  if (!found?.numbers[0]?.e164 || !several) throw new Error('the invented company has no such contacts');
  contact = found;
  number = found.numbers[0].e164;
  shared = several;
  const popup = await stage.popup();
  await stage.signInAt(() => popup.getByRole('button', { name: 'Sign in' }).click());
  await popup.locator('input').waitFor();
  await popup.close();
});

afterAll(async () => stage?.close());

/** Waits as long as a busy machine may need. */
const soon = <T>(read: () => T, more: { interval?: number } = {}) =>
  expect.poll(read, { timeout: 15_000, ...more });
const boxIn = (popup: Page) => popup.getByRole('combobox');
const rowsIn = (popup: Page) => popup.getByRole('option');
const selectedIn = (popup: Page) => popup.locator('[role=option][aria-selected=true]');

/** Catches the numbers that the popup would hand to the browser for dialling. */
async function catchDialled(popup: Page): Promise<() => Promise<string[]>> {
  await popup.evaluate(() => {
    const dialled: string[] = [];
    Object.assign(window, { dialled });
    HTMLAnchorElement.prototype.click = function () {
      dialled.push(this.href);
    };
  });
  return () => popup.evaluate(() => (window as unknown as { dialled: string[] }).dialled);
}

/** The popup as opened over a page: it loads while the page is the active tab. */
async function popupOver(page: Page): Promise<Page> {
  const popup = await stage.popup();
  await boxIn(popup).waitFor();
  await page.bringToFront();
  await popup.reload();
  await boxIn(popup).waitFor();
  return popup;
}

describe('the search by keyboard', () => {
  it('finds while the person types, moves with the arrows and to both ends, and dials with Enter', async () => {
    const popup = await stage.popup();
    const dialled = await catchDialled(popup);
    await boxIn(popup).waitFor();
    await popup.keyboard.type('a');
    await popup.keyboard.type('n');
    await soon(() => rowsIn(popup).count()).toBeGreaterThan(2);
    const names = await popup.locator('.row-name').allInnerTexts();
    await popup.keyboard.press('ArrowDown');
    expect(await selectedIn(popup).locator('.row-name').innerText()).toBe(names[1]);
    await popup.keyboard.press('End');
    expect(await selectedIn(popup).locator('.row-name').innerText()).toBe(names.at(-1));
    await popup.keyboard.press('Home');
    expect(await selectedIn(popup).locator('.row-name').innerText()).toBe(names[0]);
    await popup.keyboard.press('Escape');
    await popup.keyboard.type(contact.displayName);
    await soon(() => selectedIn(popup).locator('.row-name').innerText()).toBe(contact.displayName);
    await soon(() => popup.locator('.off-screen[role=status]').first().innerText()).toContain('found');
    expect(await selectedIn(popup).locator('mark').count()).toBeGreaterThan(0);
    await popup.keyboard.press('Enter');
    expect(await dialled()).toEqual([`tel:${number}`]);
    await popup.close();
  });

  it('shows all numbers of a contact with →, and the list again with Esc', async () => {
    const popup = await stage.popup(contact.displayName);
    await popup.locator('.row-name').first().waitFor();
    await boxIn(popup).press('ArrowRight');
    await popup.getByRole('heading', { name: contact.displayName }).waitFor();
    expect(await popup.locator('.lines .number').count()).toBe(contact.numbers.length);
    await popup.keyboard.press('Escape');
    expect(await boxIn(popup).evaluate((box) => box === document.activeElement)).toBe(true);
    await popup.close();
  });

  it('copies the number with Ctrl-C, and looks up a pasted one', async () => {
    const popup = await stage.popup(contact.displayName);
    await soon(() => selectedIn(popup).locator('.row-name').innerText()).toBe(contact.displayName);
    await boxIn(popup).press('Control+c');
    await popup.getByText('copied').first().waitFor();
    await popup.keyboard.press('Escape');
    await popup.keyboard.press('Control+v');
    expect(await boxIn(popup).inputValue()).toBe(number);
    await popup.locator('.asked-number').waitFor();
    expect(await selectedIn(popup).locator('.row-name').innerText()).toBe(contact.displayName);
    await popup.close();
  });

  it('asks the background once for each letter, and paints the answer', async () => {
    const popup = await stage.popup();
    await boxIn(popup).waitFor();
    await watchPaints(popup);
    const watched = () => popup.evaluate(() => (window as unknown as { watched: Watched }).watched);
    let letters = 0;
    for (const word of ['annab', 'michae', 'kramer', 'schmid', 'martin']) {
      await boxIn(popup).fill('');
      for (const letter of word) {
        await popup.keyboard.press(letter);
        letters++;
        await soon(async () => (await watched()).paintedMs.length, { interval: 60 }).toBe(letters);
      }
    }
    const { paintedMs, searches } = await watched();
    paintedMs.sort((one, other) => one - other);
    const at = (share: number) =>
      Math.round(paintedMs[Math.floor((paintedMs.length - 1) * share)] ?? Number.NaN);
    console.log(
      `keystroke to painted answer, ${letters} keystrokes: median ${at(0.5)} ms, 90 % ${at(0.9)} ms, most ${at(1)} ms`,
    );
    expect(searches).toBe(letters);
    await popup.close();
  });
});

interface Watched {
  searches: number;
  /** The time from each input event to the frame that shows its answer. */
  paintedMs: number[];
}

/** Counts searches and times their answers inside the popup, without any delay of the test's own. */
async function watchPaints(popup: Page): Promise<void> {
  await popup.evaluate(() => {
    type Send = (message: { type: string }, ...more: unknown[]) => unknown;
    const { runtime } = (globalThis as unknown as { chrome: { runtime: { sendMessage: Send } } }).chrome;
    const send = runtime.sendMessage.bind(runtime);
    const watched: Watched = { searches: 0, paintedMs: [] };
    Object.assign(window, { watched });
    runtime.sendMessage = (message, ...more) => {
      if (message.type === 'search-contacts') watched.searches++;
      return send(message, ...more);
    };
    const box = document.querySelector('input');
    box?.addEventListener('input', () => {
      if (box.value === '') return;
      const began = performance.now();
      const look = () => {
        if (box.ariaBusy === 'true') return requestAnimationFrame(look);
        // The frame is on the screen when the next task runs.
        return setTimeout(() => watched.paintedMs.push(performance.now() - began), 0);
      };
      requestAnimationFrame(look);
    });
  });
}

describe('several contacts with one number', () => {
  it('keep the order that the person chose, in the popup as on the card', async () => {
    const popup = await stage.popup(shared);
    await popup.getByText('contacts share this number').waitFor();
    const names = await popup.locator('.row-name').allInnerTexts();
    await boxIn(popup).press('End');
    await boxIn(popup).press('ArrowRight');
    await popup.getByRole('heading', { name: names.at(-1) ?? '' }).waitFor();
    await popup.close();
    const again = await stage.popup(shared);
    await again.getByText('contacts share this number').waitFor();
    expect(await again.locator('.row-name').first().innerText()).toBe(names.at(-1));
    await again.close();
  });
});

describe('the empty search', () => {
  it('lists recent look-ups, newest first, and deletes them on request', async () => {
    const popup = await stage.popup(number);
    await popup.locator('.row-name').first().waitFor();
    await popup.keyboard.press('Escape');
    await soon(() => rowsIn(popup).first().innerText()).toContain(contact.displayName);
    const { local } = await stored(popup);
    expect(local).not.toContain(contact.displayName);
    expect(local).not.toContain(number);
    await popup.getByRole('button', { name: 'Clear recent look-ups' }).click();
    await popup.getByRole('button', { name: 'Forget', exact: true }).click();
    await soon(() => rowsIn(popup).count()).toBe(0);
    // The popup empties its list at once, and the background deletes a moment later.
    await soon(async () => (await stored(popup)).session).not.toContain(contact.displayName);
    await popup.close();
  });

  it('lists the numbers of the page, and looks up the chosen one', async () => {
    const page = await stage.open(
      `<!doctype html><title>Ticket</title><p>Call ${number} or <a href="tel:+6125550042">Sydney</a></p>`,
    );
    const popup = await popupOver(page);
    const listed = popup.getByRole('group', { name: 'Numbers on this page' }).getByRole('option');
    await soon(() => listed.allInnerTexts()).toEqual([number, '+6125550042']);
    await boxIn(popup).press('Enter');
    await soon(() => selectedIn(popup).locator('.row-name').innerText()).toBe(contact.displayName);
    await popup.close();
    await page.close();
  });

  it('reports a page without numbers', async () => {
    const page = await stage.open('<!doctype html><title>Empty</title><p>Nobody to call</p>');
    const popup = await popupOver(page);
    await popup.getByText('No phone numbers on this page.').waitFor();
    await popup.close();
    await page.close();
  });

  it('explains that the browser does not let extensions read its own pages', async () => {
    const page = await stage.browser.context.newPage();
    await page.goto('chrome://version/');
    const popup = await popupOver(page);
    await popup.getByText('the browser keeps such pages to itself').waitFor();
    await popup.close();
    await page.close();
  });
});

describe('“Who is …?” in the browser’s menu', () => {
  const click = (info: object, url: string) =>
    stage.browser.context.serviceWorkers()[0]?.evaluate(
      async ([info, url]) => {
        type Fired = { dispatch(info: object, tab: object): void };
        const { chrome } = globalThis as unknown as {
          chrome: {
            contextMenus: { onClicked: Fired };
            tabs: { query(about: object): Promise<{ id: number; active: boolean }[]> };
          };
        };
        const tab = (await chrome.tabs.query({ active: true })).at(-1) ?? {};
        chrome.contextMenus.onClicked.dispatch({ frameId: 0, pageUrl: url, ...(info as object) }, tab);
      },
      [info, url] as const,
    );

  it('has its two entries in this browser', async () => {
    const updated = await stage.browser.context.serviceWorkers()[0]?.evaluate(async () => {
      const { chrome } = globalThis as unknown as {
        chrome: { contextMenus: { update(id: string, change: object): Promise<void> } };
      };
      const there = (id: string) =>
        chrome.contextMenus.update(id, { enabled: true }).then(
          () => true,
          () => false,
        );
      return [await there('selection'), await there('link'), await there('another')];
    });
    expect(updated).toEqual([true, true, false]);
  });

  it('opens the card at the place of the click', async () => {
    const page = await stage.open(
      `<!doctype html><title>Ticket</title><body style="height:600px"><p id="number">${number}</p>`,
    );
    await page.mouse.click(300, 200, { button: 'right' });
    await page.keyboard.press('Escape');
    await click({ menuItemId: 'selection', selectionText: `Call ${number}` }, page.url());
    await soon(() => findCard(page)?.locator('body').innerText()).toContain(contact.displayName);
    await page.close();
  });

  it('opens the search where no card can open', async () => {
    const page = await stage.browser.context.newPage();
    await page.goto('chrome://version/');
    const opening = stage.browser.context.waitForEvent('page');
    await click({ menuItemId: 'link', linkUrl: `tel:${number}` }, page.url());
    const popup = await opening;
    await soon(() => selectedIn(popup).locator('.row-name').innerText()).toBe(contact.displayName);
    await popup.close();
    await page.close();
  });
});

describe('the accessible popup', () => {
  const findings = async (popup: Page) => {
    await popup.evaluate(axe.source);
    const { violations } = await popup.evaluate(() =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
      }),
    );
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  };

  it.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' }],
    ['forced colours', { forcedColors: 'active' }],
  ] as const)('has no violations in %s', async (_, media) => {
    const popup = await stage.popup(number);
    await popup.emulateMedia(media);
    await popup.locator('.row-name').first().waitFor();
    expect(await findings(popup)).toEqual([]);
    await boxIn(popup).press('ArrowRight');
    await popup.locator('h2').first().waitFor();
    expect(await findings(popup)).toEqual([]);
    await popup.keyboard.press('Escape');
    await boxIn(popup).press('Escape');
    await rowsIn(popup).first().waitFor();
    expect(await findings(popup)).toEqual([]);
    await popup.close();
  });

  it('is readable and usable at 200 %, where the largest popup is 400 × 300', async () => {
    const popup = await stage.popup('an');
    await popup.setViewportSize({ width: 400, height: 300 });
    await rowsIn(popup).nth(2).waitFor();
    const hidden = await popup.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(hidden).toBe(0);
    await boxIn(popup).press('End');
    await expect
      .poll(() =>
        selectedIn(popup).evaluate((row) => {
          const { top, bottom } = row.getBoundingClientRect();
          return top > -1 && bottom < innerHeight + 1;
        }),
      )
      .toBe(true);
    await popup.close();
  });
});

describe('a sign-out', () => {
  it('deletes recent look-ups', async () => {
    const popup = await stage.popup(number);
    await popup.locator('.row-name').first().waitFor();
    await popup.locator('.account-name').click();
    await popup.getByRole('button', { name: 'Sign out', exact: true }).click();
    await popup.getByText('You are signed out').waitFor();
    const { session, local } = await stored(popup);
    expect(session + local).not.toContain(contact.displayName);
    expect(session).not.toContain('recents');
    await popup.close();
  });
});

function stored(popup: Page): Promise<{ local: string; session: string }> {
  return popup.evaluate(async () => {
    const { storage } = (
      globalThis as unknown as {
        chrome: { storage: Record<'local' | 'session', { get(): Promise<object> }> };
      }
    ).chrome;
    const text = async (area: 'local' | 'session') => JSON.stringify(await storage[area].get());
    return { local: await text('local'), session: await text('session') };
  });
}
