import type { Handler } from 'hono';
import { type SearchAnswer, searchQuery } from '#shared/api.ts';
import type { FoundContact } from '#shared/directory/reader.ts';
import { type CountryCode, readNumber, unfinishedDigits } from '#shared/phone/normalise.ts';
import type { AppDeps, AppEnv } from '../deps.ts';
import { RequestFailure } from '../problem.ts';
import { type OpenDirectory, openDirectory, readDirectory, toHit } from './open-snapshot.ts';
import { readCountry, readQuery } from './read-query.ts';

const DEFAULT_LIMIT = 10;
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** Only what numbers are written with; a single word or letter makes it a search by name. */
const LOOKS_LIKE_NUMBER = /^[\s(+]*\p{Nd}[\p{Nd}\s()/.+-]*$/u;

/** `GET /v1/search`: words, or a number, → contacts. */
export function searchRoute(deps: AppDeps): Handler<AppEnv> {
  return async (context) => {
    const query = readQuery(context.req.query(), searchQuery);
    const country = readCountry(query.country, deps.configuration.country);
    const text = query.q.normalize('NFKC');
    requireLength(text.trim());
    const sources = context.get('sources');
    const directory = await openDirectory(deps, sources);
    const limit = query.limit ?? DEFAULT_LIMIT;
    const { found, more, number } = await readDirectory(() => find(directory, text, country, limit));
    // Only a number that somebody has: half-typed ones are none that was asked for.
    if (number !== undefined) context.set('askedNumber', number);
    const answer: SearchAnswer = {
      hits: found.map((item) => ({ ...toHit(item, sources), matched: item.matched })),
      more,
      ageSeconds: directory.ageSeconds,
    };
    const typed = LOOKS_LIKE_NUMBER.test(text) ? readNumber(text, country) : undefined;
    context.set('facts', { hits: found.length, ...(typed && { number: typed.e164 }) });
    return context.json(answer);
  };
}

function requireLength(text: string): void {
  // Signs find nothing, and must not make a letter long enough.
  const characters = text.match(/[\p{L}\p{N}]/gu) ?? [];
  if (characters.length === 0 || (characters.length === 1 && !IDEOGRAPH.test(text)))
    throw new RequestFailure('query_too_short');
}

type Matched = SearchAnswer['hits'][number]['matched'];

async function find(
  { snapshot, ranked }: OpenDirectory,
  text: string,
  country: CountryCode,
  limit: number,
): Promise<{ found: (FoundContact & { matched: Matched })[]; more: boolean; number?: string }> {
  if (!LOOKS_LIKE_NUMBER.test(text)) return await snapshot.search(ranked, text, limit);
  const number = readNumber(text, country);
  if (number) {
    const found = await snapshot.lookUp(ranked, number.e164);
    if (found.length > 0) {
      return {
        found: found
          .slice(0, limit)
          .map((item) => ({ ...item, matched: [{ field: 'number', how: 'exact' }] })),
        more: found.length > limit,
        number: number.e164,
      };
    }
  }
  // A number that is still being typed: everything that begins with it, where the beginning is unambiguous.
  const digits = unfinishedDigits(text, country);
  if (digits !== undefined) {
    const { found, more } = await snapshot.numbersStartingWith(ranked, digits, limit);
    return { found: found.map((item) => ({ ...item, matched: [{ field: 'number', how: 'prefix' }] })), more };
  }
  // Companies are called 1822 or 4711.
  return number ? { found: [], more: false } : await snapshot.search(ranked, text, limit);
}
