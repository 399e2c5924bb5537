import { type Asked, type Generation, GRAPH_MS, type Kind, type Outcome, PAGE } from './protocol.ts';

/** Figures of imports. Pure. */

/** Graph's limits for one mailbox. */
const AT_ONCE = 4;
const PER_WINDOW = 10_000;
const WINDOW_SECONDS = 600;
/** Requests to list folders: the default folder and the list of the others. */
const LEAST_LISTING = 2;

export interface Size {
  mailboxes: number;
  contacts: number;
  folders: number;
}

/** One figure; `--json` prints one line for each. Seconds are virtual. */
export interface Figure {
  bench: 'sync';
  class: string;
  requests?: number;
  /** The fewest requests that the limits allow. */
  leastRequests?: number;
  seconds?: number;
  leastSeconds?: number;
  /** Least seconds divided by seconds. */
  rateShare?: number;
  /** Seconds until a published generation holds the stage's data. */
  answeredSeconds?: number;
  /** Contacts in that generation. */
  contacts?: number;
  repeated?: number;
  /** Share of all requests of the shortest import. */
  repeatedShare?: number;
  repeatedShareOfStage?: number;
}

/** The stages in the order of reading. */
const STAGES: readonly { name: string; kind: Kind; before?: Kind; next?: Kind }[] = [
  { name: 'names and numbers', kind: 'names', next: 'details' },
  { name: 'details', kind: 'details', before: 'names', next: 'photos' },
  { name: 'pictures', kind: 'photos', before: 'details' },
];

/** For several mailboxes, requests add up, and the slowest mailbox determines the end. */
export function importFigures(outcomes: readonly Outcome[], size: Size): Figure[] {
  return STAGES.map(({ name, kind, next }): Figure => {
    const ends = outcomes.map(({ asked }) => endOf(asked, kind, next));
    const requests = sum(
      outcomes.map(({ asked }, i) => asked.filter(({ atMs }) => atMs <= (ends[i] ?? 0)).length),
    );
    const least = leastRequests(kind, size);
    const seconds = Math.max(...ends) / 1000;
    const answered = outcomes.map(({ generations }) => answeredMs(kind, generations));
    return {
      bench: 'sync',
      class: name,
      requests,
      leastRequests: least * size.mailboxes,
      seconds,
      leastSeconds: leastSeconds(least),
      rateShare: Number((leastSeconds(least) / seconds).toFixed(3)),
      answeredSeconds: Math.max(...answered) / 1000,
    };
  });
}

/** The first generation with any answers, of the mailbox that waited longest. */
export function firstAnswers(outcomes: readonly Outcome[]): Figure {
  const first = outcomes.flatMap(({ generations }) => generations[0] ?? []);
  const last = first.sort((a, b) => b.atMs - a.atMs)[0];
  if (!last) throw new Error('nothing was published');
  return {
    bench: 'sync',
    class: 'first answers',
    answeredSeconds: last.atMs / 1000,
    contacts: last.contacts,
  };
}

/** Rounds without changes; at intervals one lists the folders first. */
export function quietFigures(outcomes: readonly Outcome[], { folders }: Size): Figure[] {
  const rounds = outcomes.flatMap(quietRounds);
  const most = (isListing: boolean) =>
    Math.max(
      ...rounds.filter((round) => round.includes('folders') === isListing).map(({ length }) => length),
    );
  return [
    { bench: 'sync', class: 'quiet round', requests: most(false), leastRequests: folders },
    {
      bench: 'sync',
      class: 'quiet round that lists folders',
      requests: most(true),
      leastRequests: folders + LEAST_LISTING,
    },
  ];
}

/** Requests repeated after a kill, as a share of the import's requests and of the stage's. */
export function killFigures({ kills, asked }: Outcome, size: Size): Figure[] {
  return kills.map(({ kind, atMs }): Figure => {
    const { name, before } = stageOf(kind);
    const repeated = asked.filter((one) => one.kind === kind && one.isRepeated).length;
    const share = (of: number) => Number((repeated / of).toFixed(4));
    return {
      bench: 'sync',
      class: `kill amid ${name}`,
      seconds: atMs / 1000,
      repeated,
      repeatedShare: share(leastRequests('photos', size)),
      repeatedShareOfStage: share(
        leastRequests(kind, size) - (before ? leastRequests(before, size) : LEAST_LISTING),
      ),
    };
  });
}

/** The time from a contact's creation, while photos are read, until a generation contains it. */
export function newcomerFigure({ addedAtMs = Number.NaN, generations }: Outcome): Figure {
  const before = Math.max(...generations.filter(({ atMs }) => atMs < addedAtMs).map((one) => one.contacts));
  const after = generations.find(({ contacts }) => contacts > before)?.atMs ?? Number.NaN;
  return {
    bench: 'sync',
    class: 'a new contact while pictures are read',
    answeredSeconds: (after - addedAtMs) / 1000,
  };
}

function leastSeconds(requests: number): number {
  const byConcurrency = (requests / AT_ONCE) * (GRAPH_MS / 1000);
  return Math.max(byConcurrency, Math.floor((requests - 1) / PER_WINDOW) * WINDOW_SECONDS);
}

function stageOf(kind: Kind) {
  const stage = STAGES.find((one) => one.kind === kind);
  if (!stage) throw new Error(`no stage reads ${kind}`);
  return stage;
}

/** The fewest requests for one mailbox, up to the end of the stage. */
function leastRequests(until: Kind, { contacts, folders }: Size): number {
  const pages = folders * Math.ceil(contacts / folders / PAGE);
  const names = LEAST_LISTING + pages;
  if (until === 'names') return names;
  return until === 'details' ? names + pages : names + pages + contacts;
}

/** The time of the stage's last answer; the next stage begins after it. */
function endOf(asked: readonly Asked[], kind: Kind, next: Kind | undefined): number {
  const begin = asked.find((one) => one.kind === next)?.atMs ?? Number.POSITIVE_INFINITY;
  const own = asked.filter((one) => one.kind === kind && one.answeredAtMs <= begin);
  return Math.max(...own.map(({ answeredAtMs }) => answeredAtMs));
}

/** Photos are complete only in the last generation; for earlier stages the counts of a generation show completeness. */
function answeredMs(kind: Kind, generations: readonly Generation[]): number {
  const last = generations.at(-1);
  if (kind === 'photos' || !last) return last?.atMs ?? Number.NaN;
  const isWhole = ({ contacts, numbers }: Generation) =>
    contacts === last.contacts && (kind === 'names' || numbers === last.numbers);
  return generations.find(isWhole)?.atMs ?? Number.NaN;
}

/** Requests of each round after everything was read. The last round may be incomplete, so it is left out. */
function quietRounds({ asked, crons, generations }: Outcome): Kind[][] {
  const begin = generations.at(-1)?.atMs ?? Number.POSITIVE_INFINITY;
  const rings = crons.filter((atMs) => atMs > begin);
  return rings
    .slice(0, -1)
    .map((from, i) =>
      asked.filter(({ atMs }) => atMs >= from && atMs < (rings[i + 1] ?? 0)).map(({ kind }) => kind),
    );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
