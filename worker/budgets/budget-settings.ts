import * as z from 'zod/mini';

const count = z.int('a whole number').check(z.gte(1, 'at least 1'), z.lte(1_000_000, 'at most 1,000,000'));

/** What one principal may ask for. */
export interface Limits {
  readonly lookupsPerMinute: number;
  readonly searchesPerMinute: number;
  /** Different numbers that are looked up, in a UTC day. */
  readonly numbersPerDay: number;
  /** What is given out for offline copies in a UTC day, in millions of bytes. */
  readonly offlineMegabytesPerDay: number;
  /** From how many on administrators are told. */
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
 * The popup searches as you type, once in 80 ms at most (extension/popup/search.ts). 240 a minute are four a second for a
 * whole minute: at 100 words a minute somebody sends eight for a name, and then reads.
 */
const PERSON: Limits = {
  lookupsPerMinute: 60,
  searchesPerMinute: 240,
  numbersPerDay: 1_000,
  // 300,000 contacts once, and what changes of them.
  offlineMegabytesPerDay: 200,
  warnAtNumbers: 300,
};
/** A key serves all phones behind a PBX. */
const KEY: Limits = {
  lookupsPerMinute: 120,
  searchesPerMinute: 120,
  numbersPerDay: 3_000,
  // No key opens the addresses of the offline copy.
  offlineMegabytesPerDay: 1,
  warnAtNumbers: 1_000,
};

export const budgetSettings = z.strictObject(
  { persons: limits(PERSON), keys: limits(KEY) },
  '{ "persons": {…}, "keys": {…} } or a part of it',
);
export type BudgetSettings = z.infer<typeof budgetSettings>;
