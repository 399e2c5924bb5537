import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BareBrowser, openBareBrowser } from '../support/bare-browser.ts';
import { HOVERED, type HoveredLine, MARKED, type MarkedLine } from './real-lines.ts';
import { findCard, leave } from './stage.ts';

/** Pages as people, frameworks and editors write them: what was reported from the field, and lines of the same kinds. */

interface Report {
  kind: string;
  input: string;
  expected: string;
  context: string;
}

const reports: Report[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../data/field-reports/cases.json'), 'utf8'),
);

function reported(what: 'marks' | 'hover'): (Report & { country: string })[] {
  return reports.flatMap((report) => {
    const [, country, shown] = /^page in Chromium .*reader in ([A-Z]{2}); (\w+)$/.exec(report.context) ?? [];
    return country && shown === what ? [{ ...report, country }] : [];
  });
}

const marked: MarkedLine[] = [
  ...reported('marks').map(({ kind, input, expected, country }) => ({
    title: `${kind.slice(0, 40)}…: ${input}`,
    html: input,
    marks: expected === 'no mark' ? [] : expected.split('; '),
    country,
  })),
  ...MARKED,
];
const hovered: HoveredLine[] = [
  ...reported('hover').map(({ kind, input }) => ({
    title: `${kind.slice(0, 40)}…: ${input}`,
    html: input,
    opens: true,
  })),
  ...HOVERED,
];

let browser: BareBrowser;
beforeAll(async () => {
  browser = await openBareBrowser();
});
afterAll(async () => browser?.close());

const STYLE = `<!doctype html><meta charset="utf-8"><title>x</title>
  <style>body { margin: 8px; font: 12px sans-serif } p { margin: 0 } section { border-top: 1px solid #ddd }</style>`;
const SETTLED_MS = 250;
const PAGES = 4;
/** Twice the dwell. */
const NO_CARD_MS = 800;
const PATIENCE_MS = 3000;
const LAST = '+49 30 23125199';

/** As a person reads it: white space is one blank, and what no one sees is gone. */
const asRead = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim();

async function marksOf(lines: readonly MarkedLine[]): Promise<string[][]> {
  const sections = [...lines.map(({ html }) => html), `<p>${LAST}</p>`].map(
    (html) => `<section>${html}</section>`,
  );
  const page = await browser.open({
    html: `${STYLE}<style>body { columns: 5 }</style>${sections.join('\n')}`,
  });
  const read = () =>
    page.evaluate(() => {
      const all = [...document.querySelectorAll('section')].map((): string[] => []);
      for (const { startContainer, startOffset, endContainer, endOffset } of CSS.highlights.get(
        'phone-number',
      ) ?? []) {
        const range = new Range();
        range.setStart(startContainer, startOffset);
        range.setEnd(endContainer, endOffset);
        const section = startContainer.parentElement?.closest('section');
        all[[...document.querySelectorAll('section')].indexOf(section as HTMLElement)]?.push(
          range.toString(),
        );
      }
      return all;
    });
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await page.waitForTimeout(50))
    if ((await read()).at(-1)?.[0] === LAST) break;
  // A line is marked with the last one, or not at all.
  await page.waitForTimeout(SETTLED_MS);
  const marks = await read();
  await page.close();
  return marks.map((texts) => texts.map(asRead));
}

const countryOf = ({ country = 'DE' }: MarkedLine) => country;

describe('the marks in real text', () => {
  const marks = new Map<MarkedLine, string[]>();
  beforeAll(async () => {
    for (const country of new Set(marked.map(countryOf))) {
      const lines = marked.filter((line) => countryOf(line) === country);
      await browser.store({ country });
      for (const [index, texts] of (await marksOf(lines)).entries()) {
        const line = lines[index];
        if (line) marks.set(line, texts);
      }
    }
    await browser.store({ country: 'DE' });
  });

  it.each(marked)('$title', (line) => {
    expect(marks.get(line)).toEqual(line.marks.map(asRead));
  });
});

describe('the card of what the pointer rests on', () => {
  const cards = new Map<HoveredLine, string | undefined>();
  beforeAll(async () => {
    const share = Math.ceil(hovered.length / PAGES);
    const parts = Array.from({ length: PAGES }, (_, page) => hovered.slice(page * share, (page + 1) * share));
    await Promise.all(
      parts.map(async (lines) => {
        const sections = lines.map(({ html, css = '' }) => `<section><style>${css}</style>${html}</section>`);
        const page = await browser.open({ html: `${STYLE}${sections.join('\n')}` });
        // A card lies below its number, where it hides no line that is still to come.
        for (const [index, line] of [...lines.entries()].reverse())
          cards.set(line, await cardOn(page, index, line));
        await page.close();
      }),
    );
  });

  it.each(hovered)('$title', (line) => {
    const card = cards.get(line);
    if (typeof line.opens === 'string') expect(card).toBe(line.opens);
    else expect(card !== undefined).toBe(line.opens);
  });
});

/** Rests the pointer on the element `n` of a section. The digits of the card that opens. */
async function cardOn(page: Page, index: number, { opens }: HoveredLine): Promise<string | undefined> {
  const box = await page.locator('section').nth(index).locator('#n').boundingBox();
  if (!box) throw new Error('nothing to point at');
  // The reported lines share a number, and the card of the same number would stay.
  if (opens === true) await leave(page);
  const before = findCard(page);
  const [x, y] = [box.x + Math.min(box.width / 2, 40), box.y + box.height / 2];
  await page.mouse.move(x + 300, y);
  await page.mouse.move(x, y, { steps: 3 });
  for (
    const deadline = Date.now() + (opens === false ? NO_CARD_MS : PATIENCE_MS);
    Date.now() < deadline;
    await page.waitForTimeout(15)
  ) {
    const card = findCard(page);
    if (!card || card === before) continue;
    return (await card.locator('bdi').first().textContent({ timeout: 5000 }))?.replace(/\D/g, '');
  }
  return undefined;
}
