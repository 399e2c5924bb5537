import type { Handler } from 'hono';
import type { StatusAnswer } from '#shared/api.ts';
import type { AppDeps, AppEnv } from '../deps.ts';
import { statusOfSources } from './source-status.ts';

/** `GET /v1/status`: where the caller's sources stand. */
export function statusRoute(deps: AppDeps): Handler<AppEnv> {
  return async (context) => {
    const caller = context.get('caller');
    const answer: StatusAnswer = {
      ...(caller.kind === 'person' && caller.name !== undefined && { person: caller.name }),
      sources: await statusOfSources(deps, context.get('sources')),
    };
    return context.json(answer);
  };
}
