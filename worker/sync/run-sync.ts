import { writeManifest } from '#shared/directory/manifest.ts';
import { GraphError } from '../graph/graph-error.ts';
import type { Log } from '../log.ts';
import type { BlockTable } from '../snapshot/block-table.ts';
import { beginBuild, buildNextPart } from '../snapshot/build.ts';
import type { Publication } from '../snapshot/directory.ts';
import { fitsOverlay, isCompactionDue, overlayManifest } from '../snapshot/overlay.ts';
import type { SourceReader } from '../sources/source-kind.ts';
import type { ContactStore } from './contact-store.ts';
import type { Meta, Unannounced } from './meta.ts';
import type { PartStore } from './part-store.ts';
import { listParts, readNextPage } from './read-parts.ts';
import type { RunLog } from './run-log.ts';

/** Folders come and go rarely; asking each time would double the requests of a quiet round. */
const PARTS_MAX_AGE_MS = 15 * 60_000;

export interface RunDeps {
  readonly sourceId: string;
  readonly reader: SourceReader;
  readonly meta: Meta;
  readonly contacts: ContactStore;
  readonly parts: PartStore;
  readonly runs: RunLog;
  readonly blocks: BlockTable;
  readonly transaction: <T>(work: () => T) => T;
  readonly nextBuild: () => number;
  readonly publish: (publication: Publication) => Promise<void>;
  readonly touch: (asOf: number) => Promise<void>;
  readonly publishDelayMs: number;
  readonly now: () => number;
  readonly log: Log;
}

/** What to do after a step: go on, or wait until a time, or nothing until somebody asks. */
export type Next =
  | { readonly action: 'go-on' }
  | { readonly action: 'wait'; readonly untilMs: number }
  | { readonly action: 'rest' };
const GO_ON: Next = { action: 'go-on' };

/** Begins a run. An interrupted one goes on: what it has read is stored with its place. */
export function startRun({ meta, parts, contacts, reader, runs, transaction, now }: RunDeps): void {
  transaction(() => {
    if (meta.get('identity') !== reader.identity) {
      // Another mailbox, other folders or another reading of the numbers. What is published stays until this is read.
      contacts.clear();
      parts.clear();
      meta.delete('partsListedAt', 'build', 'base', 'unannounced', 'roundStartedAt');
      meta.set('identity', reader.identity);
      meta.set('isDirty', true);
    }
    parts.markAllPending();
    meta.delete('isRunWanted', 'workAt');
    meta.set('tries', 0);
    meta.set('runId', runs.begin(now()));
    if (meta.get('roundStartedAt') === undefined) meta.set('roundStartedAt', now());
    meta.set('phase', 'listing');
  });
}

/** One unit of work: at most one page, one block or one announcement. Throws GraphError, or what storage throws. */
export async function step(deps: RunDeps): Promise<Next> {
  switch (deps.meta.get('phase') ?? 'idle') {
    case 'idle':
      return { action: 'rest' };
    case 'listing':
      return await stepListing(deps);
    case 'reading':
      return await stepReading(deps);
    case 'building':
      return await stepBuilding(deps);
    case 'announcing':
      return await stepAnnouncing(deps);
  }
}

async function stepListing(deps: RunDeps): Promise<Next> {
  const { meta, runs, now } = deps;
  const listedAt = meta.get('partsListedAt');
  if (listedAt === undefined || now() - listedAt >= PARTS_MAX_AGE_MS) {
    const removed = await listParts(deps);
    runs.add(meta.get('runId') ?? 0, { removed });
    if (removed > 0) meta.set('isDirty', true);
    meta.set('partsListedAt', now());
  }
  meta.set('phase', 'reading');
  return GO_ON;
}

async function stepReading(deps: RunDeps): Promise<Next> {
  const { meta, runs, now } = deps;
  const runId = meta.get('runId') ?? 0;
  let applied: Awaited<ReturnType<typeof readNextPage>>;
  try {
    applied = await readNextPage(deps);
  } catch (error) {
    const isGone = error instanceof GraphError && error.code === 'not_found';
    const listedAt = meta.get('partsListedAt') ?? 0;
    // A folder is gone: the list tells. If the list is as new as this run and still has it, the two disagree.
    if (!isGone || listedAt >= (meta.get('roundStartedAt') ?? now())) throw error;
    meta.delete('partsListedAt');
    meta.set('phase', 'listing');
    return GO_ON;
  }
  if (applied) {
    runs.add(runId, applied);
    if (applied.changed > 0 || applied.removed > 0) meta.set('isDirty', true);
    return GO_ON;
  }
  const asOf = meta.get('roundStartedAt') ?? now();
  const published = meta.get('published');
  const known = meta.get('base');
  const isQuiet = published !== undefined && !meta.get('isDirty');
  if (isQuiet && !isCompactionDue(known, deps.contacts, now())) {
    await deps.touch(asOf);
    return finishRun(deps);
  }
  const build = deps.nextBuild();
  const sequence = (published?.sequence ?? 0) + 1;
  meta.set('lastBuild', build);
  if (!isQuiet && fitsOverlay(known, deps.contacts)) {
    const manifest = overlayManifest(known, deps.contacts, { sourceId: deps.sourceId, sequence });
    return await announceLater(deps, manifest, { sequence, asOf, build, ...deps.contacts.count() });
  }
  meta.set('build', beginBuild({ number: build, sequence, asOf }));
  meta.set('phase', 'building');
  return GO_ON;
}

async function stepBuilding(deps: RunDeps): Promise<Next> {
  const { meta, blocks, contacts, sourceId } = deps;
  const state = meta.get('build');
  if (!state) {
    meta.set('phase', 'reading');
    return GO_ON;
  }
  if (state.stage !== 'manifest') {
    meta.set('build', await buildNextPart(state, contacts, (bytes) => blocks.write(bytes, state.number)));
    return GO_ON;
  }
  const { sequence, asOf, number: build, base } = state;
  const manifest = writeManifest({ source: sourceId, sequence, ...base, replaced: [] });
  const { contacts: held, numbers } = base;
  return await announceLater(deps, manifest, { sequence, asOf, build, contacts: held, numbers, base });
}

async function announceLater(
  { meta, blocks, publishDelayMs, now }: RunDeps,
  bytes: Uint8Array,
  generation: Omit<Unannounced, 'manifest'>,
): Promise<Next> {
  const manifest = await blocks.write(bytes, generation.build);
  meta.set('unannounced', { ...generation, manifest });
  meta.set('phase', 'announcing');
  // KV needs time to spread the blocks: a head that arrives first would send readers to keys that are not there yet,
  // and KV remembers for a while that they were not.
  // A base has many blocks, and the slowest decides.
  return { action: 'wait', untilMs: now() + publishDelayMs * (generation.base ? 2 : 1) };
}

async function stepAnnouncing(deps: RunDeps): Promise<Next> {
  const { meta, blocks, sourceId, transaction, now, log } = deps;
  const waiting = meta.get('unannounced');
  if (waiting) {
    const { sequence, manifest, asOf, contacts, numbers, build, base } = waiting;
    await deps.publish({ sourceId, sequence, manifest, asOf });
    transaction(() => {
      const before = meta.get('published')?.manifest;
      if (base) {
        blocks.supersedeOlderThan(build, now());
        meta.set('base', { build, builtAt: now(), base });
        deps.contacts.forgetGone(build);
      } else if (before !== undefined && before !== manifest) blocks.supersede(before, now());
      meta.set('published', { sequence, manifest, contacts, numbers });
      meta.delete('unannounced', 'build', 'isDirty');
    });
    log('generation_published', { sourceId, sequence, contacts, numbers });
  }
  return finishRun(deps);
}

function finishRun({ meta, runs, now, sourceId, log }: RunDeps): Next {
  const runId = meta.get('runId') ?? 0;
  runs.finish(runId, now(), null);
  meta.delete('roundStartedAt', 'problem', 'failedRuns');
  meta.set('phase', 'idle');
  log('run_finished', { sourceId, ...runs.counts(runId) });
  return { action: 'rest' };
}
