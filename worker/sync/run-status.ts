import type * as z from 'zod/mini';
import type { sourcePhase } from '#shared/api.ts';
import type { Meta } from './meta.ts';
import type { RunLog } from './run-log.ts';

/** What a Source tells about itself. Times in milliseconds since 1970. */
export interface SourceRunStatus {
  readonly phase: z.infer<typeof sourcePhase>;
  /** Contacts read by the run under way, and how many to expect when an earlier generation tells. */
  readonly progress?: { readonly done: number; readonly expected?: number };
  readonly lastRun?: { readonly startedAt: number; readonly finishedAt: number };
  readonly problem?: { readonly code: string; readonly since: number };
  /** 0 before the first generation. */
  readonly publishedSequence: number;
  readonly contacts: number;
}

export function runStatus(meta: Meta, runs: RunLog, nowMs: number): SourceRunStatus {
  const published = meta.get('published');
  const problem = meta.get('problem');
  const lastRun = runs.lastComplete();
  const stored = meta.get('phase') ?? 'idle';
  const workAt = meta.get('workAt');
  // A run that is due has begun for whoever asked for it, although its alarm has not gone off yet.
  const state = stored === 'idle' && workAt !== undefined && workAt <= nowMs ? 'listing' : stored;
  const isReading = state === 'listing' || state === 'reading';
  return {
    phase: phaseOf(state, published !== undefined, problem !== undefined),
    ...(isReading && {
      progress: {
        done: stored === 'idle' ? 0 : runs.counts(meta.get('runId') ?? 0).read,
        ...(published === undefined ? {} : { expected: published.contacts }),
      },
    }),
    ...(lastRun && { lastRun }),
    ...(problem && { problem }),
    publishedSequence: published?.sequence ?? 0,
    contacts: published?.contacts ?? 0,
  };
}

function phaseOf(state: string, isPublished: boolean, hasProblem: boolean): SourceRunStatus['phase'] {
  if (state === 'building' || state === 'announcing') return 'publishing';
  if (state === 'listing' || state === 'reading') return isPublished ? 'checking' : 'importing';
  if (hasProblem) return 'failed';
  return isPublished ? 'ready' : 'waiting';
}
