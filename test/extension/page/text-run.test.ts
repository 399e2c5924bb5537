// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { candidatesIn } from '../../../extension/page/proposals.ts';
import { endsIn, hasEnoughDigits, isCurrent } from '../../../extension/page/seen-text.ts';
import { placeIn, type Reading, runAt, runsUnder } from '../../../extension/page/text-run.ts';

const runs = (from: Node = document.documentElement, reading?: Reading) =>
  [...runsUnder(from, reading)].filter((run) => run !== undefined);
const found = (from?: Node) => runs(from).flatMap((run) => candidatesIn(run).map(({ text }) => text));
const show = (html: string) => {
  document.body.innerHTML = html;
};
const textOf = (selector: string, index = 0) => document.querySelector(selector)?.childNodes[index] as Text;

beforeEach(() => {
  document.documentElement.innerHTML = '<head></head><body></body>';
});

describe('the search for numbers in a page', () => {
  it('reads running text, tables, lists and preformatted mails', () => {
    show(
      '<p>Call 030 23125-123 now</p><table><tr><td>+44 20 7946 0018</td></tr></table><pre>Tel: +33 1 99 00 12 34</pre>',
    );
    expect(found()).toEqual(['030 23125-123', '+44 20 7946 0018', '+33 1 99 00 12 34']);
  });

  it.each([
    ['a script', '<script type="text/x">030 23125-123</script>'],
    ['a style sheet', '<style>/* 030 23125-123 */</style>'],
    ['a text area', '<textarea>030 23125-123</textarea>'],
    ['a choice', '<select><option>030 23125-123</option></select>'],
    ['editable text', '<div contenteditable>030 23125-123</div>'],
    ['text inside something editable', '<div contenteditable="true"><p><b>030 23125-123</b></p></div>'],
    ['a text box by role', '<div role="textbox">030 23125-123</div>'],
    ['a key', '<kbd>030 23125-123</kbd>'],
    ['a code editor', '<div class="cm-editor"><span>030 23125-123</span></div>'],
    ['a time', '<time>030 23125-123</time>'],
  ])('skips %s', (_, html) => {
    show(html);
    expect(found()).toEqual([]);
  });

  it('reads an uneditable element outside of editors', () => {
    show('<div contenteditable="false">030 23125-123</div>');
    expect(found()).toEqual(['030 23125-123']);
  });

  it('skips a changed node inside an editor', () => {
    show('<div contenteditable="true"><p>030 23125-123</p></div>');
    expect(found(textOf('p'))).toEqual([]);
  });

  it('skips the shadow tree of a host inside an editor', () => {
    show('<div contenteditable="true"><section></section></div>');
    const shadow = document.querySelector('section')?.attachShadow({ mode: 'open' });
    if (!shadow) throw new Error('no shadow root');
    shadow.innerHTML = '<p>030 23125-123</p>';
    expect(found(shadow)).toEqual([]);
  });

  it('survives elements that are named like properties', () => {
    show(
      '<form><input name="closest"><input name="parentNode"><input name="firstChild"><input name="nextSibling"><p>030 23125-123</p></form><img name="body"><img name="createTreeWalker">',
    );
    expect(found()).toEqual(['030 23125-123']);
  });

  it('passes over text with fewer than seven digits', () => {
    expect(hasEnoughDigits([{ data: '2026-05' }])).toBe(false);
    expect(hasEnoughDigits([{ data: '030 231251' }])).toBe(true);
    expect(hasEnoughDigits([{ data: '030 2' }, { data: '31251' }])).toBe(true);
    expect(hasEnoughDigits([{ data: '０３０２３１２' }])).toBe(true);
  });

  it('finds a number once at any position in a very long text', () => {
    const number = '+44 20 7946 0018';
    for (const before of [0, 9900, 9930, 9936, 9940, 9950, 9990, 9999, 10_000, 25_000]) {
      show('<p></p>');
      const node = document.createTextNode(
        `${'word '.repeat(before / 5)}${' '.repeat(before % 5)}${number} end ${'x '.repeat(6000)}`,
      );
      document.querySelector('p')?.append(node);
      const places = runs().flatMap((run) =>
        candidatesIn(run).map((candidate) => ({
          text: candidate.text,
          at: endsIn(run, candidate).startOffset,
        })),
      );
      expect(places, String(before)).toEqual([{ text: number, at: node.data.indexOf('+') }]);
    }
  });

  it('finds all of ten thousand numbers in one text', () => {
    const numbers = Array.from({ length: 10_000 }, (_, index) => `+49 30 ${2_000_000 + index}`);
    show(`<pre style="white-space:pre">${numbers.join('\n')}</pre>`);
    expect(found()).toEqual(numbers);
  });
});

describe('the search for numbers across text nodes', () => {
  it.each([
    ['neighbours, as frameworks render them', (line: Element) => line.append('030 23', '125', '-123')],
    ['a bold extension', (line: Element) => line.insertAdjacentHTML('beforeend', '030 23125-<b>123</b>')],
    [
      'comments between them',
      (line: Element) => line.insertAdjacentHTML('beforeend', '030 <!-- -->23125-<!---->123'),
    ],
    [
      'spans around each piece',
      (line: Element) =>
        line.insertAdjacentHTML('beforeend', '<span>030</span> <span>23125<i>-123</i></span>'),
    ],
  ])('finds %s', (_, fill) => {
    show('<p>Call </p>');
    const line = document.querySelector('p') as Element;
    fill(line);
    expect(found()).toEqual(['030 23125-123']);
  });

  it.each([
    ['cells', '<table><tr><td>030 231</td><td>25123</td></tr></table>'],
    ['lines', '030 231<br>25123'],
    ['blocks', '<div>030 231</div>25123'],
    ['text that a style sets apart', '030 231<span style="display:inline-block">25123</span>'],
    [
      'the cells of a grid',
      '<span style="display:block">030 231</span><span style="display:block">25123</span>',
    ],
    ['a text box', '030 231<input>25123'],
  ])('does not read across %s', (_, html) => {
    show(html);
    expect(found()).toEqual([]);
  });

  it('does not take a footnote for a digit of the number', () => {
    show('<p>030 23125-123<sup>4</sup></p>');
    expect(found()).toEqual(['030 23125-123']);
  });

  it('knows the start and the end of a number in the page', () => {
    show('<p>Call 030 <b>23125</b>-123 now</p>');
    const [run] = runs();
    const [candidate] = run ? candidatesIn(run) : [];
    if (!run || !candidate) throw new Error('no number');
    expect(endsIn(run, candidate)).toEqual({
      startContainer: textOf('p'),
      startOffset: 5,
      endContainer: textOf('p', 2),
      endOffset: 4,
    });
    expect(placeIn(run, textOf('b'), 2)).toBe(11);
    expect(placeIn(run, textOf('b'), 9)).toBeUndefined();
  });

  it.each([
    ['its beginning', () => textOf('p')],
    ['its middle', () => textOf('b')],
    ['its end', () => textOf('p', 2)],
    ['an element of it', () => document.querySelector('b') as Element],
  ])('reads the whole line again when %s has changed, and no other line', (_, changed) => {
    show('<div>+33 1 99 00 12 34</div><p>030 <b>23125</b>-123</p><div>+44 20 7946 0018</div>');
    expect(found(changed())).toEqual(['030 23125-123']);
  });

  it('notices that the text of the page has changed', () => {
    show('<p>030 <b>23125</b>-123</p>');
    const [run] = runs();
    if (!run) throw new Error('no number');
    expect(isCurrent(run)).toBe(true);
    textOf('b').data = '23126';
    expect(isCurrent(run)).toBe(false);
    textOf('b').data = '23125';
    expect(isCurrent(run)).toBe(true);
    document.querySelector('b')?.remove();
    expect(isCurrent(run)).toBe(false);
  });

  it('reads only the line at a position', () => {
    show('<p>+33 1 99 00 12 34</p><p>030 <b>23125</b>-123</p>');
    expect(runAt(textOf('b'), 0)?.text).toBe('030 23125-123');
    expect(runAt(textOf('p'), 3)?.text).toBe('+33 1 99 00 12 34');
  });
});

describe('reading in slices', () => {
  it('reports an element that changed before it was read to its end', () => {
    show(`<main>${'<p>030 23125-123</p>'.repeat(100)}</main>`);
    const torn: Node[] = [];
    const main = document.querySelector('main') as Element;
    const steps = runsUnder(main, { torn: (scope) => torn.push(scope) });
    steps.next();
    document.querySelector('p')?.remove();
    const rest = [...steps];
    expect(torn).toEqual([main]);
    expect(rest.length).toBeLessThan(10);
  });

  it('visits every element once, but no skipped one', () => {
    show('<p>a <b>b</b></p><div contenteditable><i>c</i></div>');
    const met: string[] = [];
    runs(document.body, { met: (element) => met.push(element.localName) });
    expect(met).toEqual(['body', 'p', 'b']);
  });
});
