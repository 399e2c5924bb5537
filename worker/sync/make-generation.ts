import { buildNextPart } from '#shared/directory/build-base.ts';
import { writeManifest } from '#shared/directory/manifest.ts';
import type { Log } from '../log.ts';
import { GO_ON, type Next } from '../runs/next.ts';
import type { BlockTable } from '../snapshot/block-table.ts';
import { beginBuild } from '../snapshot/build.ts';
import type { Publication } from '../snapshot/publisher.ts';
import type { ContactIndex } from './contact-index.ts';
import type { ContactStore } from './contact-store.ts';
import type { GenerationState } from './generation-state.ts';
import type { Meta, Unannounced } from './meta.ts';
import { fitsOverlay, isCompactionDue, isCurrentFormat, overlayManifest } from './overlay.ts';
import type { RunState } from './run-state.ts';

/** A first import is published after this long … */
const FIRST_GENERATION_MS = 10_000;
/** … and again whenever its contacts have doubled, at most this often. */
const GROWN_GENERATION_MS = 60_000;
/** Photos arrive one by one and are published together, after this long at the latest. */
const PHOTOS_MAX_WAIT_MS = 30 * 60_000;

export interface GenerationDeps {
  readonly sourceId: string;
  readonly meta: Meta;
  readonly state: RunState;
  readonly generation: GenerationState;
  readonly contacts: ContactStore;
  readonly index: ContactIndex;
  readonly blocks: BlockTable;
  readonly transaction: <T>(work: () => T) => T;
  readonly nextBuild: () => number;
  readonly publish: (publication: Publication) => Promise<void>;
  readonly publishDelayMs: number;
  readonly now: () => number;
  readonly log: Log;
}

/** Whether the stored contacts differ enough from the newest generation to make another. */
export function isGenerationDue({ meta, contacts, index, now }: GenerationDeps): boolean {
  const newest = meta.get('unannounced') ?? meta.get('published');
  const isDirty = meta.get('dirtyBuild') !== undefined || meta.get('withdrawnAt') !== undefined || !newest;
  if (meta.get('completedAt') === undefined) {
    // A generation of another mailbox, or with other number rules, stays published until the new import is complete.
    const isReplacing = meta.get('published') !== undefined && meta.get('base') === undefined;
    if (!isDirty || isReplacing || meta.get('unannounced')) return false;
    const since = now() - (meta.get('generatedAt') ?? meta.get('roundStartedAt') ?? now());
    const held = contacts.count().contacts;
    return newest
      ? since >= GROWN_GENERATION_MS && held >= 2 * newest.contacts
      : since >= FIRST_GENERATION_MS && held > 0;
  }
  const known = meta.get('base');
  const arePhotosDue =
    meta.get('hasNewPhotos') === true &&
    ((contacts.nextPhotoMs() ?? now() + 1) > now() ||
      now() - (meta.get('generatedAt') ?? 0) >= PHOTOS_MAX_WAIT_MS);
  return (
    isDirty ||
    arePhotosDue ||
    (!meta.get('unannounced') && (!isCurrentFormat(known) || isCompactionDue(known, index, now())))
  );
}

/** One step towards a generation: begins it, writes its next block, or finishes it, after which the run reads on. */
export async function stepBuilding(deps: GenerationDeps): Promise<Next> {
  const { meta, generation, blocks, index, contacts, sourceId, now } = deps;
  const waiting = meta.get('unannounced');
  // One generation at a time: two could reach readers out of order.
  if (waiting) return { action: 'wait', untilMs: Math.max(waiting.dueAt, now() + 1) };
  const at = meta.get('build') ?? begin(deps);
  const { sequence, asOf, number: build } = at;
  if (at.stage === 'overlay') {
    const known = meta.get('base');
    if (!known) throw new Error('an overlay needs a base');
    const counts = contacts.count();
    await finish(deps, overlayManifest(known, index, { sourceId, sequence, ...counts }), {
      sequence,
      asOf,
      build,
      ...counts,
    });
  } else if (at.stage === 'manifest') {
    const { base } = at;
    const manifest = writeManifest({ source: sourceId, sequence, ...base, replaced: [] });
    const { contacts: held, numbers } = base;
    await finish(deps, manifest, { sequence, asOf, build, contacts: held, numbers, base });
  } else {
    const progress = { ...at, stage: at.stage };
    const part = await buildNextPart(progress, index, (bytes) => blocks.write(bytes, build));
    generation.continueBuild({ ...at, ...part });
  }
  return GO_ON;
}

function begin({ meta, generation, index, transaction, nextBuild, now }: GenerationDeps) {
  return transaction(() => {
    const number = nextBuild();
    const isChange = meta.get('dirtyBuild') !== undefined || meta.get('hasNewPhotos') === true;
    const fits = fitsOverlay(meta.get('base'), index);
    const build = beginBuild({
      number,
      sequence: (meta.get('published')?.sequence ?? 0) + 1,
      asOf: meta.get('roundStartedAt') ?? now(),
      // A change makes an overlay; a compaction waits for a round without changes. An erasure cannot wait for one.
      stage: isChange && fits && meta.get('rebuildFrom') === undefined ? 'overlay' : 'numbers',
    });
    generation.beginBuild(build);
    return build;
  });
}

async function finish(
  { state, generation, blocks, transaction, publishDelayMs, now }: GenerationDeps,
  bytes: Uint8Array,
  made: Omit<Unannounced, 'manifest' | 'dueAt'>,
): Promise<void> {
  const manifest = await blocks.write(bytes, made.build);
  transaction(() => {
    // KV needs time to spread the blocks: a head that arrives first would send readers to keys that are not there yet,
    // and KV caches the misses for a while. A base has many blocks, and the slowest decides.
    const dueAt = now() + publishDelayMs * (made.base ? 2 : 1);
    generation.finishBuild({ ...made, manifest, dueAt }, now());
    state.endBuilding();
  });
}

/** Publishes the waiting generation. Throws if KV did not take the head. */
export async function announce(deps: GenerationDeps): Promise<void> {
  const { meta, generation, index, blocks, sourceId, transaction, now, log } = deps;
  const waiting = meta.get('unannounced');
  if (!waiting) return;
  const { sequence, manifest, asOf, contacts, numbers, build, base } = waiting;
  await deps.publish({ sourceId, sequence, manifest, asOf });
  transaction(() => {
    const before = meta.get('published')?.manifest;
    if (base) {
      blocks.supersedeOlderThan(build, now());
      index.forgetGone(build);
    } else if (before !== undefined && before !== manifest) blocks.supersede(before, now());
    generation.announced(waiting, now());
  });
  log('generation_published', { sourceId, sequence, contacts, numbers });
}
