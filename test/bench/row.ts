/** One figure of one peer: what `--json` prints a line of. Absent means not measured or not known. */
export interface Row {
  bench: 'index' | 'worker';
  peer: string;
  /** Contacts in the directory. */
  size: number;
  class: string;
  p50us?: number;
  p99us?: number;
  /** The same of CPU, of all threads: where other work shares the machine, `p99us` is how long this waited for it. */
  p99cpuUs?: number;
  /** Share of the right contacts among the first ten, or of right companies. */
  recall10?: number;
  mrr?: number;
  /** Share of the questions without an answer that were answered nevertheless. */
  falsePositives?: number;
  buildMs?: number;
  bytesPerContact?: number;
  residentMB?: number;
  /** Blocks read per question. */
  reads?: number;
  /** The same with the cache as earlier questions left it; `reads` is then with no block in memory. */
  warmReads?: number;
  /** Questions that fitted into the time. */
  k?: number;
  note?: string;
}

/** How much is asked and how long it may take. */
export interface Plan {
  queries: number;
  peopleNames: number;
  peopleQueries: number;
  /** Time of a class of questions; less where `totalMs` would be passed. */
  classCapMs: number;
  /** For all peers together, absent where it takes what it takes. */
  totalMs?: number;
  jobCapMs: number;
  heapMB: number;
}

const PLANS: readonly (Plan & { upTo: number })[] = [
  {
    upTo: 10_000,
    queries: 60,
    peopleQueries: 200,
    classCapMs: 50,
    totalMs: 42_000,
    jobCapMs: 20_000,
    heapMB: 2048,
    peopleNames: 10_000,
  },
  {
    upTo: 100_000,
    queries: 100,
    peopleQueries: 500,
    classCapMs: 1500,
    jobCapMs: 150_000,
    heapMB: 4096,
    peopleNames: 50_000,
  },
  {
    upTo: Number.POSITIVE_INFINITY,
    queries: 100,
    peopleQueries: 1000,
    classCapMs: 4000,
    jobCapMs: 900_000,
    heapMB: 12_288,
    peopleNames: 60_000,
  },
];

export function planFor(size: number): Plan {
  const plan = PLANS.find(({ upTo }) => size <= upTo);
  if (!plan) throw new RangeError(`no plan for ${size}`);
  return { ...plan, peopleNames: Math.max(plan.peopleNames, 1000) };
}

/** Largest directory in which everyone is called the same or works for the same company. */
export const PATHOLOGY_CONTACTS = 50_000;
