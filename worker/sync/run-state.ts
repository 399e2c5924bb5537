import type { Next } from '../runs/next.ts';
import type { TransitionTable } from '../runs/transitions.ts';
import type { GenerationState } from './generation-state.ts';
import { Machine } from './machine.ts';
import { type Hold, type KeyOf, OwnMeta, type Phase, phase } from './meta.ts';

/**
 * The state of a Source's run; nothing else writes these values.
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
  // From idle, too: storage may fail in the step that ended the run.
  failRun: { from: ANY, to: 'idle', writes: ['failedRuns', 'problem'] },
  startOver: {
    from: ANY,
    to: 'idle',
    writes: ['identity', 'partsListedAt', 'roundStartedAt', 'completedAt', 'hold'],
  },

  beginRound: { from: ['idle'], writes: ['roundStartedAt', 'isFullRound', 'isFullWanted', 'enumerated'] },
  countEnumerated: { from: ['reading'], writes: ['enumerated'] },
  holdRemovals: { from: ['reading'], writes: ['hold'] },
  // From any phase: a person may confirm at any time.
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

  /** `runId` is the run's id in the run log. */
  beginRun(runId: number): void {
    this.#machine.make('beginRun', { runId, tries: 0, isRunWanted: undefined, workAt: undefined });
  }

  /** `listedAt` may date from an earlier run. */
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

  /** A generation that waits for its announcement is as recent as this round. */
  endRun(asOf: number): void {
    this.#machine.make('endRun', { roundStartedAt: undefined, problem: undefined, failedRuns: undefined });
    this.#generation.confirm(asOf);
  }

  /** Keeps the pages that were read, and drops a build under way. Returns the number of failed runs in a row. */
  failRun(code: string, nowMs: number): number {
    const failedRuns = (this.#own.get('failedRuns') ?? 0) + 1;
    const known = this.#own.get('problem');
    const since = known?.code === code ? known.since : nowMs;
    this.#machine.make('failRun', { failedRuns, problem: { code, since } });
    this.#generation.dropBuild();
    return failedRuns;
  }

  /** Another mailbox, or other settings, will be read: forgets the state of the former import. */
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

  /** `enumerated`: parts that a whole reading has enumerated before the round. */
  beginRound(nowMs: number, { isFull, enumerated }: { isFull: boolean; enumerated: number }): void {
    this.#machine.make('beginRound', {
      roundStartedAt: nowMs,
      isFullRound: isFull,
      isFullWanted: undefined,
      enumerated,
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

  /** Plans a run: now or, while another is under way, after it. */
  wantRun(nowMs: number): void {
    const isIdle = this.phase === 'idle';
    // Without a due time a run whose alarm got lost would stand still for ever.
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

  /** Nothing is due until a run is requested anew; earlier requests do not count. */
  cancelWork(): void {
    this.#machine.make('planWork', { workAt: undefined });
  }

  pause(untilMs: number): void {
    this.#machine.make('pause', { pausedUntil: untilMs });
  }

  /** Counts a failure of the current step. Returns how often it has failed. */
  countTry(): number {
    const tries = (this.#own.get('tries') ?? 0) + 1;
    this.#machine.make('countTry', { tries });
    return tries;
  }

  forgetTries(): void {
    this.#machine.make('countTry', { tries: 0 });
  }
}
