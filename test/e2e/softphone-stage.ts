import { performance } from 'node:perf_hooks';
import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openStage, type Stage, type StageOptions } from './stage.ts';

/** The part of the browser's API that is used here. */
declare const chrome: {
  runtime: { getContexts(of: { contextTypes: string[] }): Promise<object[]> };
  storage: { local: { set(values: object): Promise<void> } };
  tabs: { query(of: object): Promise<{ url?: string }[]> };
  notifications: {
    getAll(): Promise<Record<string, true>>;
    create(id: string, options: { title: string; message: string }): Promise<string>;
    onClicked: { dispatch(id: string): void };
  };
};

/** The stage for incoming calls: the product with a signed-in person, a known contact, and pages of softphones. */

interface Truth {
  sources: {
    id: string;
    contacts: { displayName: string; companyName: string | null; numbers: { e164: string | null }[] }[];
  }[];
}

export interface CallStage extends Stage {
  /** A contact with a unique German number and a unique name. */
  known: { name: string; company: string; e164: string };
  /** Opens a page of a softphone and counts its mutations outside `#app`. */
  phone(
    body: string,
    options: { script?: string; address: string; frames?: readonly string[] },
  ): Promise<Page>;
  store(settings: object): Promise<void>;
  /** Records the texts of the browser's notifications from now on. */
  watchNotices(): Promise<() => Promise<string[]>>;
  /** Ids of the visible notifications. */
  notices(): Promise<string[]>;
  pressNotice(id: string): Promise<void>;
  activeAddress(): Promise<string | undefined>;
  /** Stops the background, as an idle browser does. The next event starts it again. */
  stopBackground(): Promise<void>;
}

export async function openCallStage(given: StageOptions = {}): Promise<CallStage> {
  const stage = await openStage(given);
  // Pages may reach the tests' telephone exchange on loopback, from any address.
  await stage.browser.context.grantPermissions(['local-network-access']);
  const options = await stage.options();
  const popup = await stage.popup();
  await stage.signInAt(() => popup.getByRole('button', { name: 'Sign in' }).click());
  await popup.getByText('You see: Customers, Suppliers').waitFor();
  await popup.close();
  const store = (settings: object) =>
    options.evaluate((values) => chrome.storage.local.set({ settings: values }), settings);
  const worker = () => {
    const [running] = stage.browser.context.serviceWorkers();
    if (!running) throw new Error('the background does not run');
    return running;
  };
  return {
    ...stage,
    known: findKnown((await stage.control('GET', '/truth')) as Truth),
    store,
    async phone(body, { script, address, frames = [] }) {
      const page = await stage.browser.context.newPage();
      const { origin, pathname } = new URL(address);
      await page.route(`${origin}/**`, (route) => {
        const path = new URL(route.request().url()).pathname;
        if (path === '/phone.js')
          return route.fulfill({ contentType: 'text/javascript', body: script ?? '' });
        if (path !== pathname) return route.fulfill({ status: 404, body: '' });
        return route.fulfill({ contentType: 'text/html; charset=utf-8', body: pageOf(body, script) });
      });
      for (const frame of frames)
        await page.route(`${frame}/**`, (route) =>
          route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Phone</title>' }),
        );
      await page.goto(address);
      return page;
    },
    async watchNotices() {
      await worker().evaluate(() => {
        const said: string[] = [];
        const { create } = chrome.notifications;
        chrome.notifications.create = (id, options) => {
          said.push(`${options.title} | ${options.message}`);
          return create(id, options);
        };
        Reflect.set(globalThis, 'said', said);
      });
      return () => worker().evaluate(() => Reflect.get(globalThis, 'said') as string[]);
    },
    notices: () => worker().evaluate(async () => Object.keys(await chrome.notifications.getAll())),
    activeAddress: () =>
      worker().evaluate(
        async () => (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0]?.url,
      ),
    async stopBackground() {
      const devtools = await stage.browser.context.browser()?.newBrowserCDPSession();
      const { targetInfos } = (await devtools?.send('Target.getTargets')) ?? { targetInfos: [] };
      const background = targetInfos.find(({ url }) => url === worker().url());
      if (!background) throw new Error('the background cannot be stopped');
      await devtools?.send('Target.closeTarget', { targetId: background.targetId });
      await expect
        .poll(() =>
          options.evaluate(
            async () => (await chrome.runtime.getContexts({ contextTypes: ['BACKGROUND'] })).length,
          ),
        )
        .toBe(0);
      await devtools?.detach();
    },
    pressNotice: (id) => worker().evaluate((pressed) => chrome.notifications.onClicked.dispatch(pressed), id),
  };
}

function findKnown(truth: Truth): CallStage['known'] {
  const all = truth.sources.flatMap(({ contacts }) => contacts);
  const owners = (e164: string | null) =>
    all.filter(({ numbers }) => numbers.some((other) => other.e164 === e164)).length;
  const found = truth.sources
    .find(({ id }) => id === 'customers')
    ?.contacts.find(
      ({ companyName, displayName, numbers }) =>
        companyName &&
        /^\p{L}+ \p{L}+$/u.test(displayName) &&
        all.filter((other) => other.displayName === displayName).length === 1 &&
        numbers[0]?.e164?.startsWith('+49') &&
        numbers.every(({ e164 }) => owners(e164) === 1),
    );
  if (!found?.numbers[0]?.e164 || !found.companyName)
    throw new Error('the invented company has no such contact');
  return { name: found.displayName, company: found.companyName, e164: found.numbers[0].e164 };
}

function pageOf(body: string, script: string | undefined): string {
  return `<!doctype html><meta charset="utf-8"><title>Phone</title><body>${body}
<script>
  window.outside = 0;
  new MutationObserver((list) => {
    for (const { target, addedNodes, removedNodes } of list)
      if (!(target.parentElement?.closest('#app') || target.id === 'app')) window.outside += addedNodes.length + removedNodes.length || 1;
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
</script>${script === undefined ? '' : '<script type="module" src="/phone.js"></script>'}`;
}

export function findCall(page: Page): Frame | undefined {
  return page.frames().find((frame) => frame.url().includes('/call.html'));
}

/** The card of the ringing call, once it shows all of these texts, and the milliseconds since `since`. */
export async function callCard(
  page: Page,
  texts: readonly string[],
  since = performance.now(),
): Promise<{ card: Frame; ms: number }> {
  const deadline = Date.now() + 10_000;
  let said = 'no card';
  while (Date.now() < deadline) {
    const card = findCall(page);
    said =
      (await card
        ?.locator('body')
        .innerText()
        .catch(() => undefined)) ?? 'no card';
    if (card && texts.every((text) => said.includes(text))) return { card, ms: performance.now() - since };
    await page.waitForTimeout(15);
  }
  throw new Error(`The call's card does not say ${JSON.stringify(texts)}; it says: ${said}`);
}

/**
 * Presses the card's close button, and waits until the card is gone. It does not wait for the click: the frame disappears, and
 * then the browser may never acknowledge the click.
 */
export async function hideCaller(page: Page, card: Frame): Promise<void> {
  void card
    .getByRole('button', { name: 'Hide this caller' })
    .click()
    .catch(() => undefined);
  await noCallCard(page);
}

export async function noCallCard(page: Page): Promise<void> {
  await expect.poll(() => findCall(page)?.url(), { timeout: 8000 }).toBeUndefined();
}

export function mutationsOutside(page: Page): Promise<number> {
  return page.evaluate(() => Reflect.get(window, 'outside'));
}
