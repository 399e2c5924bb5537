/** What a key does in the search box. Pure. */

export type ListMove =
  | { kind: 'select'; index: number }
  | { kind: 'open'; index: number }
  | { kind: 'copy'; index: number }
  | { kind: 'clear' };

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isComposing: boolean;
}

export interface ListPosition {
  selected: number;
  count: number;
  /** Text is marked in the box: then Ctrl-C is for that text. */
  hasSelection: boolean;
  isEmpty: boolean;
}

export function readListKey(press: KeyPress, at: ListPosition): ListMove | undefined {
  // An input method uses these keys for itself while it composes a word.
  if (press.isComposing || press.altKey) return undefined;
  const { selected, count } = at;
  const copies = (press.ctrlKey || press.metaKey) && press.key.toLowerCase() === 'c';
  if (copies) return count > 0 && !at.hasSelection ? { kind: 'copy', index: selected } : undefined;
  if (press.ctrlKey || press.metaKey) return undefined;
  switch (press.key) {
    case 'ArrowDown':
      return count > 0 ? { kind: 'select', index: Math.min(selected + 1, count - 1) } : undefined;
    case 'ArrowUp':
      return count > 0 ? { kind: 'select', index: Math.max(selected - 1, 0) } : undefined;
    case 'Enter':
      return count > 0 ? { kind: 'open', index: selected } : undefined;
    case 'Escape':
      // An empty box leaves Esc to the browser, which closes the popup.
      return at.isEmpty ? undefined : { kind: 'clear' };
    default:
      return undefined;
  }
}
