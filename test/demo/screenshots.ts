import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openSurface, SURFACES } from '../e2e/surfaces.ts';
import { ensureBrowser } from '../setup/browser.ts';
import { buildExtension } from '../setup/build.ts';
import { openBrowser } from '../support/chromium.ts';

/**
 * `node test/setup/install.mjs test/demo/screenshots.ts <folder> [language …]`: a picture of every state of every
 * page in light and dark, in English and German unless languages are given.
 */

const [folder, ...given] = process.argv.slice(2);
if (!folder) throw new Error('Name the folder for the pictures.');
const languages = given.length > 0 ? given : ['en', 'de'];
mkdirSync(resolve(folder), { recursive: true });
const extension = buildExtension();
let pictures = 0;
for (const language of languages) {
  const browser = await openBrowser({
    executable: ensureBrowser(console.log),
    extension,
    spki: '',
    headless: true,
    language,
  });
  for (const surface of SURFACES) {
    const page = await openSurface(browser, surface);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const name = `${surface.page}-${surface.name.replaceAll(/\W+/g, '-')}-${language}-${colorScheme}.png`;
      await page.screenshot({ path: join(folder, name) });
      pictures++;
    }
    await page.close();
  }
  await browser.close();
}
console.log(`${pictures} pictures in ${resolve(folder)}`);
