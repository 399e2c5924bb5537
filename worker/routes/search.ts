import type { Handler } from 'hono';
import { type MatchReason, type SearchAnswer, searchQuery } from '#shared/api.ts';
import type { FoundContact } from '#shared/directory/reader.ts';
import type { Place } from '#shared/phone/dialling-profile.ts';
import { unfinishedDigits } from '#shared/phone/normalise.ts';
import type { AppDeps, AppEnv } from '../deps.ts';
import { RequestFailure } from '../problem.ts';
import type { SourceConfig } from '../sources/source-config.ts';
import { askReadings } from './ask-readings.ts';
import { isWithinSource, lookUpReadings } from './look-up-readings.ts';
import { type OpenDirectory, openDirectory, readDirectory, toHits } from './open-snapshot.ts';
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
    const { found, number, typed } = LOOKS_LIKE_NUMBER.test(text)
      ? await findNumber(directory, text, place, sources, limit)
      : { found: await findWords(directory, text, limit) };
    // Only a number that somebody has: half-typed ones are none that was asked for.
    if (number !== undefined) context.set('askedNumber', number);
    const hits = toHits(found, sources);
    const answer: SearchAnswer = {
      hits: hits.slice(0, limit),
      more: hits.length > limit,
      ageSeconds: directory.ageSeconds,
    };
    context.set('facts', { hits: answer.hits.length, ...(typed !== undefined && { number: typed }) });
    return context.json(answer);
  };
}

function requireLength(text: string): void {
  // Signs find nothing, and must not make a letter long enough.
  const characters = text.match(/[\p{L}\p{N}]/gu) ?? [];
  if (characters.length === 0 || (characters.length === 1 && !IDEOGRAPH.test(text)))
    throw new RequestFailure('query_too_short');
}

type Found = FoundContact & { matched: MatchReason[] };

interface FoundByNumber {
  found: Found[];
  /** E.164 of the number that somebody has. */
  number?: string | undefined;
  /** E.164 of what was typed, as far as it is a number. */
  typed?: string | undefined;
}

/** One more than the limit of each source: then there are as many persons, whoever stands in several of them. */
function contactsFor(limit: number, { ranked }: OpenDirectory): number {
  return (limit + 1) * ranked.length;
}

async function findWords(directory: OpenDirectory, text: string, limit: number): Promise<Found[]> {
  const { snapshot, ranked } = directory;
  return (await readDirectory(() => snapshot.search(ranked, text, limit, contactsFor(limit, directory))))
    .found;
}

async function findNumber(
  directory: OpenDirectory,
  text: string,
  place: Place,
  sources: readonly SourceConfig[],
  limit: number,
): Promise<FoundByNumber> {
  const { snapshot, ranked } = directory;
  const readings = lookUpReadings(text, place, sources);
  const answers = await askReadings(directory, readings);
  const found = answers.at(-1) ?? [];
  if (found.length > 0) {
    const number = readings[answers.length - 1]?.reading.number.e164;
    return { found: byNumber(found, 'exact'), number, typed: number };
  }
  const typed = readings[0]?.reading.number.e164;
  // A number that is still being typed: everything that begins with it, where the beginning is unambiguous.
  const digits = unfinishedDigits(text, place.country);
  if (digits !== undefined) {
    const total = contactsFor(limit, directory);
    const begun = await readDirectory(() => snapshot.numbersStartingWith(ranked, digits, limit, total));
    return { found: byNumber(begun.found, 'prefix'), typed };
  }
  // Companies are called 1822 or 4711, which may be an internal number as well.
  if (readings.some(({ reading }) => !isWithinSource(reading.as))) return { found: [], typed };
  return { found: await findWords(directory, text, limit), typed };
}

function byNumber(found: readonly FoundContact[], how: MatchReason['how']): Found[] {
  return found.map((item) => ({ ...item, matched: [{ field: 'number', how }] }));
}
