import { GraphError } from '../graph/graph-error.ts';
import { GO_ON, type Next } from '../runs/next.ts';
import type { RunLog } from '../runs/run-log.ts';
import { countParts } from './count-parts.ts';
import { judgeDepartures, RECHECK_MS } from './guard.ts';
import { type GenerationDeps, isGenerationDue, stepBuilding } from './make-generation.ts';
import type { Whole } from './meta.ts';
import type { PartStore } from './part-store.ts';
import { isDispensable, readNextDetails } from './read-details.ts';
import { listParts, readNextPages } from './read-parts.ts';
import { adoptWhole, type WholeDeps } from './whole-reading.ts';

/** Folders come and go rarely; listing them in each run would double the requests of a quiet one. */
const PARTS_MAX_AGE_MS = 15 * 60_000;

export interface RunDeps extends GenerationDeps, WholeDeps {
  readonly parts: PartStore;
  readonly runs: RunLog;
  readonly touch: (asOf: number) => Promise<void>;
  /** How many requests at a time the mailbox allows us. */
  readonly inFlight: number;
}

/** Begins a run. It goes on with an interrupted round, whose contacts and cursors are stored. */
export function startRun(deps: RunDeps): void {
  const { meta, state, parts, contacts, reader, runs, transaction, now } = deps;
  transaction(() => {
    if (meta.get('identity') !== reader.identity) {
      // Another mailbox, other folders or other number rules. The published generation stays until the new one is read.
      contacts.clear();
      parts.clear();
      dropWhole(deps);
      state.startOver(reader.identity);
    }
    const whole = meta.get('roundStartedAt') === undefined ? beginRound(deps) : undefined;
    parts.markAllPending();
    const runId = runs.begin(now(), meta.get('isFullRound') ?? false);
    state.beginRun(runId);
    if (!whole) return;
    runs.add(runId, { ...whole, unreadable: whole.unreadable.length });
    runs.name(runId, whole.unreadable);
  });
}

/** Returns the whole reading that the round completes, if any. */
function beginRound(deps: RunDeps): Whole | undefined {
  const { meta, state, parts, whole, now } = deps;
  const hold = meta.get('hold');
  // Held removals need a new enumeration: a change feed does not repeat what it has reported.
  const isRecheck = hold !== undefined && now() - hold.lastAt >= RECHECK_MS;
  const isWanted = meta.get('isFullWanted') === true || parts.hasNoCursor();
  if (whole.stage === 'read' && !isWanted) {
    const read = adoptWhole(deps);
    state.beginRound(now(), { isFull: true, enumerated: parts.ids().length });
    return read;
  }
  const isFull = isRecheck || isWanted;
  if (isFull) {
    parts.counts.beginFullRound();
    parts.forgetCursors();
    dropWhole(deps);
  }
  state.beginRound(now(), { isFull, enumerated: 0 });
  return undefined;
}

function dropWhole({ whole, wholeParts }: RunDeps): void {
  whole.drop();
  wholeParts.clear();
}

/** One unit of work: a page of each of a few parts, a batch, or a block. Throws GraphError, or an error of the storage. */
export async function step(deps: RunDeps): Promise<Next> {
  switch (deps.state.phase) {
    case 'idle':
      return { action: 'rest' };
    case 'listing':
      return await stepListing(deps);
    case 'reading':
      return await stepReading(deps);
    case 'detailing':
      return await stepDetailing(deps);
    case 'building':
      return await stepBuilding(deps);
  }
}

async function stepListing(deps: RunDeps): Promise<Next> {
  const { meta, state, now } = deps;
  const listedAt = meta.get('partsListedAt');
  const isFresh = listedAt !== undefined && now() - listedAt < PARTS_MAX_AGE_MS;
  if (!isFresh) await listParts(deps);
  const listed = isFresh ? listedAt : now();
  try {
    // Counting costs requests, so only a first import does it: somebody waits for that one.
    if (meta.get('completedAt') === undefined) await countParts(deps);
  } finally {
    // After a throttled count the run waits, then reads without a count: a Graph that never counts must not stop it.
    state.beginReading(listed);
  }
  return GO_ON;
}

async function stepReading(deps: RunDeps): Promise<Next> {
  const { meta, state, runs, now } = deps;
  let applied: Awaited<ReturnType<typeof readNextPages>>;
  try {
    // After trouble a single request tests whether it is over, not as many as are allowed at a time.
    const isTroubled = (meta.get('tries') ?? 0) > 0 || meta.get('problem') !== undefined;
    const inFlight = isTroubled ? 1 : deps.inFlight;
    applied = await readNextPages({ ...deps, inFlight });
  } catch (error) {
    const isGone = error instanceof GraphError && error.code === 'not_found';
    const listedAt = meta.get('partsListedAt') ?? 0;
    // A folder is gone, so the folders are listed again. A list that is as new as this round would not help.
    if (!isGone || listedAt >= (meta.get('roundStartedAt') ?? now())) throw error;
    state.listAgain();
    return GO_ON;
  }
  if (applied) {
    const runId = meta.get('runId') ?? 0;
    runs.add(runId, { ...applied, unreadable: applied.unreadable.length });
    runs.name(runId, applied.unreadable);
    if (applied.changed > 0) deps.generation.markChanged();
    if (applied.enumerated > 0) state.countEnumerated(applied.enumerated);
    // During the first import, look-ups are answered from the contacts read so far.
    if (meta.get('completedAt') === undefined && isGenerationDue(deps)) state.beginBuilding();
    return GO_ON;
  }
  endRound(deps);
  return GO_ON;
}

/** The feed of every part has been read to its end. */
function endRound(deps: RunDeps): void {
  const { meta, state, generation, runs, transaction, now } = deps;
  transaction(() => {
    const removed = judgeDepartures(deps);
    if (removed > 0) {
      runs.add(meta.get('runId') ?? 0, { removed });
      generation.markChanged();
    }
    state.beginDetails(now());
  });
}

async function stepDetailing(deps: RunDeps): Promise<Next> {
  const { meta, state, generation, runs, sourceId, log } = deps;
  let applied: Awaited<ReturnType<typeof readNextDetails>>;
  try {
    applied = await readNextDetails(deps);
  } catch (error) {
    if (!isDispensable(error)) throw error;
    log('details_refused', { sourceId, code: error.code });
  }
  if (applied) {
    runs.add(meta.get('runId') ?? 0, { details: applied.details });
    if (applied.changed > 0) generation.markChanged();
    return GO_ON;
  }
  if (isGenerationDue(deps)) {
    state.beginBuilding();
    return GO_ON;
  }
  return await finishRun(deps);
}

async function finishRun(deps: RunDeps): Promise<Next> {
  const { meta, state, runs, now, sourceId, log } = deps;
  const runId = meta.get('runId') ?? 0;
  const asOf = meta.get('roundStartedAt') ?? now();
  if (!meta.get('unannounced') && meta.get('published')) await deps.touch(asOf);
  runs.finish(runId, now(), null);
  state.endRun(asOf);
  const run = runs.find(runId);
  if (run) {
    const { read, changed, removed, unreadable, requests, details } = run;
    log('run_finished', { sourceId, read, changed, removed, unreadable, requests, details });
  }
  return { action: 'rest' };
}
