import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCard, hover, openStage, type Stage } from './stage.ts';

/**
 * The package for stores may read nothing until the person agrees. A test cannot press the browser's own question. So the
 * permission is granted beforehand on chrome://extensions, and the extension's request then succeeds without the question.
 */

const NUMBER = '+49 30 23125999';
const HTML = `<!doctype html><title>Ticket</title><p id="number">${NUMBER}</p>`;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ hosts: 'consent' });
});
afterAll(async () => stage?.close());

const marks = (page: Page) => page.evaluate(() => [...(CSS.highlights.get('phone-number') ?? [])].length);

/** The sites that the extension may read, and those where its script is registered. */
async function state() {
  const [background] = stage.browser.context.serviceWorkers();
  return background?.evaluate(async () => {
    const { permissions, scripting } = (
      globalThis as unknown as {
        chrome: {
          permissions: { getAll(): Promise<{ origins: string[] }> };
          scripting: { getRegisteredContentScripts(): Promise<{ matches: string[] }[]> };
        };
      }
    ).chrome;
    const scripts = await scripting.getRegisteredContentScripts();
    return {
      origins: (await permissions.getAll()).origins,
      matches: scripts.flatMap(({ matches }) => matches),
    };
  });
}

/** Grants these origins in advance, in place of the person's answer to the browser's question. */
async function sayYes(...origins: string[]): Promise<void> {
  const page = await stage.browser.context.newPage();
  await page.goto('chrome://extensions/');
  await page.evaluate(
    async ([id, wanted]) => {
      const { developerPrivate } = (
        globalThis as unknown as {
          chrome: { developerPrivate: { addHostPermission(id: string, origin: string): Promise<void> } };
        }
      ).chrome;
      for (const origin of wanted) await developerPrivate.addHostPermission(id, origin);
    },
    [stage.browser.extensionId, origins] as const,
  );
  await page.close();
}

async function welcome(): Promise<Page> {
  const page = await stage.browser.context.newPage();
  await page.goto(`chrome-extension://${stage.browser.extensionId}/welcome.html`);
  await page.getByRole('heading', { name: 'Where numbers are found' }).waitFor();
  return page;
}

describe('the extension as installed from a store', () => {
  it('opens a page that explains and asks, and reads nothing before the answer', async () => {
    const opened = () => stage.browser.context.pages().map((page) => new URL(page.url()).pathname);
    await expect.poll(opened).toContain('/welcome.html');
    expect(await state()).toEqual({ origins: [], matches: [] });
    const page = await stage.open(HTML);
    await page.waitForTimeout(500);
    expect(await marks(page)).toBe(0);
    await page.close();
  });

  it('shows in the popup that the worker’s address is missing, with a button that asks for it', async () => {
    const popup = await stage.popup();
    await popup.getByText('The browser does not let Ringcard use: 127.0.0.1').waitFor();
    await popup
      .getByRole('heading', { name: 'The browser does not let Ringcard ask the directory' })
      .waitFor();
    await sayYes('http://127.0.0.1/*');
    await popup.getByRole('button', { name: 'Allow', exact: true }).click();
    await expect.poll(async () => (await state())?.origins).toEqual(['http://127.0.0.1/*']);
    await popup.reload();
    await popup.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await popup.close();
  });

  it('appears on the open page of a newly allowed site without a reload', async () => {
    // The script starts after the page's elements exist, and must not take their names for the extension's API.
    const named = await stage.open(`${HTML}<form id="browser"><input name="runtime" id="x"></form>`);
    const page = await stage.open(HTML);
    await sayYes('http://site.example/*', 'https://site.example/*');
    const asking = await welcome();
    await asking.getByLabel('Only on sites that I name').fill('https://site.example/tickets');
    await asking.getByRole('button', { name: 'Add' }).click();
    await asking.getByRole('button', { name: 'Remove site.example' }).waitFor();
    await page.bringToFront();
    await expect.poll(() => marks(page)).toBe(1);
    expect((await state())?.matches).toEqual(['http://site.example/*', 'https://site.example/*']);
    const card = await hover(page, page.locator('#number'));
    await card.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await asking.close();
    await page.close();
    await named.bringToFront();
    await expect.poll(() => marks(named)).toBe(1);
    await named.close();
  });

  it('disappears from the open page when the person removes the site', async () => {
    const page = await stage.open(HTML);
    await expect.poll(() => marks(page)).toBe(1);
    const asking = await welcome();
    await asking.getByRole('button', { name: 'Remove site.example' }).click();
    await expect.poll(async () => (await state())?.origins).toEqual(['http://127.0.0.1/*']);
    await page.bringToFront();
    await expect.poll(() => marks(page)).toBe(0);
    const box = await page.locator('#number').boundingBox();
    await page.mouse.move(5, 5);
    await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 8, { steps: 6 });
    await page.waitForTimeout(900);
    expect(findCard(page)).toBeUndefined();
    await asking.close();
    await page.close();
  });

  it('speaks the chosen language at once and on every page', async () => {
    const options = await stage.options();
    await options.locator('#language').selectOption('fr');
    await options.getByRole('button', { name: 'Save' }).click();
    await options.getByRole('heading', { name: 'Options de Ringcard' }).waitFor();
    expect(await options.locator('html').getAttribute('lang')).toBe('fr');
    const popup = await stage.popup();
    await popup.getByRole('heading', { name: 'Vous êtes déconnecté' }).waitFor();
    await popup.close();
    await options.close();
  });
});
