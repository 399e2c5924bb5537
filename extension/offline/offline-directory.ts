import type { Failure, FailureCode } from '#shared/failure.ts';
import type { Place } from '#shared/phone/dialling-profile.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { type Directory, SEARCH_LIMIT } from '../background/directory.ts';
import type { Person } from '../messages.ts';
import { isRightLost, type OfflineCopy } from './offline-copy.ts';

/** The worker cannot be reached, or cannot read. It refuses nobody with these. */
const NO_WORKER: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'worker_unreachable',
  'sign_in_unreachable',
  'directory_unavailable',
  'internal',
]);

export interface DirectoryWithCopy extends Directory {
  person(): Promise<Result<Person, Failure>>;
}

/** The directory, and where the worker cannot be reached, the copy of it. A refusal deletes the copy. */
export function createDirectoryWithCopy(options: {
  directory: Directory;
  copy: OfflineCopy;
  person(): Promise<Result<Person, Failure>>;
  place(): Promise<Place>;
}): DirectoryWithCopy {
  const { directory, copy } = options;
  type Opened = NonNullable<Awaited<ReturnType<OfflineCopy['open']>>>;

  async function orCopy<T extends object>(
    answer: Result<T, Failure>,
    instead: (opened: Opened, place: Place) => Result<T, Failure> | Promise<Result<T, Failure>>,
  ): Promise<Result<T, Failure>> {
    if (answer.ok) return answer;
    const { failure } = answer;
    if (isRightLost(failure)) await copy.wipe();
    if (!NO_WORKER.has(failure.code)) return answer;
    const opened = await copy.open();
    if (!opened) return answer;
    try {
      const found = await instead(opened, await options.place());
      return found.ok ? ok({ ...found.value, copiedAt: opened.confirmedAt }) : found;
    } catch {
      // A block that a refresh has just replaced, or that the browser has thrown away.
      return err(failure);
    }
  }

  return {
    findNumber: async (number, signal) =>
      orCopy(await directory.findNumber(number, signal), ({ answers }, place) =>
        answers.findNumber(number, place),
      ),
    search: async (query) =>
      orCopy(await directory.search(query), ({ answers }, place) =>
        answers.search(query, { limit: SEARCH_LIMIT, place }),
      ),
    readStatus: async () => orCopy(await directory.readStatus(), ({ answers }) => ok(answers.readStatus())),
    person: async () => orCopy(await options.person(), ({ person }) => ok(person)),
    readPhoto: directory.readPhoto,
    readOffline: directory.readOffline,
    readOfflineBlock: directory.readOfflineBlock,
  };
}
