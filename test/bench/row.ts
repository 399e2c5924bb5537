/** One figure of one peer; `--json` prints one line for each. Absent means not measured or unknown. */
export interface Row {
  bench: 'index' | 'worker';
  peer: string;
  /** Contacts in the directory. */
  size: number;
  class: string;
  p50us?: number;
  p99us?: number;
  /** The p99 in CPU time of all threads. Where other work shares the machine, `p99us` also contains its waiting time. */
  p99cpuUs?: number;
  /** Share of the right contacts among the first ten, or of right companies. */
  recall10?: number;
  mrr?: number;
  /** Share of the questions without an answer that got one nevertheless. */
  falsePositives?: number;
  buildMs?: number;
  bytesPerContact?: number;
  residentMB?: number;
  /** Blocks read per question. */
  reads?: number;
  /** Blocks read with the cache that earlier questions left behind; `reads` starts without any block in memory. */
  warmReads?: number;
  /** Questions asked within the time limit. */
  k?: number;
  note?: string;
}

/** The number of questions, and the time for them. */
export interface Plan {
  queries: number;
  peopleNames: number;
  peopleQueries: number;
  /** Time for a class of questions; shorter where `totalMs` would be exceeded. */
  classCapMs: number;
  /** Time for all peers together; absent means no limit. */
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

/** The largest directory in which all contacts share a surname or a company. */
export const PATHOLOGY_CONTACTS = 50_000;
