import { GraphError } from '../graph/graph-error.ts';
import type { Next } from '../runs/next.ts';
import { refusalReason } from '../runs/transitions.ts';
import type { RunDeps } from './run-sync.ts';

const MAX_TRIES = 5;
const MIN_WAIT_MS = 1_000;
const MAX_WAIT_MS = 60_000;
const MIN_RUN_GAP_MS = 30_000;
const MAX_RUN_GAP_MS = 15 * 60_000;

type TroubleDeps = Pick<RunDeps, 'meta' | 'state' | 'runs' | 'now' | 'log' | 'sourceId'> & {
  readonly random: () => number;
};

/**
 * Decides how a run goes on after a failed step. It waits out throttling, however long that lasts, and retries transient
 * errors a few times. Any other error ends the run, keeps everything that was read, and plans the next run.
 */
export function afterFailedStep(deps: TroubleDeps, error: unknown): Next {
  const { meta, state, runs, now, log, sourceId } = deps;
  const code = error instanceof GraphError ? error.code : 'internal';
  const details = error instanceof GraphError ? graphDetails(error) : refusalReason(error);
  const tries = state.countTry();
  const fullMs = Math.min(MIN_WAIT_MS * 2 ** (tries - 1), MAX_WAIT_MS);
  // Whole milliseconds: the platform cuts fractions off, and the alarm would go off too early again and again.
  const backOffMs = Math.ceil(fullMs * (0.5 + deps.random() / 2));

  if (code === 'graph_throttled') {
    const asked = error instanceof GraphError ? error.retryAfterSeconds : undefined;
    const untilMs = now() + (asked === undefined ? Math.max(backOffMs, MIN_WAIT_MS) : asked * 1000);
    // The run stays under way, so that a manual start waits, too: requests during throttling prolong it.
    runs.add(meta.get('runId') ?? 0, { throttledMs: untilMs - now() });
    state.pause(untilMs);
    log('run_throttled', { sourceId, code, ...details });
    return { action: 'wait', untilMs };
  }
  const isTransient = error instanceof GraphError ? error.isTransient : true;
  if (isTransient && tries < MAX_TRIES) {
    log('step_failed', { sourceId, code, ...details });
    const askedMs = error instanceof GraphError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
    return { action: 'wait', untilMs: now() + Math.max(backOffMs, askedMs) };
  }
  runs.finish(meta.get('runId') ?? 0, now(), code);
  const failedRuns = state.failRun(code, now());
  log('run_failed', { sourceId, code, ...details });
  return {
    action: 'wait',
    untilMs: now() + Math.min(MIN_RUN_GAP_MS * 2 ** (failedRuns - 1), MAX_RUN_GAP_MS),
  };
}

/** Errors that may mean that the right to read is gone, and how long contacts are served all the same. */
const LOST_ACCESS = new Set(['mailbox_not_found', 'access_denied', 'not_found']);
const GRACE_MS = 24 * 60 * 60_000;

/** Whether the published contacts must no longer be shown, because the right to read them has been gone for a day. */
export function isAccessLost({ meta, now }: Pick<TroubleDeps, 'meta' | 'now'>): boolean {
  const problem = meta.get('problem');
  return problem !== undefined && LOST_ACCESS.has(problem.code) && now() - problem.since >= GRACE_MS;
}

function graphDetails({ graphCode, graphRequestId, status, retryAfterSeconds }: GraphError) {
  return {
    ...(graphCode !== undefined && { graphCode }),
    ...(graphRequestId !== undefined && { graphRequestId }),
    ...(status !== undefined && { graphStatus: status }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}
