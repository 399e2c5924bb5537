import type { Handler } from 'hono';
import { type SearchAnswer, searchQuery } from '#shared/api.ts';
import type { FoundContact } from '#shared/directory/reader.ts';
import type { Place } from '#shared/phone/dialling-profile.ts';
import { unfinishedDigits } from '#shared/phone/normalise.ts';
import type { AppDeps, AppEnv } from '../deps.ts';
import { RequestFailure } from '../problem.ts';
import type { SourceConfig } from '../sources/source-config.ts';
import { askReadings } from './ask-readings.ts';
import { isWithinSource, lookUpReadings } from './look-up-readings.ts';
import { type OpenDirectory, openDirectory, readDirectory, toHit } from './open-snapshot.ts';
import { readQuery } from './read-query.ts';
import { readerPlace } from './reader-place.ts';

const DEFAULT_LIMIT = 10;
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** Only what numbers are written with; a single word or letter makes it a search by name. */
const LOOKS_LIKE_NUMBER = /^[\s(+-]*\p{Nd}[\p{Nd}\s()/.+-]*$/u;

/** `GET /v1/search`: words, or a number, → contacts. */
export function searchRoute(deps: AppDeps): Handler<AppEnv> {
  return async (context) => {
    const { q, limit = DEFAULT_LIMIT, ...reader } = readQuery(context.req.query(), searchQuery);
    const place = readerPlace(reader, deps.configuration.country);
    const text = q.normalize('NFKC');
    requireLength(text.trim());
    const sources = context.get('sources');
    const directory = await openDirectory(deps, sources);
    const { found, more } = LOOKS_LIKE_NUMBER.test(text)
      ? await findNumber(directory, text, place, sources, limit)
      : await readDirectory(() => directory.snapshot.search(directory.ranked, text, limit));
    const answer: SearchAnswer = {
      hits: found.map((item) => ({ ...toHit(item, sources), matched: item.matched })),
      more,
      ageSeconds: directory.ageSeconds,
    };
    return context.json(answer);
  };
}

function requireLength(text: string): void {
  const characters = [...text].length;
  if (characters === 0 || (characters === 1 && !IDEOGRAPH.test(text)))
    throw new RequestFailure('query_too_short');
}

interface Found {
  found: (FoundContact & { matched: SearchAnswer['hits'][number]['matched'] })[];
  more: boolean;
}

async function findNumber(
  directory: OpenDirectory,
  text: string,
  place: Place,
  sources: readonly SourceConfig[],
  limit: number,
): Promise<Found> {
  const { snapshot, ranked } = directory;
  const readings = lookUpReadings(text, place, sources);
  const found = (await askReadings(directory, readings)).at(-1) ?? [];
  if (found.length > 0) return { ...whose(found.slice(0, limit), 'exact'), more: found.length > limit };
  // A number that is still being typed: everything that begins with it, where the beginning is unambiguous.
  const digits = unfinishedDigits(text, place.country);
  if (digits !== undefined) {
    const begun = await readDirectory(() => snapshot.numbersStartingWith(ranked, digits, limit));
    return { ...whose(begun.found, 'prefix'), more: begun.more };
  }
  // Companies are called 1822 or 4711, which may be an internal number as well.
  if (readings.some(({ reading }) => !isWithinSource(reading.as))) return { found: [], more: false };
  return await readDirectory(() => snapshot.search(ranked, text, limit));
}

function whose(found: readonly FoundContact[], how: 'exact' | 'prefix'): Pick<Found, 'found'> {
  return { found: found.map((item) => ({ ...item, matched: [{ field: 'number', how }] })) };
}
