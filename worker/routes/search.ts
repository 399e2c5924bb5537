import type { Handler } from 'hono';
import { answerSearch, isLongEnough } from '#shared/answers/search-answer.ts';
import { searchQuery } from '#shared/api.ts';
import type { AppDeps } from '../deps.ts';
import type { AppEnv } from '../http/app-env.ts';
import { RequestFailure } from '../http/problem.ts';
import { readQuery } from '../http/read-query.ts';
import { openDirectory, readDirectory } from './open-snapshot.ts';
import { readerPlace } from './reader-place.ts';

const DEFAULT_LIMIT = 10;

/** `GET /v1/search`: words, or a number, → contacts. */
export function searchRoute(deps: AppDeps): Handler<AppEnv> {
  return async (context) => {
    const { q: text, limit = DEFAULT_LIMIT, ...reader } = readQuery(context.req.query(), searchQuery);
    const place = readerPlace(reader, deps.configuration.country);
    if (!isLongEnough(text)) throw new RequestFailure('query_too_short');
    const directory = await openDirectory(deps, context.get('sources'));
    const { answer, number, typed } = await readDirectory(() =>
      answerSearch(directory, { text, place, limit }),
    );
    // Only a number that somebody has: half-typed ones are none that was asked for.
    if (number !== undefined) context.set('askedNumber', number);
    context.set('facts', { hits: answer.hits.length, ...(typed !== undefined && { number: typed }) });
    return context.json(answer);
  };
}
