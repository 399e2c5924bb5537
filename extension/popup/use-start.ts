import { useCallback, useEffect, useState } from 'preact/hooks';
import { noted, type Recent, recentsAnswer, type Spelled } from '../messages/messages.ts';
import { askBackground } from '../ui/ask-background.ts';
import type { ActiveTab } from './active-tab.ts';
import { type PageNumbers, readPageNumbers } from './page-numbers.ts';

export interface Start {
  recents: readonly Recent[];
  spelled: Spelled;
  /** Absent until it is read, and when there is no page. */
  page: PageNumbers | undefined;
  /** The numbers to choose from, in display order. */
  numbers: readonly string[];
  clear: () => void;
  reload: () => void;
}

const NONE = { recents: [], spelled: {} };

/** The data of the start list. `wanted`: the search box is empty, so the list shows. */
export function useStart(tab: ActiveTab | undefined, wanted: boolean): Start {
  const [{ recents, spelled }, setRecents] = useState<Pick<Start, 'recents' | 'spelled'>>(NONE);
  const [page, setPage] = useState<PageNumbers>();

  const readRecents = useCallback(async () => {
    const answer = await askBackground({ type: 'read-recents' }, recentsAnswer);
    setRecents(answer.ok ? answer.value : NONE);
  }, []);
  const reload = useCallback(() => {
    if (tab) void readPageNumbers(tab).then(setPage);
  }, [tab]);
  // Reads again, since a look-up meanwhile belongs at the top.
  useEffect(() => {
    if (wanted) void readRecents();
  }, [wanted, readRecents]);
  useEffect(reload, [reload]);

  const clear = () => {
    setRecents(NONE);
    void askBackground({ type: 'clear-recents' }, noted).then(readRecents);
  };
  const numbers = [...recents.map(({ e164 }) => e164), ...(page?.kind === 'read' ? page.numbers : [])];
  return { recents, spelled, page, numbers, clear, reload };
}
