/** Maps a key in the search box to its action on the list. Pure. */

export type ListMove =
  | { kind: 'select'; index: number }
  | { kind: 'call'; index: number }
  | { kind: 'open'; index: number }
  | { kind: 'copy'; index: number }
  | { kind: 'look-up' }
  | { kind: 'clear' };

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
}

export interface ListPosition {
  selected: number;
  count: number;
  /** Text is selected in the box, so Ctrl-C copies that text. */
  hasSelection: boolean;
  /** The caret is at the end of the text. */
  isAtEnd: boolean;
  isEmpty: boolean;
  /** A newer answer is on its way. Until then no key dials, copies or opens, since the contact may be about to leave the list. */
  isSearching: boolean;
}

const PAGE = 5;

export function readListKey(press: KeyPress, at: ListPosition): ListMove | undefined {
  // An input method needs these keys while it composes a word.
  if (press.isComposing || press.altKey) return undefined;
  const index = at.selected;
  const hasList = at.count > 0;
  if (press.ctrlKey || press.metaKey) {
    const copies = press.key.toLowerCase() === 'c' && hasList && !at.hasSelection && !at.isSearching;
    return copies ? { kind: 'copy', index } : undefined;
  }
  switch (press.key) {
    case 'Enter':
      if (at.isSearching) return undefined;
      if (!hasList) return at.isEmpty ? undefined : { kind: 'look-up' };
      return { kind: press.shiftKey ? 'open' : 'call', index };
    case 'ArrowRight':
      return hasList && at.isAtEnd && !press.shiftKey && !at.isSearching
        ? { kind: 'open', index }
        : undefined;
    case 'Escape':
      // An empty box leaves Esc to the browser, which closes the popup.
      return at.isEmpty ? undefined : { kind: 'clear' };
    default:
      return hasList && !press.shiftKey ? moveFor(press.key, at) : undefined;
  }
}

function moveFor(key: string, { selected, count }: ListPosition): ListMove | undefined {
  const to = (index: number): ListMove => ({
    kind: 'select',
    index: Math.min(Math.max(index, 0), count - 1),
  });
  switch (key) {
    case 'ArrowDown':
      return to(selected + 1);
    case 'ArrowUp':
      return to(selected - 1);
    case 'PageDown':
      return to(selected + PAGE);
    case 'PageUp':
      return to(selected - PAGE);
    case 'Home':
      return to(0);
    case 'End':
      return to(count - 1);
    default:
      return undefined;
  }
}
