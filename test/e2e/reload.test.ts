import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BareBrowser, openBareBrowser } from '../support/bare-browser.ts';

let browser: BareBrowser;

beforeAll(async () => {
  browser = await openBareBrowser();
});
afterAll(() => browser?.close());

it('npm run dev reloads the changed extension under the same address, together with its open pages', async () => {
  const page = await browser.open({ html: '<title>Before</title><p>030 23125123</p>' });
  const script = join(browser.extension, 'phone-numbers.js');
  writeFileSync(script, `document.title = 'Changed';\n${readFileSync(script, 'utf8')}`);
  const html = join(browser.extension, 'popup.html');
  writeFileSync(html, readFileSync(html, 'utf8').replace('<html', '<html data-changed'));
  await browser.reloadExtension();
  await expect.poll(() => page.title()).toBe('Changed');
  const popup = await browser.context.newPage();
  await popup.goto(`chrome-extension://${browser.extensionId}/popup.html`);
  expect(await popup.evaluate(() => 'changed' in document.documentElement.dataset)).toBe(true);
});
