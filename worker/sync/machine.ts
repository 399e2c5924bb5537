import { requireAllowed, type TransitionTable } from '../runs/transitions.ts';
import type { Change, KeyOf, OwnMeta } from './meta.ts';

type WithStates = 'run' | 'generation' | 'whole';

/** Makes the transitions of a table. Each transition may write the values that the table lists for it, and no others. */
export class Machine<
  Name extends WithStates,
  State extends string,
  const Table extends TransitionTable<State, KeyOf<Name>>,
> {
  readonly #own: OwnMeta<Name>;
  readonly #table: Table;
  readonly #state: () => State;
  readonly #enter: (state: State) => void;

  /** `enter` stores the state; without it, the values that a transition writes imply the state. */
  constructor(
    own: OwnMeta<Name>,
    table: Table,
    state: () => State,
    enter: (state: State) => void = () => {},
  ) {
    this.#own = own;
    this.#table = table;
    this.#state = state;
    this.#enter = enter;
  }

  /** Throws TransitionRefused before it writes anything. */
  make<T extends keyof Table & string>(name: T, change: Change<Table[T]['writes'][number]>): void {
    requireAllowed(this.#table, name, this.#state());
    this.#own.write(change);
    const to = this.#table[name]?.to;
    if (to !== undefined) this.#enter(to);
  }
}
