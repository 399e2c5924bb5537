import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createSearch,
  PATIENCE_MS,
  type Search,
  type SearchState,
  SPACING_MS,
} from '../../../extension/popup/search.ts';
import type { LookupAnswer } from '../../../shared/api.ts';
import { err, ok } from '../../../shared/result.ts';
import {
  ANNA,
  ASKED,
  BERND,
  companyAnswer,
  lookupAnswerWith,
  NORDWIND,
  searchAnswerWith,
} from '../support/contacts.ts';

describe('search as you type', () => {
  let asked: string[];
  let delays: Record<string, number>;
  let lookups: Record<string, LookupAnswer>;
  let states: SearchState[];
  let search: Search;

  beforeEach(() => {
    vi.useFakeTimers();
    asked = [];
    delays = {};
    lookups = {};
    states = [];
    const wait = (text: string) => new Promise((resolve) => setTimeout(resolve, delays[text] ?? 10));
    search = createSearch(
      {
        async search(query) {
          asked.push(query);
          await wait(query);
          if (query === 'broken') return err({ code: 'worker_unreachable' });
          return ok({ answer: searchAnswerWith(query.startsWith('an') ? [ANNA] : [BERND]), spelled: {} });
        },
        async lookUp(text) {
          asked.push(`#${text}`);
          await wait(text);
          const answer = lookups[text];
          return answer ? ok({ answer, spelled: {} }) : err({ code: 'not_a_number' });
        },
      },
      (next) => states.push(next),
    );
  });
  afterEach(() => void vi.useRealTimers());

  const state = () => states.at(-1);
  const names = () => state()?.found?.hits.map(({ contact }) => contact.displayName);
  const type = async (text: string, betweenMs: number) => {
    for (let length = 1; length <= text.length; length++) {
      search.ask(text.slice(0, length));
      await vi.advanceTimersByTimeAsync(betweenMs);
    }
  };

  it('sends the first letter at once', () => {
    search.ask('a');
    expect(asked).toEqual(['a']);
  });

  it('sends one request for each letter that a person types', async () => {
    await type('anna', 150);
    expect(asked).toEqual(['a', 'an', 'ann', 'anna']);
  });

  it('keeps the spacing while a key is held, and always sends the last query', async () => {
    await type('a'.repeat(20), SPACING_MS / 4);
    await vi.runAllTimersAsync();
    expect(asked.length).toBeLessThanOrEqual(6);
    expect(asked.at(-1)).toBe('a'.repeat(20));
  });

  it('gives a slow worker no queue', async () => {
    delays = { a: 250 };
    await type('anna', 60);
    await vi.runAllTimersAsync();
    expect(asked).toEqual(['a', 'anna']);
  });

  it('waits for a hanging worker only for so long', async () => {
    delays = { a: 8000 };
    await type('an', 60);
    await vi.advanceTimersByTimeAsync(PATIENCE_MS);
    expect(asked).toEqual(['a', 'an']);
    expect(names()).toEqual(['Anna Übelacker']);
  });

  it('never lets a late answer overwrite a newer one', async () => {
    delays = { an: 1000, be: 10 };
    search.ask('an');
    await vi.advanceTimersByTimeAsync(20);
    search.ask('be');
    await vi.runAllTimersAsync();
    expect(asked).toEqual(['an', 'be']);
    expect(names()).toEqual(['Bernd Ohnsorg']);
    expect(states.some(({ found }) => found?.query === 'an')).toBe(false);
    expect(state()?.isSearching).toBe(false);
  });

  it('shows an intermediate answer, marked as not the newest', async () => {
    delays = { a: 100, an: 100 };
    search.ask('a');
    await vi.advanceTimersByTimeAsync(50);
    search.ask('an');
    await vi.advanceTimersByTimeAsync(60);
    expect(state()).toMatchObject({ query: 'an', found: { query: 'a' }, isSearching: true });
    await vi.runAllTimersAsync();
    expect(state()).toMatchObject({ query: 'an', found: { query: 'an' }, isSearching: false });
  });

  it('keeps the list while the next answer is on its way', async () => {
    search.ask('an');
    await vi.runAllTimersAsync();
    search.ask('be');
    expect(names()).toEqual(['Anna Übelacker']);
    expect(state()?.isSearching).toBe(true);
  });

  it('empties at once with the box, and stays empty', async () => {
    search.ask('an');
    search.ask(' ');
    await vi.runAllTimersAsync();
    expect(state()).toEqual({ query: ' ', isSearching: false });
    expect(asked).toEqual(['an']);
  });

  it('leaves the typed text unchanged', async () => {
    search.ask('an ');
    await vi.runAllTimersAsync();
    expect(asked).toEqual(['an']);
    expect(state()?.query).toBe('an ');
  });

  it('shows a failure, and repeats the query on request', async () => {
    search.ask('broken');
    await vi.runAllTimersAsync();
    expect(state()?.failure).toEqual({ code: 'worker_unreachable' });
    search.again();
    await vi.runAllTimersAsync();
    expect(asked).toEqual(['broken', 'broken']);
  });

  describe('of a pasted number', () => {
    it('looks the number up', async () => {
      lookups = { '030 23125-123': lookupAnswerWith([ANNA, BERND]) };
      search.lookUp('030 23125-123');
      await vi.runAllTimersAsync();
      expect(asked).toEqual(['#030 23125-123']);
      expect(state()?.found?.number).toEqual(ASKED);
      expect(names()).toEqual(['Anna Übelacker', 'Bernd Ohnsorg']);
    });

    it('searches for numbers that contain it when nobody carries it, and says so', async () => {
      lookups = { '030 23125-123': lookupAnswerWith([]) };
      search.lookUp('030 23125-123');
      await vi.runAllTimersAsync();
      expect(asked).toEqual(['#030 23125-123', '030 23125-123']);
      expect(state()?.found).toMatchObject({ nobody: ASKED, hits: [{ contact: BERND.contact }] });
      expect(state()?.found?.number).toBeUndefined();
    });

    it('searches for a text that turns out to be no number', async () => {
      search.lookUp('12345');
      await vi.runAllTimersAsync();
      expect(asked).toEqual(['#12345', '12345']);
    });

    it('takes a company match for a guess, never for a contact', async () => {
      lookups = { '030 23125-999': companyAnswer(NORDWIND) };
      search.lookUp('030 23125-999');
      await vi.runAllTimersAsync();
      expect(state()?.found).toMatchObject({ hits: [], company: { hit: NORDWIND, droppedDigits: 3 } });
    });
  });
});
