import type { Next } from '../runs/next.ts';
import type { TransitionTable } from '../runs/transitions.ts';
import type { GenerationState } from './generation-state.ts';
import { Machine } from './machine.ts';
import { type Hold, type KeyOf, OwnMeta, type Phase, phase } from './meta.ts';

/**
 * The run of a Source. Nothing else writes these values.
 *
 *          beginRun        beginReading        beginDetails          endRun
 *    idle ─────────► listing ─────────► reading ────────────► detailing ─────► idle
 *                       ▲                │ │ ▲                   │
 *                       └── listAgain ───┘ │ │ endBuilding       │ beginBuilding
 *                            beginBuilding ▼ │                   │
 *                                        building ◄──────────────┘
 *
 *    any phase ── failRun, startOver ──► idle
 */
const ANY = phase.options;

export const RUN_TRANSITIONS = {
  beginRun: { from: ['idle'], to: 'listing', writes: ['runId', 'tries', 'isRunWanted', 'workAt'] },
  beginReading: { from: ['listing'], to: 'reading', writes: ['partsListedAt'] },
  listAgain: { from: ['reading'], to: 'listing', writes: ['partsListedAt'] },
  beginDetails: {
    from: ['reading'],
    to: 'detailing',
    writes: ['lastFullAt', 'lastRoundAt', 'completedAt'],
  },
  beginBuilding: { from: ['reading', 'detailing'], to: 'building', writes: [] },
  endBuilding: { from: ['building'], to: 'reading', writes: [] },
  endRun: { from: ['detailing'], to: 'idle', writes: ['roundStartedAt', 'problem', 'failedRuns'] },
  // Storage may fail after the run has ended, in the same step.
  failRun: { from: ANY, to: 'idle', writes: ['failedRuns', 'problem'] },
  startOver: {
    from: ANY,
    to: 'idle',
    writes: ['identity', 'partsListedAt', 'roundStartedAt', 'completedAt', 'hold'],
  },

  beginRound: { from: ['idle'], writes: ['roundStartedAt', 'isFullRound', 'isFullWanted', 'enumerated'] },
  countEnumerated: { from: ['reading'], writes: ['enumerated'] },
  holdRemovals: { from: ['reading'], writes: ['hold'] },
  // All at once when a person confirms, whatever the run is at.
  releaseHold: { from: ANY, writes: ['hold'] },

  wantRun: { from: ANY, writes: ['workAt', 'isRunWanted'] },
  wantFullRound: { from: ANY, writes: ['isFullWanted'] },
  planWork: { from: ANY, writes: ['workAt'] },
  pause: { from: ANY, writes: ['pausedUntil'] },
  countTry: { from: ANY, writes: ['tries'] },
} as const satisfies TransitionTable<Phase, KeyOf<'run'>>;

export class RunState {
  readonly #own: OwnMeta<'run'>;
  readonly #generation: GenerationState;
  readonly #machine: Machine<'run', Phase, typeof RUN_TRANSITIONS>;

  constructor(sql: SqlStorage, generation: GenerationState) {
    const own = new OwnMeta<'run'>(sql);
    this.#own = own;
    this.#generation = generation;
    this.#machine = new Machine(
      own,
      RUN_TRANSITIONS,
      () => this.phase,
      (to) => own.write({ phase: to }),
    );
  }

  get phase(): Phase {
    return this.#own.get('phase') ?? 'idle';
  }

  /** The run's id in the log of runs. */
  beginRun(runId: number): void {
    this.#machine.make('beginRun', { runId, tries: 0, isRunWanted: undefined, workAt: undefined });
  }

  /** `listedAt` may be in an earlier run. */
  beginReading(listedAt: number): void {
    this.#machine.make('beginReading', { partsListedAt: listedAt });
  }

  listAgain(): void {
    this.#machine.make('listAgain', { partsListedAt: undefined });
  }

  beginDetails(nowMs: number): void {
    this.#machine.make('beginDetails', {
      lastRoundAt: nowMs,
      ...(this.#own.get('isFullRound') && { lastFullAt: nowMs }),
      ...(this.#own.get('completedAt') === undefined && { completedAt: nowMs }),
    });
  }

  beginBuilding(): void {
    this.#machine.make('beginBuilding', {});
  }

  endBuilding(): void {
    this.#machine.make('endBuilding', {});
  }

  /** What waits for its announcement is as new as this round. */
  endRun(asOf: number): void {
    this.#machine.make('endRun', { roundStartedAt: undefined, problem: undefined, failedRuns: undefined });
    this.#generation.confirm(asOf);
  }

  /** What was read stays; a build that is under way does not. Number of failed runs in a row. */
  failRun(code: string, nowMs: number): number {
    const failedRuns = (this.#own.get('failedRuns') ?? 0) + 1;
    const known = this.#own.get('problem');
    const since = known?.code === code ? known.since : nowMs;
    this.#machine.make('failRun', { failedRuns, problem: { code, since } });
    this.#generation.dropBuild();
    return failedRuns;
  }

  /** What is stored will be a copy of something else: whatever was known of the former is forgotten. */
  startOver(identity: string): void {
    this.#machine.make('startOver', {
      identity,
      partsListedAt: undefined,
      roundStartedAt: undefined,
      completedAt: undefined,
      hold: undefined,
    });
    this.#generation.startOver();
  }

  beginRound(nowMs: number, isFull: boolean): void {
    this.#machine.make('beginRound', {
      roundStartedAt: nowMs,
      isFullRound: isFull,
      isFullWanted: undefined,
      enumerated: 0,
    });
  }

  countEnumerated(parts: number): void {
    this.#machine.make('countEnumerated', { enumerated: (this.#own.get('enumerated') ?? 0) + parts });
  }

  holdRemovals(hold: Hold): void {
    this.#machine.make('holdRemovals', { hold });
  }

  releaseHold(): void {
    this.#machine.make('releaseHold', { hold: undefined });
  }

  /** Now, or, while a run is under way, after it. */
  wantRun(nowMs: number): void {
    const isIdle = this.phase === 'idle';
    // A run whose alarm got lost would stand still for ever.
    const isStuck = this.#own.get('workAt') === undefined;
    this.#machine.make('wantRun', {
      ...((isIdle || isStuck) && { workAt: nowMs }),
      ...(!isIdle && { isRunWanted: true }),
    });
  }

  wantFullRound(): void {
    this.#machine.make('wantFullRound', { isFullWanted: true });
  }

  planWork(next: Next, nowMs: number): void {
    const isAtOnce = next.action === 'go-on' || this.#own.get('isRunWanted') === true;
    const workAt = next.action === 'wait' ? next.untilMs : isAtOnce ? nowMs : undefined;
    this.#machine.make('planWork', { workAt });
  }

  /** Nothing to do until somebody wants a run, even when somebody has wanted one already. */
  cancelWork(): void {
    this.#machine.make('planWork', { workAt: undefined });
  }

  pause(untilMs: number): void {
    this.#machine.make('pause', { pausedUntil: untilMs });
  }

  /** Number of times that the step at hand has failed. */
  countTry(): number {
    const tries = (this.#own.get('tries') ?? 0) + 1;
    this.#machine.make('countTry', { tries });
    return tries;
  }

  forgetTries(): void {
    this.#machine.make('countTry', { tries: 0 });
  }
}
