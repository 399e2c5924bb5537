import { describe, expect, it } from 'vitest';
import { type KeyPress, type ListPosition, readListKey } from '../../../extension/popup/list-keys.ts';

const key = (name: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...more,
});
const at = (more: Partial<ListPosition> = {}): ListPosition => ({
  selected: 1,
  count: 3,
  hasSelection: false,
  isEmpty: false,
  ...more,
});

describe('keys in the search box', () => {
  it.each([
    ['ArrowDown', at(), { kind: 'select', index: 2 }],
    ['ArrowDown', at({ selected: 2 }), { kind: 'select', index: 2 }],
    ['ArrowUp', at(), { kind: 'select', index: 0 }],
    ['ArrowUp', at({ selected: 0 }), { kind: 'select', index: 0 }],
    ['Enter', at(), { kind: 'open', index: 1 }],
    ['Escape', at(), { kind: 'clear' }],
  ])('%s at %o does %o', (name, position, move) => {
    expect(readListKey(key(name), position)).toEqual(move);
  });

  it.each([{ ctrlKey: true }, { metaKey: true }])(
    'copy the number of the selected contact with %o C',
    (more) => {
      expect(readListKey(key('c', more), at())).toEqual({ kind: 'copy', index: 1 });
    },
  );

  it('copy the text instead when some is marked', () => {
    expect(readListKey(key('c', { ctrlKey: true }), at({ hasSelection: true }))).toBeUndefined();
  });

  it('leave Esc to the browser when the box is empty', () => {
    expect(readListKey(key('Escape'), at({ isEmpty: true }))).toBeUndefined();
  });

  it('belong to the input method while it composes', () => {
    expect(readListKey(key('Enter', { isComposing: true }), at())).toBeUndefined();
  });

  it('do nothing without a list', () => {
    for (const name of ['ArrowDown', 'ArrowUp', 'Enter'])
      expect(readListKey(key(name), at({ count: 0 }))).toBeUndefined();
  });
});
