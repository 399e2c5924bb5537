import { ageSeconds } from '#shared/answers/answer-source.ts';
import type { SourceStatus } from '#shared/api.ts';
import { numberKind } from '#shared/contact.ts';
import type { Snapshot } from '#shared/directory/reader.ts';
import type { OpenSource } from '../access/open-sources.ts';
import type { AppDeps } from '../deps.ts';
import type { SubscriptionStatus } from '../notifications/subscription-keeper.ts';
import { remedyOf, remedyOfHold } from '../runs/remedy.ts';
import type { SourceRunStatus } from '../sync/run-status.ts';
import { readDirectory } from './open-snapshot.ts';

/** The status of sources. It asks the Source objects, so the look-up path must not use it. */
export async function statusOfSources(
  deps: AppDeps,
  sources: readonly OpenSource[],
): Promise<SourceStatus[]> {
  const snapshot = await readDirectory(() => deps.reader.open());
  return await Promise.all(sources.map((source) => statusOf(deps, snapshot, source)));
}

async function statusOf(
  deps: AppDeps,
  snapshot: Snapshot | undefined,
  source: OpenSource,
): Promise<SourceStatus> {
  const { id, name, description, view } = source;
  const hidesNumbers = view !== undefined && numberKind.options.some((kind) => view.hidden.has(kind));
  const published = snapshot?.sources.get(id);
  const [manifest, run] = await Promise.all([
    published && snapshot ? readDirectory(() => snapshot.facts(id)) : undefined,
    runOf(deps, id, published !== undefined),
  ]);
  return {
    id,
    name,
    ...(description !== undefined && { description }),
    phase: run.phase,
    contacts: manifest?.contacts ?? 0,
    // The count of all numbers would reveal hidden ones.
    ...(!hidesNumbers && { numbers: manifest?.numbers ?? 0 }),
    generation: published?.current.sequence ?? 0,
    ...(published && { asOf: iso(published.asOf), ageSeconds: ageSeconds(published.asOf, deps.now()) }),
    ...(run.progress && { progress: run.progress }),
    ...(run.lastRun && {
      lastRun: { startedAt: iso(run.lastRun.startedAt), finishedAt: iso(run.lastRun.finishedAt) },
    }),
    ...(run.lastFullAt !== undefined && { lastFull: iso(run.lastFullAt) }),
    ...(run.nextFullAt !== undefined && { nextFull: iso(run.nextFullAt) }),
    ...(run.lastDeltaAt !== undefined && { lastDelta: iso(run.lastDeltaAt) }),
    ...(run.problem && {
      problem: {
        code: run.problem.code,
        since: iso(run.problem.since),
        remedy: remedyOf(run.problem.code),
      },
    }),
    ...(run.held && {
      held: { ...run.held, since: iso(run.held.since), remedy: remedyOfHold(run.held.kind) },
    }),
    ...(run.withdrawnAt !== undefined && { withdrawnSince: iso(run.withdrawnAt) }),
    ...(run.photos && !view?.hidden.has('photo') && { photos: run.photos }),
    notifications: notificationsOf(run.notifications),
    throttledSeconds: Math.round(run.throttledMs / 1000),
  };
}

/** A Source that does not answer must hide neither the other sources nor its own published contacts. */
async function runOf(deps: AppDeps, id: string, isPublished: boolean): Promise<SourceRunStatus> {
  try {
    return await deps.source(id).status();
  } catch {
    deps.log('source_unreachable', { sourceId: id });
    const problem = { code: 'source_unreachable', since: deps.now() };
    return {
      phase: isPublished ? 'ready' : 'waiting',
      problem,
      notifications: { state: 'off' },
      throttledMs: 0,
      publishedSequence: 0,
      contacts: 0,
    };
  }
}

function notificationsOf({ state, expiresAt, code, lastNotifiedAt }: SubscriptionStatus) {
  return {
    state,
    ...(expiresAt !== undefined && { expiresAt: iso(expiresAt) }),
    ...(code !== undefined && { code }),
    ...(lastNotifiedAt !== undefined && { lastNotifiedAt: iso(lastNotifiedAt) }),
  };
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
