import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { ensureBrowser } from '../setup/browser.ts';
import { buildExtension } from '../setup/build.ts';
import { openBrowser, type RunningBrowser } from './chromium.ts';

/** A real browser for the extension's work on pages, without sign-in, tenant or worker. */

export interface BareBrowser extends RunningBrowser {
  /** Folder of the extension. */
  extension: string;
  /** Opens a page as a web site serves it. */
  open(served: Served): Promise<Page>;
  /** Changes the person's settings, as the options page does. */
  store(settings: object): Promise<void>;
}

export interface Served {
  html: string;
  headers?: Record<string, string>;
  /** Further files of the site, by path. */
  files?: Record<string, string>;
}

const SITE = 'http://site.example';

/** `settings` are packaged with the extension, together with a country and the address of a missing worker. */
export async function openBareBrowser(settings?: object): Promise<BareBrowser> {
  const extension = join(mkdtempSync(join(tmpdir(), 'ringcard-bare-')), 'extension');
  cpSync(buildExtension(), extension, { recursive: true });
  writeFileSync(
    join(extension, 'defaults.json'),
    JSON.stringify({ workerUrl: 'http://127.0.0.1:9', country: 'DE', ...settings }),
  );
  const browser = await openBrowser({
    executable: ensureBrowser(() => undefined),
    extension,
    spki: '',
    headless: true,
    language: 'en',
  });
  return {
    ...browser,
    extension,
    async open({ html, headers, files = {} }) {
      const page = await browser.context.newPage();
      await page.route(`${SITE}/**`, (route) => {
        const path = new URL(route.request().url()).pathname;
        if (path === '/')
          return route.fulfill({
            contentType: 'text/html; charset=utf-8',
            body: html,
            ...(headers && { headers: { 'content-type': 'text/html; charset=utf-8', ...headers } }),
          });
        const file = files[path];
        if (file === undefined) return route.fulfill({ status: 404, body: '' });
        return route.fulfill({
          contentType: path.endsWith('.html') ? 'text/html; charset=utf-8' : 'text/javascript; charset=utf-8',
          body: file,
        });
      });
      await page.goto(`${SITE}/`);
      return page;
    },
    async store(settings) {
      const [background] = browser.context.serviceWorkers();
      if (!background) throw new Error('the background sleeps');
      await background.evaluate(
        (values) => Reflect.get(globalThis, 'chrome').storage.local.set({ settings: values }),
        settings,
      );
    },
    async close() {
      await browser.close();
      rmSync(join(extension, '..'), { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The marked texts in a page or frame, in the order of marking. */
export function markedTexts(page: Page | Frame): Promise<string[]> {
  return page.evaluate(() =>
    [...(CSS.highlights.get('phone-number') ?? [])].map((marked) => {
      const range = new Range();
      range.setStart(marked.startContainer, marked.startOffset);
      range.setEnd(marked.endContainer, marked.endOffset);
      return range.toString();
    }),
  );
}
