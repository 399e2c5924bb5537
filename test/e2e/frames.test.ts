import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BareBrowser, markedTexts, openBareBrowser } from '../support/bare-browser.ts';
import { findCard, hover, leave } from './stage.ts';

/** Frames without an address of their own, in which webmail and ticket systems show foreign content. */

const number = (extension: number) => `+49 30 23125${extension}`;
const line = (extension: number) => `<p id=number style='width:max-content'>${number(extension)}</p>`;

let browser: BareBrowser;
beforeAll(async () => {
  browser = await openBareBrowser();
});
afterAll(async () => browser?.close());

/** A page with a number, and one frame for each entry of `frames`, with its attributes. */
function open(frames: Record<string, string>, script = ''): Promise<Page> {
  const tags = Object.entries(frames).map(
    ([name, attributes]) => `<iframe name="${name}" width="420" height="260" ${attributes}></iframe>`,
  );
  return browser.open({
    html: `<!doctype html><meta charset="utf-8"><p>${number(100)}</p>${tags.join('')}<script>${script}</script>`,
  });
}

function frameOf(page: Page, name: string): Frame {
  const frame = page.frame(name);
  if (!frame) throw new Error(`no frame ${name}`);
  return frame;
}

const marks = (page: Page, name: string) => markedTexts(frameOf(page, name));

describe('a frame filled by the page itself', () => {
  const WRITE = `
    const inside = (name) => document.getElementsByName(name)[0];
    const write = (name, html) => { const to = inside(name).contentDocument; to.open(); to.write(html); to.close(); };`;

  it.each([
    ['from its attribute', `srcdoc="${line(101)}"`, ''],
    ['by its nodes', '', `inside('mail').contentDocument.body.innerHTML = \`${line(101)}\`;`],
    [
      'with a blob',
      '',
      `inside('mail').src = URL.createObjectURL(new Blob([\`${line(101)}\`], { type: 'text/html' }));`,
    ],
    ['by writing it', '', `write('mail', \`${line(101)}\`);`],
    ['by writing it anew', '', `setTimeout(() => write('mail', \`${line(101)}\`), 500);`],
  ])('is read like the page: %s', async (_, attributes, script) => {
    const page = await open({ mail: attributes }, WRITE + script);
    await expect.poll(() => marks(page, 'mail')).toEqual([number(101)]);
    const card = await hover(page, frameOf(page, 'mail').locator('#number'));
    expect(card.parentFrame()?.name()).toBe('mail');
    await card.getByText(number(101)).first().waitFor();
    await leave(page);
    await page.close();
  });

  it('is paused with its site, whether open already or loaded later', async () => {
    const page = await open({ mail: `srcdoc="${line(102)}"` });
    await expect.poll(() => marks(page, 'mail')).toEqual([number(102)]);
    await browser.store({ blockedSites: ['site.example'] });
    await expect.poll(() => marks(page, 'mail')).toEqual([]);
    const paused = await open({ mail: `srcdoc="${line(103)}"` });
    await paused.waitForTimeout(800);
    expect(await marks(paused, 'mail')).toEqual([]);
    await browser.store({});
    await expect.poll(() => marks(page, 'mail')).toEqual([number(102)]);
    await expect.poll(() => marks(paused, 'mail')).toEqual([number(103)]);
    await page.close();
    await paused.close();
  });
});

describe('a sandboxed frame', () => {
  it('is left alone where its origin is opaque or it may run no script, since no card could open', async () => {
    const page = await open({
      opaque: `sandbox srcdoc="${line(111)}"`,
      scripted: `sandbox="allow-scripts" srcdoc="${line(112)}"`,
      data: `src="data:text/html,${line(113)}"`,
      scriptless: `sandbox="allow-same-origin" srcdoc="${line(114)}"`,
      mail: `srcdoc="${line(115)}"`,
    });
    await expect.poll(() => marks(page, 'mail')).toEqual([number(115)]);
    for (const name of ['opaque', 'scripted', 'data', 'scriptless']) {
      expect(await marks(page, name)).toEqual([]);
      await expect(hover(page, frameOf(page, name).locator('#number'), 1200)).rejects.toThrow('no card');
    }
    expect(findCard(page)).toBeUndefined();
    await page.close();
  });
});
