import type { Failure, FailureCode } from '#shared/failure.ts';
import type { Place } from '#shared/phone/dialling-profile.ts';
import { ok, type Result } from '#shared/result.ts';
import { type Directory, SEARCH_LIMIT } from '../api/worker.ts';
import type { Person } from '../messages/sign-in-messages.ts';
import { isRightLost, type OfflineCopy } from './offline-copy.ts';

/** The worker cannot be reached, or cannot read. It refuses nobody with these. */
const NO_WORKER: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'worker_unreachable',
  'sign_in_unreachable',
  'directory_unavailable',
  'internal',
]);

/** A worker that was slow to fail, behind a dead network, is not waited for again so soon: nobody waits eight seconds a letter. */
const SLOW_MS = 1000;
const PAUSE_MS = 30_000;

type Opened = NonNullable<Awaited<ReturnType<OfflineCopy['open']>>>;
type Instead<T> = (opened: Opened, place: Place) => Result<T, Failure> | Promise<Result<T, Failure>>;

export interface DirectoryWithCopy extends Directory {
  person(): Promise<Result<Person, Failure>>;
}

/** The directory, and where the worker cannot be reached, the copy of it. A refusal deletes the copy. */
export function createDirectoryWithCopy(options: {
  directory: Directory;
  copy: OfflineCopy;
  person(): Promise<Result<Person, Failure>>;
  place(): Promise<Place>;
  now: () => number;
}): DirectoryWithCopy {
  const { directory, copy, now } = options;
  let pausedUntil = 0;

  async function orCopy<T extends object>(
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

  /** Undefined where there is no copy, or none that can be read. */
  async function ofCopy<T extends object>(instead: Instead<T>): Promise<Result<T, Failure> | undefined> {
    const opened = await copy.open();
    if (!opened) return undefined;
    try {
      const found = await instead(opened, await options.place());
      return found.ok ? ok({ ...found.value, copiedAt: opened.confirmedAt }) : found;
    } catch {
      // A block that a refresh has just replaced, or that the browser has thrown away.
      return undefined;
    }
  }

  return {
    ...directory,
    findNumber: (number, signal) =>
      orCopy(
        () => directory.findNumber(number, signal),
        ({ answers }, place) => answers.findNumber(number, place),
      ),
    search: (query) =>
      orCopy(
        () => directory.search(query),
        ({ answers }, place) => answers.search(query, { limit: SEARCH_LIMIT, place }),
      ),
    readStatus: () =>
      orCopy(
        () => directory.readStatus(),
        ({ answers }) => ok(answers.readStatus()),
      ),
    person: () =>
      orCopy(
        () => options.person(),
        ({ person }) => ok(person),
      ),
  };
}
