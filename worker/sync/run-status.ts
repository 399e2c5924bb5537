import type * as z from 'zod/mini';
import type { sourcePhase } from '#shared/api.ts';
import type { SubscriptionStatus } from '../notifications/subscription-keeper.ts';
import type { Run, RunLog } from '../runs/run-log.ts';
import type { ContactStore } from './contact-store.ts';
import type { Hold, Meta, Phase } from './meta.ts';
import type { PartStore } from './part-store.ts';
import { type Progress, progressOfFullRun } from './progress.ts';

/** The status of a Source. Times in milliseconds since 1970. */
export interface SourceRunStatus {
  readonly phase: z.infer<typeof sourcePhase>;
  readonly progress?: Progress;
  readonly lastRun?: { readonly startedAt: number; readonly finishedAt: number };
  readonly lastFullAt?: number;
  readonly lastDeltaAt?: number;
  /** When the next whole reading is due. */
  readonly nextFullAt?: number;
  readonly problem?: { readonly code: string; readonly since: number };
  /** Removals that wait for a person or for time. */
  readonly held?: Pick<Hold, 'kind' | 'since' | 'contacts'>;
  /** Since when the source is not shown, because we may not read it any more. */
  readonly withdrawnAt?: number;
  /** Contacts with a photo, and contacts whose photo was never looked at. */
  readonly photos?: { readonly shown: number; readonly waiting: number };
  readonly notifications: SubscriptionStatus;
  /** How long throttling has delayed the run under way, or else the last run. */
  readonly throttledMs: number;
  /** 0 before the first generation. */
  readonly publishedSequence: number;
  readonly contacts: number;
}

interface StatusDeps {
  readonly meta: Meta;
  readonly runs: RunLog;
  readonly parts: PartStore;
  readonly contacts: ContactStore;
  readonly notifications: SubscriptionStatus;
  /** When the next whole reading is due; undefined before the first import is complete. */
  readonly nextFullAt: number | undefined;
  readonly hasPhotos: boolean;
  readonly hasDetails: boolean;
  readonly nowMs: number;
}

export function runStatus(deps: StatusDeps): SourceRunStatus {
  const { meta, runs, contacts, notifications, hasPhotos, nowMs } = deps;
  const published = meta.get('published');
  const problem = meta.get('problem');
  const hold = meta.get('hold');
  const lastRun = runs.lastComplete();
  const stored = meta.get('phase') ?? 'idle';
  const workAt = meta.get('workAt');
  // To the person who started it, a due run has begun, although its alarm has not gone off yet.
  const state = stored === 'idle' && workAt !== undefined && workAt <= nowMs ? 'listing' : stored;
  const isFirst = meta.get('completedAt') === undefined;
  const run = runs.find(meta.get('runId') ?? 0);
  const { photos, unseen } = hasPhotos ? contacts.countPhotos() : { photos: 0, unseen: 0 };
  const progress = progressOf(deps, { stored, state, isFirst, run });
  return {
    phase: phaseOf(state, {
      isFirst,
      isPublishing: meta.get('unannounced') !== undefined,
      isPublished: published !== undefined,
      hasProblem: problem !== undefined,
    }),
    ...(progress && { progress }),
    ...(lastRun?.finishedAt !== undefined && {
      lastRun: { startedAt: lastRun.startedAt, finishedAt: lastRun.finishedAt },
    }),
    ...optional('lastFullAt', meta.get('lastFullAt')),
    ...optional('lastDeltaAt', meta.get('lastRoundAt')),
    ...optional('nextFullAt', deps.nextFullAt),
    ...(problem && { problem }),
    ...(hold && { held: { kind: hold.kind, since: hold.since, contacts: hold.contacts } }),
    ...optional('withdrawnAt', meta.get('withdrawnAt')),
    ...(hasPhotos && { photos: { shown: photos, waiting: unseen } }),
    notifications,
    throttledMs: run?.throttledMs ?? 0,
    publishedSequence: published?.sequence ?? 0,
    contacts: published?.contacts ?? 0,
  };
}

function progressOf(
  { meta, parts, contacts, hasDetails, nowMs }: StatusDeps,
  { stored, state, isFirst, run }: { stored: Phase; state: Phase; isFirst: boolean; run: Run | undefined },
): Progress | undefined {
  // The run ends before its generation is announced.
  const isWaiting = state === 'idle' && meta.get('unannounced') !== undefined;
  const isFull =
    isFirst ||
    meta.get('published') === undefined ||
    (meta.get('isFullRound') === true && (stored !== 'idle' || isWaiting));
  if (state === 'idle' && !(isFull && isWaiting)) return undefined;
  // A delta round reads next to nothing; measured against all contacts, it would seem to take years.
  if (!isFull) return state === 'building' ? undefined : { done: stored === 'idle' ? 0 : (run?.read ?? 0) };
  const held = contacts.count();
  return progressOfFullRun({
    tally: parts.counts.tally(),
    details: hasDetails ? 1 - contacts.countDetailsDue() / Math.max(1, held.contacts) : undefined,
    publishing: publishedShare(meta, held),
    readByRun: run?.read ?? 0,
    elapsedMs: nowMs - (run?.startedAt ?? nowMs),
  });
}

function publishedShare(meta: Meta, held: ReturnType<ContactStore['count']>): number {
  const building = meta.get('build')?.base;
  if (building) return (building.contacts + building.numbers) / Math.max(1, held.contacts + held.numbers);
  return meta.get('unannounced') !== undefined && meta.get('dirtyBuild') === undefined ? 1 : 0;
}

function optional<Name extends string>(name: Name, value: number | undefined) {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, number>);
}

function phaseOf(
  state: string,
  is: { isFirst: boolean; isPublishing: boolean; isPublished: boolean; hasProblem: boolean },
): SourceRunStatus['phase'] {
  if (state !== 'idle' && is.isFirst) return 'importing';
  if (state === 'building' || (state === 'idle' && is.isPublishing)) return 'publishing';
  if (state !== 'idle') return 'checking';
  if (is.hasProblem) return 'failed';
  return is.isPublished ? 'ready' : 'waiting';
}
