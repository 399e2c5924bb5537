import { answerSearch, isLongEnough } from '#shared/answers/search-answer.ts';
import type { AppDeps } from '../deps.ts';
import type { Answer } from '../http/mount-operations.ts';
import { RequestFailure } from '../http/problem.ts';
import { openDirectory, readDirectory } from './open-snapshot.ts';
import { readerPlace } from './reader-place.ts';

const DEFAULT_LIMIT = 10;

/** `GET /v1/search`: words, or a number, → contacts. */
export function searchRoute(deps: AppDeps): Answer<'search'> {
  return async ({ query: { q: text, limit = DEFAULT_LIMIT, ...reader }, context }) => {
    const place = readerPlace(reader, deps.configuration.country);
    if (!isLongEnough(text)) throw new RequestFailure('query_too_short');
    const directory = await openDirectory(deps, context.get('sources'));
    const { answer, number, typed } = await readDirectory(() =>
      answerSearch(directory, { text, place, limit }),
    );
    // Only a number that a contact has counts as asked for; a half-typed one does not.
    if (number !== undefined) context.set('askedNumber', number);
    context.set('facts', { hits: answer.hits.length, ...(typed !== undefined && { number: typed }) });
    return answer;
  };
}
