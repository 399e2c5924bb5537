// @vitest-environment happy-dom
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { candidatesIn } from '../../../extension/page/proposals.ts';
import { endsIn, isCurrent, type TextRun } from '../../../extension/page/seen-text.ts';
import { placeIn, runsUnder } from '../../../extension/page/text-run.ts';

function runs(html: string): TextRun[] {
  document.body.innerHTML = html;
  return [...runsUnder(document.body)].filter((run) => run !== undefined);
}
const texts = (html: string) => runs(html).map(({ text }) => text);

/** The text of the page between the ends of what was found. */
function inPage(run: TextRun, found: { start: number; end: number }): string {
  const { startContainer, startOffset, endContainer, endOffset } = endsIn(run, found);
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range.toString();
}

const NUMBER = '030 23125123';

beforeEach(() => {
  document.documentElement.innerHTML = '<head></head><body></body>';
});

describe('text as people see it', () => {
  it.each([
    ['a line break and tabs', `Tel.\n\t\t030\r\n\t23125123`, `Tel. ${NUMBER}`],
    ['several blanks', 'Tel.   030    23125123', `Tel. ${NUMBER}`],
    ['blanks on both sides of an element', 'Tel. <b> 030 </b> <i>\n23125123</i>', `Tel. ${NUMBER}`],
    ['blanks that do not collapse', '030&nbsp;&nbsp;23125&ensp;123', '030\u00a0\u00a023125\u2002123'],
    ['a style that keeps them', `<span style="white-space:pre">030  23125123\n1</span>`, '030  23125123;1'],
  ])('shows %s as HTML does', (_, html, text) => {
    expect(texts(`<p>${html}</p>`)).toEqual([text]);
  });

  it.each([
    ['a margin', `<b style="margin-inline-end:1em">Tel</b>${NUMBER}`],
    ['a padding', `Tel<b style="padding-inline-start:2px">${NUMBER}</b>`],
    ['a border', `Tel<b style="border-inline-start-width:1px">${NUMBER}</b>`],
    ['an icon by its class', `<i class="material-icons">Tel</i>${NUMBER}`],
    ['an icon by its font', `<i style="font-family:'Material Symbols Outlined'">Tel</i>${NUMBER}`],
    ['text of no size', `<i style="font-size:0px">Tel</i>${NUMBER}`],
  ])('has a blank where neighbours are set apart by %s', (_, html) => {
    const [run] = runs(`<p>${html}</p>`);
    expect(run?.text).toBe(`Tel ${NUMBER}`);
    const [found] = run ? candidatesIn(run) : [];
    expect(run && found && inPage(run, found)).toBe(NUMBER);
  });

  it('has no blank between digits that a style spaces out', () => {
    const digits = [...'03023125123'].map((digit) => `<b style="margin-inline-end:1px">${digit}</b>`);
    expect(texts(`<p>Tel. ${digits.join('')}</p>`)).toEqual(['Tel. 03023125123']);
  });

  it('has no blank between neighbours that touch', () => {
    expect(texts(`<p>030 23<b>125</b><i style="margin-top:4px">123</i></p>`)).toEqual([NUMBER]);
  });

  it('leaves out text that is switched off', () => {
    expect(texts(`<p>030 23<b style="display:none">99</b>125123</p>`)).toEqual([NUMBER]);
  });

  it('knows every place of the page', () => {
    const [run] = runs('<p>Tel.\n\n <b>030 \n 23125</b>   123 \n</p>');
    if (!run) throw new Error('nothing read');
    for (let at = 0; at < run.text.length; at++) {
      const seen = run.text[at] ?? '';
      expect(inPage(run, { start: at, end: at + 1 }).replace(/\s/, ' ')).toBe(seen);
      const { startContainer, startOffset } = endsIn(run, { start: at, end: at + 1 });
      expect(placeIn(run, startContainer as Text, startOffset)).toBe(at);
    }
  });

  it('is not current any more when blanks of the page have changed', () => {
    const [run] = runs(`<p>Tel.\n\n\n${NUMBER}</p>`);
    const text = document.querySelector('p')?.firstChild as Text;
    expect(run && isCurrent(run)).toBe(true);
    text.data = `Tel.\n99${NUMBER}`;
    expect(run && isCurrent(run)).toBe(false);
  });

  it('is the same with any white space in place of any other', () => {
    const blank = fc.array(fc.constantFrom(' ', '\n', '\t', '\r', '\f'), { minLength: 1, maxLength: 5 });
    const around = fc.constantFrom('', '<b>', '<i>');
    fc.assert(
      fc.property(fc.array(fc.tuple(blank, around), { minLength: 4, maxLength: 4 }), (gaps) => {
        const [one, two, three, four] = gaps.map(([blanks, open]) => `${blanks.join('')}${open}`);
        const html = `<p>Tel.${one}+49${two}30${three}23125123${four}jetzt</p>`;
        const [run] = runs(html);
        const found = run ? candidatesIn(run) : [];
        expect(found.map(({ before, text, after }) => [before, text, after])).toEqual([
          ['Tel. ', '+49 30 23125123', ' jetzt'],
        ]);
        expect(run && found[0] && inPage(run, found[0]).replace(/\s+/g, ' ')).toBe('+49 30 23125123');
      }),
    );
  });
});
