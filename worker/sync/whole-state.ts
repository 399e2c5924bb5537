import type { TransitionTable } from '../runs/transitions.ts';
import { Machine } from './machine.ts';
import { type KeyOf, OwnMeta, type Whole } from './meta.ts';

/**
 * The state of a whole reading; nothing else writes these values.
 *
 *          begin            complete          adopt
 *    none ───────► reading ──────────► read ───────► none
 *      ▲              │                  │
 *      └──── drop ────┴──────────────────┘
 */
const STAGES = ['none', 'reading', 'read'] as const;
export type WholeStage = (typeof STAGES)[number];

export const WHOLE_TRANSITIONS = {
  begin: { from: ['none'], to: 'reading', writes: ['whole'] },
  count: { from: ['reading'], writes: ['whole'] },
  pace: { from: ['reading'], writes: ['wholeAt', 'wholeTries', 'whole'] },
  putOff: { from: STAGES, writes: ['wholeAt', 'wholeTries'] },
  complete: { from: ['reading'], to: 'read', writes: ['whole'] },
  adopt: { from: ['read'], to: 'none', writes: ['whole', 'wholeAt', 'wholeTries'] },
  drop: { from: STAGES, to: 'none', writes: ['whole', 'wholeAt', 'wholeTries'] },
} as const satisfies TransitionTable<WholeStage, KeyOf<'whole'>>;

const NOTHING = { read: 0, changed: 0, details: 0, requests: 0, unreadable: [] };
const OVER = { whole: undefined, wholeAt: undefined, wholeTries: undefined };
/** The run log names no more. */
const MAX_UNREADABLE = 20;

export class WholeState {
  readonly #own: OwnMeta<'whole'>;
  readonly #machine: Machine<'whole', WholeStage, typeof WHOLE_TRANSITIONS>;

  constructor(sql: SqlStorage) {
    this.#own = new OwnMeta<'whole'>(sql);
    this.#machine = new Machine(this.#own, WHOLE_TRANSITIONS, () => this.stage);
  }

  get stage(): WholeStage {
    const whole = this.#own.get('whole');
    if (!whole) return 'none';
    return whole.isRead ? 'read' : 'reading';
  }

  begin(nowMs: number): void {
    this.#machine.make('begin', { whole: { startedAt: nowMs, isRead: false, ...NOTHING } });
  }

  /** Adds what a page has brought. */
  count({ read = 0, changed = 0, details = 0, unreadable = [] }: Partial<Omit<Whole, 'requests'>>): void {
    const whole = this.#own.get('whole');
    if (!whole) return;
    this.#machine.make('count', {
      whole: {
        ...whole,
        read: whole.read + read,
        changed: whole.changed + changed,
        details: whole.details + details,
        unreadable: [...new Set([...whole.unreadable, ...unreadable])].slice(0, MAX_UNREADABLE),
      },
    });
  }

  /** A step has gone well; the next one may come at `atMs`. */
  pace(requests: number, atMs: number): void {
    const whole = this.#own.get('whole');
    if (!whole) return;
    this.#machine.make('pace', {
      whole: { ...whole, requests: whole.requests + requests },
      wholeAt: atMs,
      wholeTries: undefined,
    });
  }

  /** A step has failed; `waitMs` gives the wait after a number of failures. */
  putOff(nowMs: number, waitMs: (tries: number) => number): void {
    const wholeTries = (this.#own.get('wholeTries') ?? 0) + 1;
    this.#machine.make('putOff', { wholeTries, wholeAt: nowMs + waitMs(wholeTries) });
  }

  /** Every part was read to its end. */
  complete(): void {
    const whole = this.#own.get('whole');
    if (whole) this.#machine.make('complete', { whole: { ...whole, isRead: true } });
  }

  /** A round begins with the new cursors. Returns what was read. */
  adopt(): Whole | undefined {
    const whole = this.#own.get('whole');
    this.#machine.make('adopt', OVER);
    return whole;
  }

  drop(): void {
    this.#machine.make('drop', OVER);
  }
}
