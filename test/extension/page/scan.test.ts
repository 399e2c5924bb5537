// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { candidatesIn, hasEnoughDigits, isSkipped, textsUnder } from '../../../extension/page/scan.ts';

const found = (from: Node = document.documentElement) =>
  [...textsUnder(from)].flatMap((node) => (node ? candidatesIn(node).map(({ text }) => text) : []));

describe('finding numbers in a page', () => {
  beforeEach(() => {
    document.documentElement.innerHTML = '<head></head><body></body>';
  });

  it('reads running text, tables, lists and preformatted mails', () => {
    document.body.innerHTML =
      '<p>Call 030 23125-123 now</p><table><tr><td>+44 20 7946 0018</td></tr></table><pre>Tel: +33 1 99 00 12 34</pre>';
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
    ['code', '<code>030 23125-123</code>'],
    ['a code editor', '<div class="cm-editor"><span>030 23125-123</span></div>'],
    ['a time', '<time>030 23125-123</time>'],
  ])('leaves %s alone', (_, html) => {
    document.body.innerHTML = html;
    expect(found()).toEqual([]);
  });

  it('reads islands that are not editable by themselves', () => {
    document.body.innerHTML = '<div contenteditable="false">030 23125-123</div>';
    expect(found()).toEqual(['030 23125-123']);
  });

  it('leaves a changed node alone that lies inside an editor', () => {
    document.body.innerHTML = '<div contenteditable="true"><p>030 23125-123</p></div>';
    const text = document.querySelector('p')?.firstChild;
    expect(text && isSkipped(text)).toBe(true);
    expect(text && found(text)).toEqual([]);
  });

  it('does not stumble over elements that are named like properties', () => {
    document.body.innerHTML =
      '<form><input name="closest"><input name="parentNode"><p>030 23125-123</p></form><img name="body"><img name="createTreeWalker">';
    expect(found()).toEqual(['030 23125-123']);
  });

  it('reads a text again once it has changed', () => {
    const node = document.createTextNode('030 23125-123');
    expect(candidatesIn(node)).toHaveLength(1);
    node.data = 'nobody';
    expect(candidatesIn(node)).toEqual([]);
    node.data = 'or +44 20 7946 0018';
    expect(candidatesIn(node)).toMatchObject([{ start: 3, text: '+44 20 7946 0018' }]);
  });

  it('finds a number once wherever it lies in a very long text', () => {
    const number = '+44 20 7946 0018';
    for (const before of [0, 9900, 9930, 9936, 9940, 9950, 9990, 9999, 10_000, 25_000]) {
      const node = document.createTextNode(
        `${'word '.repeat(before / 5)}${' '.repeat(before % 5)}${number} end ${'x '.repeat(6000)}`,
      );
      expect(candidatesIn(node), String(before)).toMatchObject([
        { text: number, start: node.data.indexOf('+') },
      ]);
    }
  });

  it('passes over text with fewer than seven digits', () => {
    expect(hasEnoughDigits('2026-05')).toBe(false);
    expect(hasEnoughDigits('030 231251')).toBe(true);
    expect(hasEnoughDigits('０３０２３１２')).toBe(true);
  });
});
