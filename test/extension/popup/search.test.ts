import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FoundContacts } from '../../../extension/messages.ts';
import { createSearch, PAUSE_MS, type Search, type SearchState } from '../../../extension/popup/search.ts';
import { ok } from '../../../shared/result.ts';
import { ANNA, BERND, searchAnswerWith } from '../support/contacts.ts';

describe('search as you type', () => {
  let asked: string[];
  let delays: Record<string, number>;
  let state: SearchState;
  let search: Search;

  const answerTo = (query: string): FoundContacts => ({
    answer: searchAnswerWith(query === 'an' ? [ANNA] : [BERND]),
    spelled: {},
  });

  beforeEach(() => {
    vi.useFakeTimers();
    asked = [];
    delays = {};
    search = createSearch(
      async (query) => {
        asked.push(query);
        await new Promise((resolve) => setTimeout(resolve, delays[query] ?? 10));
        return ok(answerTo(query));
      },
      (next) => {
        state = next;
      },
    );
  });
  afterEach(() => void vi.useRealTimers());

  const firstName = () => state.found?.answer.hits[0]?.contact.displayName;

  it('waits for a pause in typing', async () => {
    for (const query of ['b', 'be', 'ber']) {
      search.ask(query);
      await vi.advanceTimersByTimeAsync(PAUSE_MS - 20);
    }
    await vi.runAllTimersAsync();
    expect(asked).toEqual(['ber']);
  });

  it('drops the late answer to what is no longer asked', async () => {
    delays = { an: 1000, be: 10 };
    search.ask('an');
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    search.ask('be');
    await vi.runAllTimersAsync();
    expect(asked).toEqual(['an', 'be']);
    expect(firstName()).toBe('Bernd Ohnsorg');
    expect(state.isSearching).toBe(false);
  });

  it('keeps the list while the next answer is on its way', async () => {
    search.ask('an');
    await vi.runAllTimersAsync();
    search.ask('be');
    expect(firstName()).toBe('Anna Übelacker');
    expect(state.isSearching).toBe(true);
  });

  it('empties at once with the box', async () => {
    search.ask('an');
    await vi.runAllTimersAsync();
    search.ask(' ');
    expect(state).toEqual({ query: ' ', isSearching: false });
    await vi.runAllTimersAsync();
    expect(asked).toEqual(['an']);
  });

  it('leaves what was typed as it was typed', async () => {
    search.ask('an ');
    await vi.runAllTimersAsync();
    expect(asked).toEqual(['an']);
    expect(state.query).toBe('an ');
  });
});
