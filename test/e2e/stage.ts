import type { Frame, Locator, Page } from 'playwright-core';
import { ensureBrowser } from '../setup/browser.ts';
import { type BrowserOptions, openBrowser, type RunningBrowser, signIn } from '../support/chromium.ts';
import { type Services, type ServicesOptions, startServices } from '../support/services.ts';
import { control } from '../support/truth.ts';

/** The stage of the end-to-end tests: the whole product, a browser, and the tests' own pages. */

export interface Stage {
  services: Services;
  readonly browser: RunningBrowser;
  /** Closes the browser and opens it again with the same profile. */
  restartBrowser(): Promise<void>;
  /** Opens an HTML page as a web site serves it, with the extension in it. */
  open(html: string): Promise<Page>;
  popup(query?: string): Promise<Page>;
  options(): Promise<Page>;
  control(method: string, path: string, body?: unknown): Promise<unknown>;
  signInAt(click: () => Promise<unknown>, user?: string): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions extends ServicesOptions, Partial<BrowserOptions> {
  /** Runs before the browser opens, e.g. to change the extension's settings. */
  prepare?: (services: Services) => Promise<unknown>;
}

export async function openStage(given: StageOptions = {}): Promise<Stage> {
  const services = await startServices({ contacts: 300, ...given });
  try {
    await services.sync();
    await given.prepare?.(services);
    let browser = await openBrowser({
      executable: ensureBrowser(() => undefined),
      extension: services.extension,
      spki: services.spki,
      headless: true,
      language: 'en',
      ...given,
    });
    return {
      services,
      get browser() {
        return browser;
      },
      async restartBrowser() {
        browser = await browser.restart();
      },
      async open(html) {
        const page = await browser.context.newPage();
        await page.route('http://site.example/**', (route) =>
          route.fulfill({
            contentType: 'text/html; charset=utf-8',
            body: route.request().url().endsWith('/') ? html : '',
          }),
        );
        await page.goto('http://site.example/');
        return page;
      },
      async popup(query = '') {
        const page = await browser.context.newPage();
        await page.setViewportSize({ width: 400, height: 580 });
        await page.goto(
          `chrome-extension://${browser.extensionId}/popup.html${query === '' ? '' : `?q=${encodeURIComponent(query)}`}`,
        );
        return page;
      },
      async options() {
        const page = await browser.context.newPage();
        await page.goto(`chrome-extension://${browser.extensionId}/options.html`);
        await page.locator('#workerUrl').waitFor();
        return page;
      },
      control: (method, path, body) => control(services, method, path, body),
      signInAt: (click, user = services.tenant.demo.user) =>
        signIn(browser.context, click, user, services.tenant.demo.password),
      async close() {
        await browser.close();
        await services.stop();
      },
    };
  } catch (error) {
    await services.stop();
    throw error;
  }
}

/** Moves the pointer onto a number step by step, as a person does, and waits for the card. */
export async function hover(
  page: Page,
  number: Pick<Locator, 'boundingBox'>,
  patienceMs = 8000,
): Promise<Frame> {
  const box = await number.boundingBox();
  if (!box) throw new Error('the number is not visible');
  await page.mouse.move(box.x + box.width / 2 + 60, Math.max(1, box.y - 60));
  await page.mouse.move(box.x + Math.min(box.width / 2, 40), box.y + box.height / 2, { steps: 6 });
  return cardOf(page, patienceMs);
}

export async function leave(page: Page): Promise<void> {
  await page.mouse.move(2, 2, { steps: 4 });
  await cardGone(page);
}

/**
 * Presses Esc, and waits until the card is gone. It does not wait for the key: a focused card takes its frame along, and then
 * the browser may never acknowledge the key.
 */
export async function escapeCard(page: Page): Promise<void> {
  void page.keyboard.press('Escape').catch(() => undefined);
  await cardGone(page);
}

async function cardGone(page: Page): Promise<void> {
  const deadline = Date.now() + 5000;
  while (findCard(page) && Date.now() < deadline) await page.waitForTimeout(50);
  if (findCard(page)) throw new Error('the card did not close');
}

export function findCard(page: Page): Frame | undefined {
  return page.frames().find((frame) => frame.url().includes('/card.html'));
}

async function cardOf(page: Page, patienceMs: number): Promise<Frame> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const card = findCard(page);
    if (card) return card;
    await page.waitForTimeout(25);
  }
  throw new Error('no card opened');
}
