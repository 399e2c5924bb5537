import { describe, expect, it } from 'vitest';
import {
  type BudgetBook,
  emptyBook,
  PER_DAY,
  PER_MINUTE,
  spend,
} from '../../../../extension/background/personal/budgets.ts';

const ORIGIN = 'https://crm.example';
const MINUTE = 60_000;

function spendMany(
  count: number,
  from: BudgetBook,
  request: { tabId?: number; origin?: string; at?: number; step?: number; first?: number },
) {
  let book = from;
  let allowed = 0;
  for (let i = 0; i < count; i++) {
    const verdict = spend(book, {
      tabId: request.tabId ?? 1,
      origin: request.origin ?? ORIGIN,
      number: `+4930${(request.first ?? 0) + i}`,
      at: (request.at ?? 0) + i * (request.step ?? 0),
    });
    if (verdict.allowed) allowed++;
    book = verdict.book;
  }
  return { book, allowed };
}

describe('the budget of a page’s look-ups', () => {
  it('is 20 different numbers a minute in a tab', () => {
    expect(spendMany(300, emptyBook(), { step: 100 }).allowed).toBe(PER_MINUTE);
  });

  it('is whole again a minute later', () => {
    const { book } = spendMany(30, emptyBook(), {});
    expect(spendMany(30, book, { at: MINUTE + 1, first: 100 }).allowed).toBe(PER_MINUTE);
  });

  it('is 100 a day for a site, over all its tabs', () => {
    let book = emptyBook();
    let allowed = 0;
    for (let tabId = 1; tabId <= 10; tabId++) {
      const round = spendMany(20, book, { tabId, first: tabId * 100 });
      book = round.book;
      allowed += round.allowed;
    }
    expect(allowed).toBe(PER_DAY);
  });

  it('does not count a number that was looked up before', () => {
    const { book } = spendMany(PER_MINUTE, emptyBook(), {});
    expect(spend(book, { tabId: 1, origin: ORIGIN, number: '+49300', at: 10 }).allowed).toBe(true);
    expect(spend(book, { tabId: 1, origin: ORIGIN, number: '+4930999', at: 10 }).allowed).toBe(false);
  });

  it('names the time until there is room again', () => {
    const { book } = spendMany(PER_MINUTE, emptyBook(), { at: 0 });
    expect(spend(book, { tabId: 1, origin: ORIGIN, number: '+4930999', at: 15_000 }).retryAfterSeconds).toBe(
      45,
    );
  });

  it('forgets yesterday', () => {
    const { book } = spendMany(20, emptyBook(), {});
    expect(
      spend(book, { tabId: 1, origin: ORIGIN, number: '+1', at: 25 * 60 * MINUTE }).book.origins[ORIGIN],
    ).toHaveLength(1);
  });
});
