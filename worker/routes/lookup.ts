import type { Handler } from 'hono';
import { type LookupAnswer, lookupQuery } from '#shared/api.ts';
import type { Snapshot } from '#shared/directory/reader.ts';
import { readInternal } from '#shared/phone/dialling-profile.ts';
import { formatInternational } from '#shared/phone/display.ts';
import { readNumber } from '#shared/phone/normalise.ts';
import type { ReadNumber } from '#shared/phone/readings.ts';
import type { AppDeps, AppEnv } from '../deps.ts';
import { RequestFailure } from '../problem.ts';
import type { SourceConfig } from '../sources/source-config.ts';
import { type OpenDirectory, openDirectory, readDirectory, toHit } from './open-snapshot.ts';
import { readCountry, readQuery } from './read-query.ts';

/** `GET /v1/lookup`: number → contacts. */
export function lookupRoute(deps: AppDeps): Handler<AppEnv> {
  return async (context) => {
    const query = readQuery(context.req.query(), lookupQuery);
    const sources = context.get('sources');
    const read = readNumber(query.number, readCountry(query.country, deps.configuration.country));
    const internal = read ? [] : internalNumbers(query.number, sources);
    const number = read ?? internal[0]?.number;
    if (!number) throw new RequestFailure('not_a_number');
    context.set('askedNumber', number.e164);
    const { snapshot, ranked, ageSeconds } = await openDirectory(deps, sources);
    if (!read) {
      const answer = await answerInternal(snapshot, ranked, internal, sources, ageSeconds);
      context.set('facts', { hits: answer.hits.length, number: answer.number.e164 });
      return context.json(answer);
    }
    const found = await readDirectory(() =>
      snapshot.lookUp(ranked, number.e164, { extension: number.extension, isCall: true }),
    );
    const company =
      found.length > 0 ? undefined : await readDirectory(() => snapshot.matchCompany(ranked, number.e164));
    const answer: LookupAnswer = {
      number: { e164: number.e164, international: formatInternational(number.e164) },
      match: found.length > 0 ? 'exact' : company ? 'company' : 'none',
      hits: (company ? [company] : found).map((item) => toHit(item, sources)),
      ...(company && { droppedDigits: company.droppedDigits }),
      ageSeconds,
    };
    context.set('facts', { hits: answer.hits.length, number: number.e164 });
    return context.json(answer);
  };
}

interface InternalNumber {
  sourceId: string;
  number: ReadNumber;
}

/** What a short number means at each of the caller's sources that have a dialling profile. */
function internalNumbers(text: string, sources: readonly SourceConfig[]): InternalNumber[] {
  return sources.flatMap(({ id, dialling }) => {
    const number = dialling && readInternal(text, dialling);
    return number ? [{ sourceId: id, number }] : [];
  });
}

/** Each source is asked for what the number means there; the answer is for the first meaning that somebody carries. */
async function answerInternal(
  snapshot: Snapshot,
  ranked: OpenDirectory['ranked'],
  meanings: readonly InternalNumber[],
  sources: readonly SourceConfig[],
  ageSeconds: number,
): Promise<LookupAnswer> {
  const asked = await Promise.all(
    meanings.map(async ({ sourceId, number: { e164 } }) => {
      const own = ranked.filter(({ id }) => id === sourceId);
      return {
        e164,
        priority: own[0]?.priority ?? 0,
        found: await readDirectory(() => snapshot.lookUp(own, e164, { isCall: true })),
      };
    }),
  );
  const [best] = asked.sort(
    (a, b) => Number(b.found.length > 0) - Number(a.found.length > 0) || a.priority - b.priority,
  );
  const e164 = best?.e164 ?? '';
  const hits = best?.found ?? [];
  return {
    number: { e164, international: formatInternational(e164) },
    match: hits.length > 0 ? 'exact' : 'none',
    hits: hits.map((item) => toHit(item, sources)),
    ageSeconds,
  };
}
