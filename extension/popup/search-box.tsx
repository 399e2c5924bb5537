import { useEffect, useRef, useState } from 'preact/hooks';
import { searchResult } from '../messages.ts';
import { watchSettings } from '../settings-store.ts';
import { askBackground } from '../ui/ask-background.ts';
import { copyText } from '../ui/copy-text.ts';
import { t, tCount } from '../ui/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { leftToRight } from '../ui/left-to-right.ts';
import { spellingOf } from '../ui/spelling.ts';
import { type ListMove, readListKey } from './list-keys.ts';
import { LIST_ID, optionId } from './result-list.tsx';
import { createSearch, type Search, type SearchState } from './search.ts';
import { SearchOutcome } from './search-outcome.tsx';

const searchWorker = (query: string) => askBackground({ type: 'search-contacts', query }, searchResult);

export function SearchBox({ initialQuery }: { initialQuery: string }) {
  const [state, setState] = useState<SearchState>({ query: initialQuery, isSearching: false });
  const [selected, setSelected] = useState(0);
  const [opened, setOpened] = useState<number>();
  const [notice, setNotice] = useState('');
  const search = useRef<Search>(undefined);
  const box = useRef<HTMLInputElement>(null);

  useEffect(() => {
    search.current = createSearch(searchWorker, (next) => {
      setState(next);
      if (!next.isSearching) setSelected(0);
    });
    watchSettings(() => search.current?.again());
    if (initialQuery) search.current.ask(initialQuery);
    box.current?.focus();
  }, [initialQuery]);

  const hits = state.found?.answer.hits ?? [];
  const isListShown = hits.length > 0 && opened === undefined && !state.failure;
  const ask = (query: string) => {
    setNotice('');
    setOpened(undefined);
    search.current?.ask(query);
  };
  const close = () => {
    setOpened(undefined);
    box.current?.focus();
  };
  const copy = async (index: number) => {
    const number = hits[index]?.contact.numbers[0]?.e164;
    if (number && (await copyText(number)))
      setNotice(t('copiedNumber', leftToRight(spellingOf(state.found?.spelled ?? {}, number))));
    box.current?.focus();
  };
  const obey = (move: ListMove) => {
    if (move.kind === 'select') setSelected(move.index);
    else if (move.kind === 'open') setOpened(move.index);
    else if (move.kind === 'copy') void copy(move.index);
    else ask('');
  };

  return (
    <>
      <search class="search">
        <Icon name="search" />
        <input
          ref={box}
          type="text"
          dir="auto"
          role="combobox"
          aria-label={t('searchLabel')}
          aria-expanded={isListShown}
          aria-controls={isListShown ? LIST_ID : undefined}
          aria-autocomplete="list"
          aria-activedescendant={isListShown ? optionId(selected) : undefined}
          placeholder={t('searchPlaceholder')}
          maxLength={64}
          autocomplete="off"
          spellcheck={false}
          value={state.query}
          onInput={(event) => ask(event.currentTarget.value)}
          onKeyDown={(event) => {
            const { selectionStart, selectionEnd } = event.currentTarget;
            const move = readListKey(event, {
              selected,
              count: hits.length,
              hasSelection: selectionStart !== selectionEnd,
              isEmpty: state.query === '',
            });
            if (!move) return;
            event.preventDefault();
            obey(move);
          }}
        />
        {state.query && (
          <button type="button" class="quiet" aria-label={t('clearSearch')} onClick={() => ask('')}>
            <Icon name="close" size={16} />
          </button>
        )}
      </search>
      <p class="off-screen" role="status">
        {notice || (state.found && !state.isSearching ? tCount('foundOne', 'foundMany', hits.length) : '')}
      </p>
      {notice && (
        <p class="notice" aria-hidden="true">
          <Icon name="done" size={16} /> {notice}
        </p>
      )}
      <SearchOutcome
        state={state}
        selected={selected}
        opened={opened}
        open={setOpened}
        close={close}
        again={() => search.current?.again()}
      />
    </>
  );
}
