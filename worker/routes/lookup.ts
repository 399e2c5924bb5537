import { answerLookUp } from '#shared/answers/look-up-answer.ts';
import { lookUpReadings } from '#shared/answers/look-up-readings.ts';
import type { AppDeps } from '../deps.ts';
import type { Answer } from '../http/mount-operations.ts';
import { RequestFailure } from '../http/problem.ts';
import { openDirectory, readDirectory, toAnswerSource } from './open-snapshot.ts';
import { readerPlace } from './reader-place.ts';

/** `GET /v1/lookup`: number → contacts. */
export function lookupRoute(deps: AppDeps): Answer<'lookUp'> {
  return async ({ query: { number: text, ...reader }, context }) => {
    const sources = context.get('sources');
    const place = readerPlace(reader, deps.configuration.country);
    const [first, ...others] = lookUpReadings(text, place, sources.map(toAnswerSource));
    if (!first) throw new RequestFailure('not_a_number');
    context.set('askedNumber', first.reading.number.e164);
    const directory = await openDirectory(deps, sources);
    const answer = await readDirectory(() => answerLookUp(directory, [first, ...others], place));
    const number = answer.number.e164;
    context.set('askedNumber', number);
    context.set('facts', { hits: answer.hits.length, number });
    return answer;
  };
}
