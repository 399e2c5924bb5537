import type { RunsAnswer } from '#shared/admin-api.ts';
import type { SourceConfig } from '#shared/source-config.ts';
import type { AppDeps } from '../../deps.ts';
import type { Answer, Handlers } from '../../http/mount-operations.ts';
import { RequestFailure } from '../../http/problem.ts';
import type { Run } from '../../runs/run-log.ts';
import { iso, statusOfSources } from '../source-status.ts';

const DEFAULT_RUNS = 20;

/** `GET /v1/admin/sources`: every configured source, regardless of groups. */
export function sourcesRoute(deps: AppDeps): Answer<'listSources'> {
  return async () => {
    const all = deps.configuration.sources.map((source) => ({ ...source, view: undefined }));
    return { sources: await statusOfSources(deps, all) };
  };
}

/** `/v1/admin/sources/{id}/…`: lists the last runs, starts one now, and confirms held removals. */
export function runRoutes(deps: AppDeps): Pick<Handlers, 'listRuns' | 'startRun' | 'confirmRemovals'> {
  const before = (path: { readonly id: string }) => void sourceOf(deps, path);
  return {
    listRuns: {
      before,
      answer: async ({ path: { id }, query: { limit = DEFAULT_RUNS } }) => {
        const runs = await deps.source(id).runs(limit);
        return { source: id, runs: runs.map(toAnswer) };
      },
    },

    startRun: {
      before,
      answer: async ({ path: { id } }) => {
        await deps.source(id).sync();
        return { source: id, started: true };
      },
    },

    confirmRemovals: {
      before,
      answer: async ({ path: { id } }) => ({
        source: id,
        removed: await deps.source(id).confirmRemovals(),
      }),
    },
  };
}

/** The configured source that the path names. Throws `not_found`. */
export function sourceOf(
  { configuration }: Pick<AppDeps, 'configuration'>,
  path: { readonly id: string },
): SourceConfig {
  const source = configuration.sources.find(({ id }) => id === path.id);
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
