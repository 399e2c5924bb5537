import * as z from 'zod/mini';

const count = z.int('a whole number').check(z.gte(1, 'at least 1'), z.lte(1_000_000, 'at most 1,000,000'));

/** The limits of one principal. */
export interface Limits {
  readonly lookupsPerMinute: number;
  readonly searchesPerMinute: number;
  /** Different numbers that a principal may look up in a UTC day. */
  readonly numbersPerDay: number;
  /** Millions of bytes for offline copies in a UTC day. */
  readonly offlineMegabytesPerDay: number;
  /** Administrators are warned from this many different numbers on. */
  readonly warnAtNumbers: number;
}

function limits(defaults: Limits) {
  const settings = z.strictObject(
    {
      lookupsPerMinute: z._default(count, defaults.lookupsPerMinute),
      searchesPerMinute: z._default(count, defaults.searchesPerMinute),
      numbersPerDay: z._default(count, defaults.numbersPerDay),
      offlineMegabytesPerDay: z._default(count, defaults.offlineMegabytesPerDay),
      warnAtNumbers: z._default(count, defaults.warnAtNumbers),
    },
    `the settings ${Object.keys(defaults).join(', ')} and no others`,
  );
  return z._default(
    settings.check(
      z.refine((set) => set.warnAtNumbers <= set.numbersPerDay, '"warnAtNumbers" not above "numbersPerDay"'),
    ),
    defaults,
  );
}

/**
 * The popup searches while a person types, at most once in 80 ms (extension/popup/search.ts). 240 a minute allow four a
 * second for a whole minute: a person who types 100 words a minute sends eight searches for a name, and then reads.
 */
const PERSON: Limits = {
  lookupsPerMinute: 60,
  searchesPerMinute: 240,
  numbersPerDay: 1_000,
  // Enough for 300,000 contacts once, and their changes.
  offlineMegabytesPerDay: 200,
  warnAtNumbers: 300,
};
/** A key serves all phones behind a PBX. */
const KEY: Limits = {
  lookupsPerMinute: 120,
  searchesPerMinute: 120,
  numbersPerDay: 3_000,
  // Without effect: no key opens the routes of the offline copy.
  offlineMegabytesPerDay: 1,
  warnAtNumbers: 1_000,
};

export const budgetSettings = z.strictObject(
  { persons: limits(PERSON), keys: limits(KEY) },
  '{ "persons": {…}, "keys": {…} } or a part of it',
);
export type BudgetSettings = z.infer<typeof budgetSettings>;
