import type { Failure } from '#shared/failure.ts';
import type { Result } from '#shared/result.ts';
import type { FoundContacts } from '../messages.ts';

/** Search as you type: waits for a pause, and drops answers to what is no longer asked. Pure but for the timer. */

export const PAUSE_MS = 120;
const MAX_QUERY = 64;

export interface SearchState {
  query: string;
  /** The answer shown; the one before stays until the next has come, so that the list does not flicker. */
  found?: FoundContacts | undefined;
  failure?: Failure | undefined;
  isSearching: boolean;
}

export interface Search {
  ask(query: string): void;
  /** The same query again, at once. */
  again(): void;
}

export function createSearch(
  search: (query: string) => Promise<Result<FoundContacts, Failure>>,
  changed: (state: SearchState) => void,
): Search {
  let state: SearchState = { query: '', isSearching: false };
  let newest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(next: SearchState): void {
    state = next;
    changed(next);
  }

  async function run(query: string, mine: number): Promise<void> {
    const answer = await search(query);
    if (mine !== newest) return;
    show(
      answer.ok
        ? { query: state.query, found: answer.value, isSearching: false }
        : { query: state.query, failure: answer.failure, isSearching: false },
    );
  }

  function begin(query: string, pauseMs: number): void {
    clearTimeout(timer);
    const mine = ++newest;
    const trimmed = query.trim().slice(0, MAX_QUERY);
    if (trimmed === '') {
      show({ query, isSearching: false });
      return;
    }
    show({ ...state, query, isSearching: true });
    timer = setTimeout(run, pauseMs, trimmed, mine);
  }

  return { ask: (query) => begin(query, PAUSE_MS), again: () => begin(state.query, 0) };
}
