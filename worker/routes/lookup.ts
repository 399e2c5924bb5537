import type { Handler } from 'hono';
import { type LookupAnswer, lookupQuery } from '#shared/api.ts';
import { formatInternational, readNumber } from '#shared/phone/normalise.ts';
import type { AppDeps, AppEnv } from '../deps.ts';
import { RequestFailure } from '../problem.ts';
import { openDirectory, readDirectory, toHit } from './open-snapshot.ts';
import { readCountry, readQuery } from './read-query.ts';

/** `GET /v1/lookup`: number → contacts. */
export function lookupRoute(deps: AppDeps): Handler<AppEnv> {
  return async (context) => {
    const query = readQuery(context.req.query(), lookupQuery);
    const number = readNumber(query.number, readCountry(query.country, deps.configuration.country));
    if (!number) throw new RequestFailure('not_a_number');
    const sources = context.get('sources');
    const { snapshot, ranked, ageSeconds } = await openDirectory(deps, sources);
    const found = await readDirectory(() => snapshot.lookUp(ranked, number.e164, number.extension));
    const company =
      found.length > 0 ? undefined : await readDirectory(() => snapshot.matchCompany(ranked, number.e164));
    const answer: LookupAnswer = {
      number: { e164: number.e164, international: formatInternational(number.e164) },
      match: found.length > 0 ? 'exact' : company ? 'company' : 'none',
      hits: (company ? [company] : found).map((item) => toHit(item, sources)),
      ...(company && { droppedDigits: company.droppedDigits }),
      ageSeconds,
    };
    return context.json(answer);
  };
}
