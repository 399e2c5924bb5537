import { describe, expect, it } from 'vitest';
import { type KeyPress, type ListPosition, readListKey } from '../../../extension/popup/list-keys.ts';

const key = (name: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...more,
});
const at = (more: Partial<ListPosition> = {}): ListPosition => ({
  selected: 1,
  count: 9,
  hasSelection: false,
  isAtEnd: true,
  isEmpty: false,
  isSearching: false,
  ...more,
});

describe('keys in the search box', () => {
  it.each([
    ['ArrowDown', at(), { kind: 'select', index: 2 }],
    ['ArrowDown', at({ selected: 8 }), { kind: 'select', index: 8 }],
    ['ArrowUp', at(), { kind: 'select', index: 0 }],
    ['ArrowUp', at({ selected: 0 }), { kind: 'select', index: 0 }],
    ['Home', at({ selected: 4 }), { kind: 'select', index: 0 }],
    ['End', at(), { kind: 'select', index: 8 }],
    ['PageDown', at(), { kind: 'select', index: 6 }],
    ['PageUp', at({ selected: 3 }), { kind: 'select', index: 0 }],
    ['Enter', at(), { kind: 'call', index: 1 }],
    ['ArrowRight', at(), { kind: 'open', index: 1 }],
    ['Enter', at({ count: 0 }), { kind: 'look-up' }],
    ['Escape', at(), { kind: 'clear' }],
  ])('%s at %o does %o', (name, position, move) => {
    expect(readListKey(key(name), position)).toEqual(move);
  });

  it('open the contact in full with Shift-Enter', () => {
    expect(readListKey(key('Enter', { shiftKey: true }), at())).toEqual({ kind: 'open', index: 1 });
  });

  it.each([{ ctrlKey: true }, { metaKey: true }])(
    'copy the number of the selected contact with %o C',
    (more) => {
      expect(readListKey(key('c', more), at())).toEqual({ kind: 'copy', index: 1 });
    },
  );

  it('copy the selected text of the box instead', () => {
    expect(readListKey(key('c', { ctrlKey: true }), at({ hasSelection: true }))).toBeUndefined();
  });

  it('move the caret inside the text, and select text with Shift', () => {
    expect(readListKey(key('ArrowRight'), at({ isAtEnd: false }))).toBeUndefined();
    for (const name of ['Home', 'End', 'ArrowRight'])
      expect(readListKey(key(name, { shiftKey: true }), at())).toBeUndefined();
  });

  it('dial, copy and open nothing while a newer answer is on its way', () => {
    const searching = at({ isSearching: true });
    expect(readListKey(key('Enter'), searching)).toBeUndefined();
    expect(readListKey(key('ArrowRight'), searching)).toBeUndefined();
    expect(readListKey(key('c', { ctrlKey: true }), searching)).toBeUndefined();
  });

  it('leave Esc to the browser when the box is empty', () => {
    expect(readListKey(key('Escape'), at({ isEmpty: true }))).toBeUndefined();
  });

  it('belong to an input method while it composes', () => {
    expect(readListKey(key('Enter', { isComposing: true }), at())).toBeUndefined();
  });

  it('leave the caret alone without a list', () => {
    for (const name of ['ArrowDown', 'ArrowUp', 'Home', 'End', 'PageUp', 'PageDown', 'ArrowRight'])
      expect(readListKey(key(name), at({ count: 0 }))).toBeUndefined();
    expect(readListKey(key('Enter'), at({ count: 0, isEmpty: true }))).toBeUndefined();
  });
});
