import type { Failure, FailureCode } from '#shared/failure.ts';
import type { OperationId } from '#shared/operations.ts';
import type { Place } from '#shared/phone/dialling-profile.ts';
import { ok, type Result } from '#shared/result.ts';
import type { AnswerTo, WorkerClient } from '../api/api-client.ts';
import type { ShownLookup, ShownSearch } from '../messages/messages.ts';
import type { Person } from '../messages/sign-in-messages.ts';
import { isRightLost, type OfflineCopy } from './offline-copy.ts';

/** Failures of a worker that is out of reach or cannot read its index. None of them is a refusal. */
const NO_WORKER: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'worker_unreachable',
  'sign_in_unreachable',
  'directory_unavailable',
  'internal',
]);

const SEARCH_LIMIT = 20;

/** After a slow failure, as of a dead network, the copy answers for half a minute without asking: no eight-second wait per letter. */
const SLOW_MS = 1000;
const PAUSE_MS = 30_000;

type Opened = NonNullable<Awaited<ReturnType<OfflineCopy['open']>>>;
type Instead<T> = (opened: Opened, place: Place) => Result<T, Failure> | Promise<Result<T, Failure>>;

/** What the copy can answer besides look-ups, searches and the person. */
const OUT_OF_COPY: { readonly [Id in OperationId]?: Instead<AnswerTo<Id>> } = {
  status: ({ answers }) => ok(answers.readStatus()),
};

/** The directory: the worker's answers, or the copy's while the worker is out of reach. */
export interface DirectoryWithCopy extends WorkerClient {
  findNumber(number: string, signal?: AbortSignal): Promise<Result<ShownLookup, Failure>>;
  search(query: string): Promise<Result<ShownSearch, Failure>>;
  person(): Promise<Result<Person, Failure>>;
}

/** Asks the worker first, then the copy if the worker is out of reach. A refusal deletes the copy. */
export function createDirectoryWithCopy(options: {
  worker: WorkerClient;
  copy: OfflineCopy;
  person(): Promise<Result<Person, Failure>>;
  place(): Promise<Place>;
  now: () => number;
}): DirectoryWithCopy {
  const { worker, copy, now } = options;
  let pausedUntil = 0;

  async function orCopy<T>(
    ask: () => Promise<Result<T, Failure>>,
    instead: Instead<T>,
  ): Promise<Result<T, Failure>> {
    const early = now() < pausedUntil ? await ofCopy(instead) : undefined;
    if (early) return early;
    const begun = now();
    const answer = await ask();
    if (answer.ok) return answer;
    const { failure } = answer;
    if (isRightLost(failure)) await copy.wipe();
    if (!NO_WORKER.has(failure.code)) return answer;
    if (now() - begun >= SLOW_MS) pausedUntil = now() + PAUSE_MS;
    return (await ofCopy(instead)) ?? answer;
  }

  /** Undefined when there is no readable copy. */
  async function ofCopy<T>(instead: Instead<T>): Promise<Result<T, Failure> | undefined> {
    const opened = await copy.open();
    if (!opened) return undefined;
    try {
      const found = await instead(opened, await options.place());
      return found.ok ? ok({ ...found.value, copiedAt: opened.confirmedAt }) : found;
    } catch {
      // A refresh has just replaced a block, or the browser has evicted one.
      return undefined;
    }
  }

  return {
    ask(operation, input, wish) {
      const asking = () => worker.ask(operation, input, wish);
      const instead: Instead<AnswerTo<typeof operation>> | undefined = OUT_OF_COPY[operation];
      return instead ? orCopy(asking, instead) : asking();
    },
    findNumber: (number, signal) =>
      orCopy(
        () => worker.ask('lookUp', { query: { number } }, { signal }),
        ({ answers }, place) => answers.findNumber(number, place),
      ),
    search: (query) =>
      orCopy(
        () => worker.ask('search', { query: { q: query, limit: SEARCH_LIMIT } }),
        ({ answers }, place) => answers.search(query, { limit: SEARCH_LIMIT, place }),
      ),
    person: () =>
      orCopy(
        () => options.person(),
        ({ person }) => ok(person),
      ),
  };
}
