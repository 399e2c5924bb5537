import type { RefObject } from 'preact';
import { numberIn } from '../messages/number-in.ts';
import { t } from '../ui/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { LIST_ID, optionId } from './list-box.tsx';
import { type ListMove, readListKey } from './list-keys.ts';

/** The search box. It keeps the focus, and its keys move through the list below. */
export function SearchBox({
  box,
  query,
  isSearching,
  count,
  selected,
  typed,
  pasted,
  obey,
}: {
  box: RefObject<HTMLInputElement | null>;
  query: string;
  isSearching: boolean;
  /** Options in the list; 0 while none is shown. */
  count: number;
  selected: number;
  typed: (query: string) => void;
  /** The person pasted a number, in any form. */
  pasted: (number: string) => void;
  obey: (move: ListMove) => void;
}) {
  return (
    <search class="search">
      <Icon name="search" />
      <input
        ref={box}
        type="text"
        dir="auto"
        role="combobox"
        aria-label={t('searchLabel')}
        aria-expanded={count > 0}
        aria-controls={count > 0 ? LIST_ID : undefined}
        aria-busy={isSearching}
        aria-autocomplete="list"
        aria-activedescendant={count > 0 ? optionId(selected) : undefined}
        placeholder={t('searchPlaceholder')}
        maxLength={64}
        autocomplete="off"
        spellcheck={false}
        value={query}
        onInput={(event) => typed(event.currentTarget.value)}
        onPaste={(event) => {
          const { selectionStart, selectionEnd, value } = event.currentTarget;
          const isWhole = selectionStart === 0 && selectionEnd === value.length;
          const number = isWhole ? numberIn(event.clipboardData?.getData('text/plain') ?? '') : undefined;
          if (number === undefined) return;
          event.preventDefault();
          pasted(number);
        }}
        onKeyDown={(event) => {
          const { selectionStart, selectionEnd, value } = event.currentTarget;
          const move = readListKey(event, {
            selected,
            count,
            hasSelection: selectionStart !== selectionEnd,
            isAtEnd: selectionStart === value.length,
            isEmpty: query === '',
            isSearching,
          });
          if (!move) return;
          event.preventDefault();
          obey(move);
        }}
      />
      {query && (
        <button type="button" class="quiet" aria-label={t('clearSearch')} onClick={() => typed('')}>
          <Icon name="close" size={16} />
        </button>
      )}
    </search>
  );
}
