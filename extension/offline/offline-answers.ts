import { openSnapshot } from '#shared/answers/answer-source.ts';
import { answerLookUp } from '#shared/answers/look-up-answer.ts';
import { lookUpReadings } from '#shared/answers/look-up-readings.ts';
import { answerSearch, isLongEnough } from '#shared/answers/search-answer.ts';
import type { LookupAnswer, SearchAnswer, StatusAnswer } from '#shared/api.ts';
import { encodeHead, HEAD_FORMAT } from '#shared/directory/head.ts';
import { DirectoryReader } from '#shared/directory/reader.ts';
import type { Failure } from '#shared/failure.ts';
import type { OfflineSource } from '#shared/offline.ts';
import type { Place } from '#shared/phone/dialling-profile.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** Answers from the offline copy, with the same code as the worker. */

export interface OfflineAnswers {
  findNumber(text: string, place: Place): Promise<Result<LookupAnswer, Failure>>;
  search(text: string, wish: { limit: number; place: Place }): Promise<Result<SearchAnswer, Failure>>;
  readStatus(): StatusAnswer;
}

export interface AnswersOptions {
  sources: readonly OfflineSource[];
  /** Bytes of a block, or undefined when the copy does not have it. */
  readBlock(source: string, hash: string): Promise<Uint8Array | undefined>;
  now: () => number;
}

/** A third of the worker's cache, since the browser's pages need memory too. */
const CACHE_BYTES = 16 * 1024 * 1024;

export function createOfflineAnswers({ sources, readBlock, now }: AnswersOptions): OfflineAnswers {
  const owners = new Map(sources.flatMap(({ id, blocks }) => blocks.map(({ hash }) => [hash, id] as const)));
  const ranked = sources.map(({ companyMatch, ...source }) => ({ ...source, companyMatch }));
  const reader = new DirectoryReader({
    store: {
      readHead: async () => encodeHead(headOf(sources)),
      readBlock: async (hash) => {
        const owner = owners.get(hash);
        return owner === undefined ? undefined : await readBlock(owner, hash);
      },
    },
    digest: async (bytes) =>
      new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)),
    now,
    headMaxAgeMs: Number.POSITIVE_INFINITY,
    cacheBytes: CACHE_BYTES,
  });

  async function open() {
    const snapshot = sources.length > 0 ? await reader.open() : undefined;
    return snapshot && openSnapshot(snapshot, ranked, now());
  }

  return {
    async findNumber(text, place) {
      const [first, ...others] = lookUpReadings(text, place, ranked);
      if (!first) return err({ code: 'not_a_number' });
      const directory = await open();
      return directory
        ? ok(await answerLookUp(directory, [first, ...others], place))
        : err({ code: 'directory_empty' });
    },

    async search(text, { limit, place }) {
      if (!isLongEnough(text)) return err({ code: 'query_too_short' });
      const directory = await open();
      return directory
        ? ok((await answerSearch(directory, { text, place, limit })).answer)
        : err({ code: 'directory_empty' });
    },

    readStatus: () => ({
      sources: sources.map(({ id, name, contacts, sequence, asOf }) => ({
        id,
        name,
        phase: 'ready',
        contacts,
        generation: sequence,
        asOf,
        notifications: { state: 'off' },
        throttledSeconds: 0,
      })),
    }),
  };
}

function headOf(sources: readonly OfflineSource[]) {
  return {
    format: HEAD_FORMAT,
    version: 1,
    sources: Object.fromEntries(
      sources.map(({ id, sequence, manifest, asOf }) => [
        id,
        { current: { sequence, manifest }, asOf: Date.parse(asOf) },
      ]),
    ),
  } as const;
}
