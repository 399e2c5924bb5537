import type { Failure } from '#shared/failure.ts';
import { ok, type Result } from '#shared/result.ts';
import { MAX_TEXT_LENGTH } from '../messages/message-parts.ts';
import type { FoundContacts, FoundNumber } from '../messages/messages.ts';
import { type Found, fromLookUp, fromSearch } from './found.ts';

/** Search as you type: sends the first request at once, spaces later ones and drops late answers. Pure but for the timer. */

/** The pause between two requests. People type slower, so every letter is searched for; a held key repeats faster. */
export const SPACING_MS = 80;
/** How long the next request waits for the previous answer, so that a slow worker gets no queue. */
export const PATIENCE_MS = 300;

export interface SearchState {
  query: string;
  /** The shown answer. It stays until a newer one arrives, so that the list does not flicker. */
  found?: Found | undefined;
  failure?: Failure | undefined;
  isSearching: boolean;
}

export interface Search {
  ask(query: string): void;
  /** Looks the number up; if nobody carries it, searches for numbers that contain it. No pause, since nobody types this. */
  lookUp(text: string): void;
  /** Repeats the query at once. */
  again(): void;
}

export interface Searched {
  search(query: string): Promise<Result<FoundContacts, Failure>>;
  lookUp(text: string): Promise<Result<FoundNumber, Failure>>;
}

export function createSearch(from: Searched, changed: (state: SearchState) => void, now = Date.now): Search {
  let state: SearchState = { query: '', isSearching: false };
  let work = search;
  let newest = 0;
  let shown = 0;
  let inFlight = 0;
  let askedAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: (() => void) | undefined;

  function show(next: SearchState): void {
    state = next;
    changed(next);
  }

  async function search(text: string): Promise<Result<Found, Failure>> {
    const answer = await from.search(text);
    return answer.ok ? ok(fromSearch(text, answer.value)) : answer;
  }

  async function lookUp(text: string): Promise<Result<Found, Failure>> {
    const answer = await from.lookUp(text);
    if (!answer.ok) return answer.failure.code === 'not_a_number' ? search(text) : answer;
    const found = fromLookUp(text, answer.value);
    if (found) return ok(found);
    const parts = await search(text);
    return parts.ok ? ok({ ...parts.value, nobody: answer.value.answer.number }) : parts;
  }

  async function run(text: string, mine: number): Promise<void> {
    askedAt = now();
    inFlight++;
    const answer = await work(text);
    inFlight--;
    // Drops an answer that a newer one has overtaken. An answer newer than the shown one shows, even if a request is still open.
    if (mine > shown) {
      shown = mine;
      const isSearching = mine !== newest;
      if (answer.ok) show({ query: state.query, found: answer.value, isSearching });
      else if (!isSearching) show({ query: state.query, failure: answer.failure, isSearching });
    }
    waiting?.();
  }

  function begin(query: string, isHurried: boolean): void {
    clearTimeout(timer);
    waiting = undefined;
    const mine = ++newest;
    const text = query.trim().slice(0, MAX_TEXT_LENGTH);
    if (text === '') {
      shown = mine;
      show({ query, isSearching: false });
      return;
    }
    show({ ...state, query, isSearching: true });
    const start = () => {
      clearTimeout(timer);
      waiting = undefined;
      void run(text, mine);
    };
    const sinceMs = now() - askedAt;
    if (isHurried || (inFlight === 0 && sinceMs >= SPACING_MS)) {
      start();
      return;
    }
    timer = setTimeout(start, Math.max(0, (inFlight > 0 ? PATIENCE_MS : SPACING_MS) - sinceMs));
    waiting = () => {
      clearTimeout(timer);
      timer = setTimeout(start, Math.max(0, SPACING_MS - (now() - askedAt)));
    };
  }

  return {
    ask(query) {
      work = search;
      begin(query, false);
    },
    lookUp(text) {
      work = lookUp;
      begin(text, true);
    },
    again: () => begin(state.query, true),
  };
}
