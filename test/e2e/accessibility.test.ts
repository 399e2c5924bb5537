import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBrowser } from '../setup/browser.ts';
import { buildExtension } from '../setup/build.ts';
import { openBrowser, type RunningBrowser } from '../support/chromium.ts';
import { expectAccessible } from './accessible.ts';
import { openSurface, SURFACES } from './surfaces.ts';

const extension = buildExtension();

describe.each(['en', 'de'] as const)('for people who read %s,', (language) => {
  let browser: RunningBrowser;
  beforeAll(async () => {
    browser = await openBrowser({
      executable: ensureBrowser(() => undefined),
      extension,
      spki: '',
      headless: true,
      language,
    });
  });
  afterAll(async () => browser?.close());

  it.each(SURFACES.map((surface) => [surface.page, surface.name, surface] as const))(
    'the %s “%s” is accessible in light and dark',
    async (_, __, surface) => {
      const page = await openSurface(browser, surface);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page, { isFrame: surface.page === 'card' || surface.page === 'call' });
      }
      await page.close();
    },
  );

  // A caller card is shown only where it fits, so it is left out here.
  const narrow = SURFACES.filter(({ page }) => page !== 'call');
  it.each(narrow.map((surface) => [surface.page, surface.name, surface] as const))(
    'the %s “%s” needs no sideways scrolling 320 pixels wide, which is 400 % zoom',
    async (page, _, surface) => {
      // On a page of this width, the card leaves a margin on both sides.
      const width = page === 'card' ? 304 : 320;
      const shown = await openSurface(browser, surface, { width, height: 240 });
      expect(await shown.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await shown.evaluate(() => document.body.scrollWidth)).toBeLessThanOrEqual(width);
      await shown.close();
    },
  );
});
