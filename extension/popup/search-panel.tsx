import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Failure } from '#shared/failure.ts';
import { useDialNumber } from '../dial/dialler.tsx';
import { lookedUpNumber, noted, searchResult } from '../messages/messages.ts';
import { numberIn } from '../messages/number-in.ts';
import { watchSettings } from '../settings/settings-store.ts';
import { askBackground } from '../ui/ask-background.ts';
import { copyText } from '../ui/copy-text.ts';
import { t, tCount } from '../ui/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { leftToRight } from '../ui/left-to-right.ts';
import { spellingOf } from '../ui/spelling.ts';
import type { ActiveTab } from './active-tab.ts';
import { numberOf, recentOfHit } from './found.ts';
import type { ListMove } from './list-keys.ts';
import { PageFailure } from './page-failure.tsx';
import { createSearch, type Searched, type SearchState } from './search.ts';
import { SearchBox } from './search-box.tsx';
import { SearchOutcome } from './search-outcome.tsx';
import { StartList } from './start-list.tsx';
import { useStart } from './use-start.ts';

const WORKER: Searched = {
  search: (query) => askBackground({ type: 'search-contacts', query }, searchResult),
  lookUp: (text) => askBackground({ type: 'look-up-number', text }, lookedUpNumber),
};

/** The search box with the start list or the outcome of a search below it. */
export function SearchPanel({
  initialQuery,
  tab,
  trouble,
  retry,
}: {
  initialQuery: string;
  tab: ActiveTab | undefined;
  /** A failure of the status request; the search may still work. */
  trouble: Failure | undefined;
  retry: () => void;
}) {
  const [state, setState] = useState<SearchState>({ query: initialQuery, isSearching: false });
  const [selected, setSelected] = useState(0);
  const [opened, setOpened] = useState<number>();
  const [notice, setNotice] = useState('');
  const box = useRef<HTMLInputElement>(null);
  const search = useMemo(() => createSearch(WORKER, setState), []);
  const dialNumber = useDialNumber();

  useEffect(() => {
    const number = numberIn(initialQuery);
    if (number !== undefined) search.lookUp(number);
    else if (initialQuery) search.ask(initialQuery);
    box.current?.focus();
  }, [initialQuery, search]);
  // The settings may have changed how numbers are written or dialled.
  useEffect(() => watchSettings(search.again), [search]);

  const { found } = state;
  // Before the paint, so that Enter always dials the contact that shows as selected.
  useLayoutEffect(() => {
    if (found) setSelected(0);
  }, [found]);
  const isStart = state.query.trim() === '';
  const start = useStart(tab, isStart);
  const hits = isStart ? [] : (found?.hits ?? []);
  const count = isStart ? start.numbers.length : hits.length;

  const change = (ask: () => void) => {
    setNotice('');
    setOpened(undefined);
    setSelected(0);
    ask();
    box.current?.focus();
  };
  const lookUp = (text: string) => change(() => search.lookUp(text));
  const close = () => {
    setOpened(undefined);
    box.current?.focus();
  };
  const numberAt = (index: number) => {
    const hit = hits[index];
    return isStart ? start.numbers[index] : hit && found && numberOf(hit, found);
  };
  /** The contact that the person opened or dialled comes first from now on among several with that number. */
  const choose = (index: number) => {
    const hit = hits[index];
    if (!hit || !found) return;
    const recent = recentOfHit(hit, found);
    const isShared = found.number && hits.length > 1;
    const message = {
      type: 'choose-contact' as const,
      chosen: { source: hit.source.id, contact: hit.contact.id },
      ...(isShared && { asked: found.number?.e164 }),
      ...(recent && { recent }),
    };
    void askBackground(message, noted);
  };
  const open = (index: number) => {
    choose(index);
    setSelected(index);
    setOpened(index);
  };
  const call = (index: number) => {
    const number = numberAt(index);
    if (number === undefined) return open(index);
    choose(index);
    dialNumber(found?.spelled ?? {}, number);
  };
  const copy = async (index: number) => {
    const number = numberAt(index);
    if (number !== undefined && (await copyText(number)))
      setNotice(t('copiedNumber', leftToRight(spellingOf(found?.spelled ?? start.spelled, number))));
    box.current?.focus();
  };
  const obey = (move: ListMove) => {
    if (move.kind === 'select') setSelected(move.index);
    else if (move.kind === 'clear') change(() => search.ask(''));
    else if (move.kind === 'look-up') lookUp(state.query);
    else if (move.kind === 'copy') void copy(move.index);
    else if (isStart) lookUp(start.numbers[move.index] ?? '');
    else if (move.kind === 'open') open(move.index);
    else call(move.index);
  };

  const searched = !isStart && found && !state.isSearching;
  return (
    <>
      <SearchBox
        box={box}
        query={state.query}
        isSearching={state.isSearching}
        count={opened === undefined && !state.failure ? count : 0}
        selected={selected}
        typed={(query) => change(() => search.ask(query))}
        pasted={lookUp}
        obey={obey}
      />
      <p class="off-screen" role="status">
        {notice || (searched ? tCount('foundOne', 'foundMany', hits.length) : '')}
      </p>
      {notice && (
        <p class="notice" aria-hidden="true">
          <Icon name="done" size={16} /> {notice}
        </p>
      )}
      {isStart && trouble && <PageFailure key={trouble.code} failure={trouble} retry={retry} />}
      {isStart ? (
        <StartList start={start} selected={selected} lookUp={lookUp} />
      ) : (
        <SearchOutcome
          state={state}
          selected={selected}
          opened={opened}
          open={open}
          chosen={choose}
          close={close}
          again={search.again}
        />
      )}
    </>
  );
}
