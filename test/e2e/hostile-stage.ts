import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { type CountingProxy, startCountingProxy } from '../support/counting-proxy.ts';
import { aCustomer } from '../support/truth.ts';
import { hover, openStage, type Stage } from './stage.ts';

/** The stage for hostile pages: the product with a signed-in person, a count of every look-up, and a known contact. */

export interface HostileStage extends Stage {
  proxy: CountingProxy;
  contact: { displayName: string; companyName: string };
  /** The contact's number. */
  number: string;
  /** The number of look-ups that reached the worker. */
  lookUps(): number;
  /** A page with the number but no letters, so any letter that it reads comes from a contact. */
  digits(body?: string): string;
  /** Rests the pointer on the number until the card shows the contact. */
  shownContact(page: Page): Promise<Frame>;
}

export async function openHostileStage(): Promise<HostileStage> {
  const proxies: CountingProxy[] = [];
  const stage = await openStage({
    prepare: async ({ worker, extension }) => {
      const counting = await startCountingProxy(worker.url);
      proxies.push(counting);
      const file = join(extension, 'defaults.json');
      writeFileSync(
        file,
        JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), workerUrl: counting.url }),
      );
    },
  });
  const [proxy] = proxies;
  if (!proxy) throw new Error('the stage was not prepared');
  const { displayName, companyName, number } = await aCustomer(stage.services);
  const popup = await stage.popup();
  await stage.signInAt(() => popup.getByRole('button', { name: 'Sign in' }).click());
  await popup.getByText('You see: Customers, Suppliers').waitFor();
  await popup.close();
  return {
    ...stage,
    proxy,
    contact: { displayName, companyName: companyName ?? '' },
    number,
    lookUps: () => proxy.asked.filter((path) => path.startsWith('/v1/lookup')).length,
    digits: (body = '') =>
      `<!doctype html><meta charset="utf-8"><p id="number" style="width:max-content">${number}</p>${body}`,
    async shownContact(page) {
      const card = await hover(page, page.locator('#number'));
      await card.getByText(displayName, { exact: true }).first().waitFor();
      return card;
    },
    async close() {
      await stage.close();
      await proxy.close();
    },
  };
}

/** Everything that the page's main world can see of the extension's one element. */
export const seenOfHost = (page: Page) =>
  page.evaluate(() => {
    const host = [...document.documentElement.children].find(
      (child) => child !== document.head && child !== document.body,
    );
    if (!host) return undefined;
    const { left, top, width, height } = host.getBoundingClientRect();
    return {
      attributes: [...host.attributes].map(({ name, value }) => `${name}=${value}`),
      box: [left, top, width, height],
      rects: host.getClientRects().length,
      scroll: [host.scrollWidth, host.scrollHeight, host.clientWidth, host.clientHeight],
      text: `${host.textContent}${(host as HTMLElement).innerText}`,
      children: host.childNodes.length,
      shadow: host.shadowRoot === null,
    };
  });
