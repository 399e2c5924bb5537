import type { Context, Handler } from 'hono';
import * as z from 'zod/mini';
import type { RemovalsAnswer, RunsAnswer, SourcesAnswer, SyncAnswer } from '#shared/admin-api.ts';
import type { SourceConfig } from '#shared/source-config.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { RequestFailure } from '../../http/problem.ts';
import { readQuery } from '../../http/read-query.ts';
import type { Run } from '../../runs/run-log.ts';
import { iso, statusOfSources } from '../source-status.ts';

/** `GET /v1/admin/sources`: every configured source, whoever may see it. */
export function sourcesRoute(deps: AppDeps): Handler<AppEnv> {
  return async (context) => {
    const all = deps.configuration.sources.map((source) => ({ ...source, view: undefined }));
    const answer: SourcesAnswer = { sources: await statusOfSources(deps, all) };
    return context.json(answer);
  };
}

export const runsQuery = z.object({
  /** 1 … 200, 20 when absent. */
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(200))),
});

/** `GET /v1/admin/sources/{id}/runs`: what the last runs did. */
export function runsRoute(deps: AppDeps): Handler<AppEnv> {
  return async (context) => {
    const { id } = sourceOf(deps, context);
    const { limit = 20 } = readQuery(context.req.query(), runsQuery);
    const runs = await deps.source(id).runs(limit);
    const answer: RunsAnswer = { source: id, runs: runs.map(toAnswer) };
    return context.json(answer);
  };
}

/** `POST /v1/admin/sources/{id}/sync`: starts a run now. */
export function syncRoute(deps: AppDeps): Handler<AppEnv> {
  return async (context) => {
    const { id } = sourceOf(deps, context);
    await deps.source(id).sync();
    const answer: SyncAnswer = { source: id, started: true };
    return context.json(answer, 202);
  };
}

/** `POST /v1/admin/sources/{id}/confirm-removals`: the removals that are held are meant. */
export function confirmRemovalsRoute(deps: AppDeps): Handler<AppEnv> {
  return async (context) => {
    const { id } = sourceOf(deps, context);
    const removed = await deps.source(id).confirmRemovals();
    const answer: RemovalsAnswer = { source: id, removed };
    return context.json(answer);
  };
}

/** The configured source that the path names. Throws `not_found`. */
export function sourceOf({ configuration }: AppDeps, context: Context<AppEnv>): SourceConfig {
  const source = configuration.sources.find(({ id }) => id === context.req.param('id'));
  if (!source) throw new RequestFailure('not_found', { detail: 'There is no source with this id.' });
  return source;
}

function toAnswer(run: Run): RunsAnswer['runs'][number] {
  const { id, read, changed, removed, details, requests, unreadable, unreadableIds, code } = run;
  return {
    id,
    startedAt: iso(run.startedAt),
    ...(run.finishedAt !== undefined && { finishedAt: iso(run.finishedAt) }),
    full: run.isFull,
    ...(code !== undefined && { code }),
    read,
    changed,
    removed,
    details,
    requests,
    throttledSeconds: Math.round(run.throttledMs / 1000),
    unreadable,
    unreadableIds: [...unreadableIds],
  };
}
