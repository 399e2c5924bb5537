import { BASE_VERSION } from '#shared/directory/head.ts';
import type { TransitionTable } from '../runs/transitions.ts';
import type { Build } from '../snapshot/build.ts';
import { Machine } from './machine.ts';
import { type KeyOf, OwnMeta, type Unannounced } from './meta.ts';

/**
 * The state of a Source's next generation; nothing else writes these values. A Source makes one generation at a time:
 * two could reach readers out of order.
 *
 *          beginBuild           finishBuild          announced
 *    open ───────────► building ───────────► waiting ─────────► open
 *      ▲                  │                     │
 *      └──── dropBuild ───┴──── dropWaiting ────┘
 *
 *    any stage ── startOver ──► open
 */
const STAGES = ['open', 'building', 'waiting'] as const;
export type GenerationStage = (typeof STAGES)[number];

export const GENERATION_TRANSITIONS = {
  beginBuild: { from: ['open'], to: 'building', writes: ['lastBuild', 'build'] },
  continueBuild: { from: ['building'], writes: ['build'] },
  finishBuild: {
    from: ['building'],
    to: 'waiting',
    writes: ['build', 'unannounced', 'generatedAt', 'dirtyBuild', 'hasNewPhotos'],
  },
  confirm: { from: ['waiting'], writes: ['unannounced'] },
  putOff: { from: ['waiting'], writes: ['unannounced', 'announceTries'] },
  announced: {
    from: ['waiting'],
    to: 'open',
    writes: [
      'unannounced',
      'announceTries',
      'published',
      'base',
      'rebuildFrom',
      'erasedSequence',
      'withdrawnAt',
    ],
  },
  dropBuild: { from: ['building'], to: 'open', writes: ['build'] },
  dropWaiting: { from: ['waiting'], to: 'open', writes: ['unannounced'] },
  startOver: { from: STAGES, to: 'open', writes: ['build', 'unannounced', 'base', 'dirtyBuild'] },

  markChanged: { from: STAGES, writes: ['dirtyBuild'] },
  markErased: { from: STAGES, writes: ['dirtyBuild', 'rebuildFrom'] },
  markPhotosChanged: { from: STAGES, writes: ['hasNewPhotos'] },
  withdraw: { from: STAGES, writes: ['withdrawnAt'] },
} as const satisfies TransitionTable<GenerationStage, KeyOf<'generation'>>;

export class GenerationState {
  readonly #own: OwnMeta<'generation'>;
  readonly #machine: Machine<'generation', GenerationStage, typeof GENERATION_TRANSITIONS>;

  constructor(sql: SqlStorage) {
    this.#own = new OwnMeta<'generation'>(sql);
    this.#machine = new Machine(this.#own, GENERATION_TRANSITIONS, () => this.stage);
  }

  get stage(): GenerationStage {
    if (this.#own.get('unannounced')) return 'waiting';
    return this.#own.get('build') ? 'building' : 'open';
  }

  /** Number of the first build that will show a change made now. */
  nextBuild(): number {
    return (this.#own.get('lastBuild') ?? 0) + 1;
  }

  beginBuild(build: Build): void {
    this.#machine.make('beginBuild', { lastBuild: build.number, build });
  }

  continueBuild(build: Build): void {
    this.#machine.make('continueBuild', { build });
  }

  finishBuild(unannounced: Unannounced, nowMs: number): void {
    // A removal that a person confirmed during the build goes into the next generation.
    const isShown = (this.#own.get('dirtyBuild') ?? 0) <= unannounced.build;
    this.#machine.make('finishBuild', {
      unannounced,
      generatedAt: nowMs,
      build: undefined,
      hasNewPhotos: undefined,
      ...(isShown && { dirtyBuild: undefined }),
    });
  }

  /** A later round found no further change, so the waiting generation is as recent as that round. */
  confirm(asOf: number): void {
    const unannounced = this.#own.get('unannounced');
    if (unannounced) this.#machine.make('confirm', { unannounced: { ...unannounced, asOf } });
  }

  /** The announcement has failed; `waitMs` gives the wait after a number of failures. */
  putOff(nowMs: number, waitMs: (tries: number) => number): void {
    const unannounced = this.#own.get('unannounced');
    const announceTries = (this.#own.get('announceTries') ?? 0) + 1;
    const dueAt = nowMs + waitMs(announceTries);
    this.#machine.make('putOff', {
      announceTries,
      ...(unannounced && { unannounced: { ...unannounced, dueAt } }),
    });
  }

  /** The waiting generation is now the published one. */
  announced({ sequence, manifest, contacts, numbers, build, base }: Unannounced, nowMs: number): void {
    const rebuildFrom = this.#own.get('rebuildFrom');
    const isRebuilt = base && rebuildFrom !== undefined && rebuildFrom <= build;
    this.#machine.make('announced', {
      published: { sequence, manifest, contacts, numbers },
      unannounced: undefined,
      announceTries: undefined,
      withdrawnAt: undefined,
      ...(base && { base: { build, builtAt: nowMs, format: BASE_VERSION, base } }),
      ...(isRebuilt && { erasedSequence: sequence, rebuildFrom: undefined }),
    });
  }

  dropBuild(): void {
    if (this.stage === 'building') this.#machine.make('dropBuild', { build: undefined });
  }

  dropWaiting(): void {
    if (this.stage === 'waiting') this.#machine.make('dropWaiting', { unannounced: undefined });
  }

  /** Later generations cannot build on the base any more; readers keep it until the next base is published. */
  startOver(): void {
    this.#machine.make('startOver', {
      build: undefined,
      unannounced: undefined,
      base: undefined,
      dirtyBuild: this.nextBuild(),
    });
  }

  markChanged(): void {
    this.#machine.make('markChanged', { dirtyBuild: this.nextBuild() });
  }

  /** Requires a new base without the erased contacts, even where an overlay would do. */
  markErased(): void {
    this.#machine.make('markErased', { dirtyBuild: this.nextBuild(), rebuildFrom: this.nextBuild() });
  }

  markPhotosChanged(): void {
    this.#machine.make('markPhotosChanged', { hasNewPhotos: true });
  }

  withdraw(nowMs: number): void {
    this.#machine.make('withdraw', { withdrawnAt: nowMs });
  }
}
