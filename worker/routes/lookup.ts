import type { Handler } from 'hono';
import { type LookupAnswer, lookupQuery } from '#shared/api.ts';
import type { AppDeps, AppEnv } from '../deps.ts';
import { RequestFailure } from '../problem.ts';
import { askReadings, sourcesOf } from './ask-readings.ts';
import { lookUpReadings } from './look-up-readings.ts';
import { numberForms } from './number-forms.ts';
import { openDirectory, readDirectory, toHit, toHits } from './open-snapshot.ts';
import { readQuery } from './read-query.ts';
import { readerPlace } from './reader-place.ts';

/** `GET /v1/lookup`: number → contacts. */
export function lookupRoute(deps: AppDeps): Handler<AppEnv> {
  return async (context) => {
    const { number: text, ...reader } = readQuery(context.req.query(), lookupQuery);
    const sources = context.get('sources');
    const place = readerPlace(reader, deps.configuration.country);
    const readings = lookUpReadings(text, place, sources);
    const [first] = readings;
    if (!first) throw new RequestFailure('not_a_number');
    context.set('askedNumber', first.reading.number.e164);
    const directory = await openDirectory(deps, sources);
    const answers = await askReadings(directory, readings, { isCall: true });
    const found = answers.at(-1) ?? [];
    // What the number most likely is, where it is nobody's.
    const { reading } = readings[found.length > 0 ? answers.length - 1 : 0] ?? first;
    context.set('askedNumber', reading.number.e164);
    const company =
      found.length > 0
        ? undefined
        : await readDirectory(() =>
            directory.snapshot.matchCompany(sourcesOf(directory, first), first.reading.number.e164),
          );
    const answer: LookupAnswer = {
      number: numberForms(reading.number, place),
      match: found.length > 0 ? 'exact' : company ? 'company' : 'none',
      hits: company ? [toHit(company, sources)] : toHits(found, sources),
      ...(company && { droppedDigits: company.droppedDigits }),
      ageSeconds: directory.ageSeconds,
    };
    context.set('facts', { hits: answer.hits.length, number: reading.number.e164 });
    return context.json(answer);
  };
}
