import { GraphError } from '../graph/graph-error.ts';
import type { PhotoTable } from '../photos/photo-table.ts';
import type { Next } from '../runs/next.ts';
import type { ContactStore } from './contact-store.ts';
import { announce } from './make-generation.ts';
import type { Meta, OwnMeta } from './meta.ts';
import { photoStep } from './photo-step.ts';
import { type RunDeps, startRun, step } from './run-sync.ts';
import { afterFailedStep, isAccessLost } from './run-trouble.ts';
import { stepWhole, wholeReadingDueMs } from './whole-reading.ts';

/**
 * The lanes of a Source, the most urgent first: announce a generation whose blocks have spread, go on with the run, go on
 * with a whole reading, look at photos. Each lane has its own due time, so one lane's delay never holds up another.
 */

/** The platform allows an alarm 30 s of CPU and 10,000 subrequests; these limits end it far below both. */
const ALARM_BUDGET_MS = 15_000;
const ALARM_BUDGET_REQUESTS = 200;
const ALARM_BUDGET_STEPS = 300;

const ANNOUNCE_AGAIN_MS = 5_000;
const ANNOUNCE_AGAIN_MAX_MS = 60_000;

/** Photos leave the rest of the mailbox's ten-minute allowance to changes. */
const PHOTO_SHARE = 0.95;
const PHOTO_WAIT_MS = 10_000;
const PHOTO_TROUBLE_WAIT_MS = 5 * 60_000;

export interface LaneDeps extends RunDeps {
  readonly photos: PhotoTable;
  readonly photoTime: OwnMeta<'photos'>;
  readonly random: () => number;
  /** Takes the source out of the answers. */
  readonly withdraw: () => Promise<void>;
}

/**
 * When the next lane is due; undefined when none is. A whole reading begins after a run, which cron starts often enough.
 * Milliseconds since 1970.
 */
export function nextLaneMs(meta: Meta, contacts: ContactStore, hasPhotos: boolean): number | undefined {
  const due = [
    announceMs(meta),
    runMs(meta),
    meta.get('whole') && wholeMs(meta, undefined),
    hasPhotos ? photosMs(meta, contacts) : undefined,
  ].filter((at) => at !== undefined);
  return due.length > 0 ? Math.min(...due) : undefined;
}

/** Works on the lanes that are due, until none is or the budget of one alarm is used up. */
export async function workLanes(deps: LaneDeps): Promise<void> {
  const { meta, contacts, window, now } = deps;
  const isDue = (at: number | undefined) => at !== undefined && at <= now();
  const wholeDueMs = () => wholeReadingDueMs(meta, deps.sourceId, deps.wholeDays);
  if (!isIdle(meta) && meta.get('identity') !== deps.reader.identity) startRun(deps);
  const deadline = now() + ALARM_BUDGET_MS;
  const lastRequest = window.taken + ALARM_BUDGET_REQUESTS;
  for (let steps = 0; steps < ALARM_BUDGET_STEPS; steps++) {
    if (now() >= deadline || window.taken >= lastRequest) return;
    if (isDue(announceMs(meta))) await announceOrPutOff(deps);
    else if (isDue(runMs(meta))) await goOnWithRun(deps);
    // The contacts of another identity are cleared by the next run.
    else if (meta.get('identity') === deps.reader.identity && isDue(wholeMs(meta, wholeDueMs())))
      await stepWhole(deps);
    else if (deps.reader.photos && isDue(photosMs(meta, contacts))) await lookAtPhotos(deps);
    else return;
  }
}

function announceMs(meta: Meta): number | undefined {
  return meta.get('unannounced')?.dueAt;
}

/** Never before the end of a pause that Graph has asked for. */
function runMs(meta: Meta): number | undefined {
  const workAt = meta.get('workAt');
  return workAt === undefined ? undefined : Math.max(workAt, meta.get('pausedUntil') ?? 0);
}

/** Only between rounds: one that was interrupted may be enumerating, and says itself which contacts it has seen. */
function wholeMs(meta: Meta, dueMs: number | undefined): number | undefined {
  const isBetweenRounds = isIdle(meta) && meta.get('roundStartedAt') === undefined;
  const whole = meta.get('whole');
  if (!isBetweenRounds || meta.get('completedAt') === undefined || whole?.isRead) return undefined;
  const startMs = whole ? 0 : dueMs;
  return startMs === undefined
    ? undefined
    : Math.max(startMs, meta.get('wholeAt') ?? 0, meta.get('pausedUntil') ?? 0);
}

/** Only between runs, and never before the first import is complete. */
function photosMs(meta: Meta, contacts: ContactStore): number | undefined {
  if (!isIdle(meta) || meta.get('completedAt') === undefined) return undefined;
  const next = contacts.nextPhotoMs();
  return next === undefined
    ? undefined
    : Math.max(next, meta.get('photosAt') ?? 0, meta.get('pausedUntil') ?? 0);
}

function isIdle(meta: Meta): boolean {
  return (meta.get('phase') ?? 'idle') === 'idle';
}

async function announceOrPutOff(deps: LaneDeps): Promise<void> {
  const { generation, sourceId, now, log } = deps;
  try {
    await announce(deps);
  } catch {
    const waitMs = (tries: number) => Math.min(ANNOUNCE_AGAIN_MS * 2 ** (tries - 1), ANNOUNCE_AGAIN_MAX_MS);
    generation.putOff(now(), waitMs);
    log('announce_failed', { sourceId });
  }
}

async function goOnWithRun(deps: LaneDeps): Promise<void> {
  const { meta, state, now } = deps;
  if (isIdle(meta)) startRun(deps);
  const next = await stepCounted(deps);
  state.planWork(next, now());
}

async function stepCounted(deps: LaneDeps): Promise<Next> {
  const { meta, state, runs, window } = deps;
  const requestsBefore = window.taken;
  const runId = meta.get('runId') ?? 0;
  try {
    const next = await step(deps);
    state.forgetTries();
    return next;
  } catch (error) {
    const next = afterFailedStep(deps, error);
    if (isAccessLost(deps) && meta.get('withdrawnAt') === undefined) await withdraw(deps);
    return next;
  } finally {
    runs.add(runId, { requests: window.taken - requestsBefore });
  }
}

/** The contacts stay stored, but unpublished, until the source may be read again. */
async function withdraw({ generation, sourceId, now, log, ...deps }: LaneDeps): Promise<void> {
  await deps.withdraw();
  generation.withdraw(now());
  log('source_withdrawn', { sourceId });
}

async function lookAtPhotos(deps: LaneDeps): Promise<void> {
  const { meta, state, generation, photoTime, reader, window, perWindow, sourceId, now, log } = deps;
  if (!reader.photos) return;
  if (window.used() >= perWindow * PHOTO_SHARE) return photoTime.write({ photosAt: now() + PHOTO_WAIT_MS });
  try {
    const { isMore } = await photoStep({
      ...deps,
      reader: reader.photos,
      markChanged: () => generation.markPhotosChanged(),
    });
    // The next run publishes the photos. Once they are complete, that run should not wait for cron.
    if (!isMore && meta.get('hasNewPhotos')) state.wantRun(now());
  } catch (error) {
    const isGraph = error instanceof GraphError;
    log('photos_failed', { sourceId, code: isGraph ? error.code : 'internal' });
    const askedMs = isGraph ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
    if (isGraph && error.code === 'graph_throttled') state.pause(now() + Math.max(askedMs, 1000));
    else photoTime.write({ photosAt: now() + Math.max(askedMs, PHOTO_TROUBLE_WAIT_MS) });
  }
}
