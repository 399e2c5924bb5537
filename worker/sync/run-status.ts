import type * as z from 'zod/mini';
import type { sourcePhase } from '#shared/api.ts';
import type { SubscriptionStatus } from '../notifications/subscription-keeper.ts';
import type { RunLog } from '../runs/run-log.ts';
import type { ContactStore } from './contact-store.ts';
import type { Hold, Meta } from './meta.ts';
import type { PartStore } from './part-store.ts';

/** What a Source tells about itself. Times in milliseconds since 1970. */
export interface SourceRunStatus {
  readonly phase: z.infer<typeof sourcePhase>;
  readonly progress?: Progress;
  readonly lastRun?: { readonly startedAt: number; readonly finishedAt: number };
  readonly lastFullAt?: number;
  readonly lastDeltaAt?: number;
  readonly problem?: { readonly code: string; readonly since: number };
  /** Removals that wait for a person or for time. */
  readonly held?: Pick<Hold, 'kind' | 'since' | 'contacts'>;
  /** Since when the source is not shown, because it may not be read any more. */
  readonly withdrawnAt?: number;
  /** Contacts with a picture, and those that still wait for the first look at theirs. */
  readonly photos?: { readonly shown: number; readonly waiting: number };
  readonly notifications: SubscriptionStatus;
  /** How long Graph has made the run under way, or else the last one, wait. */
  readonly throttledMs: number;
  /** 0 before the first generation. */
  readonly publishedSequence: number;
  readonly contacts: number;
}

interface Progress {
  /** Contacts read by the run under way. */
  readonly done: number;
  /** How many to expect, when Graph or an earlier generation tells. */
  readonly expected?: number;
  readonly perSecond?: number;
  readonly secondsLeft?: number;
}

interface StatusDeps {
  readonly meta: Meta;
  readonly runs: RunLog;
  readonly parts: PartStore;
  readonly contacts: ContactStore;
  readonly notifications: SubscriptionStatus;
  readonly hasPhotos: boolean;
  readonly nowMs: number;
}

export function runStatus(deps: StatusDeps): SourceRunStatus {
  const { meta, runs, parts, contacts, notifications, hasPhotos, nowMs } = deps;
  const published = meta.get('published');
  const problem = meta.get('problem');
  const hold = meta.get('hold');
  const lastRun = runs.lastComplete();
  const stored = meta.get('phase') ?? 'idle';
  const workAt = meta.get('workAt');
  // A run that is due has begun for whoever asked for it, although its alarm has not gone off yet.
  const state = stored === 'idle' && workAt !== undefined && workAt <= nowMs ? 'listing' : stored;
  const isFirst = meta.get('completedAt') === undefined;
  const isReading = state !== 'idle' && (isFirst || state !== 'building');
  const run = runs.find(meta.get('runId') ?? 0);
  const { photos, unseen } = hasPhotos ? contacts.countPhotos() : { photos: 0, unseen: 0 };
  return {
    phase: phaseOf(state, {
      isFirst,
      isPublishing: meta.get('unannounced') !== undefined,
      isPublished: published !== undefined,
      hasProblem: problem !== undefined,
    }),
    ...(isReading && {
      progress: progressOf({
        done: isFirst ? contacts.count().contacts : stored === 'idle' ? 0 : (run?.read ?? 0),
        expected: isFirst ? parts.expected() : published?.contacts,
        elapsedMs: nowMs - (run?.startedAt ?? nowMs),
        isFirst,
      }),
    }),
    ...(lastRun?.finishedAt !== undefined && {
      lastRun: { startedAt: lastRun.startedAt, finishedAt: lastRun.finishedAt },
    }),
    ...optional('lastFullAt', meta.get('lastFullAt')),
    ...optional('lastDeltaAt', meta.get('lastRoundAt')),
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

function progressOf(given: {
  done: number;
  expected: number | undefined;
  elapsedMs: number;
  isFirst: boolean;
}): Progress {
  const { done, expected, elapsedMs } = given;
  const perSecond = elapsedMs > 0 ? done / (elapsedMs / 1000) : 0;
  // A quiet round reads next to nothing; a rate of it would promise years.
  const isTelling = given.isFirst && perSecond > 0;
  return {
    done,
    ...(expected !== undefined && { expected: Math.max(expected, done) }),
    ...(isTelling && { perSecond: Math.round(perSecond * 10) / 10 }),
    ...(isTelling &&
      expected !== undefined && { secondsLeft: Math.ceil(Math.max(0, expected - done) / perSecond) }),
  };
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
