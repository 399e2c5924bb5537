/**
 * A state machine as data, so that it can be drawn and tested: the states in which a transition is allowed, the state that
 * it leads to (absent: the state stays), and the stored values that it may write. Pure.
 */
export interface Transition<State extends string, Key extends string> {
  readonly from: readonly State[];
  readonly to?: State;
  readonly writes: readonly Key[];
}

export type TransitionTable<State extends string, Key extends string> = Readonly<
  Record<string, Transition<State, Key>>
>;

/** The current state does not allow the requested transition. Nothing was written. */
export class TransitionRefused extends Error {
  readonly code = 'transition_refused';
  readonly transition: string;
  readonly state: string;
  constructor(transition: string, state: string) {
    super(`transition_refused: ${transition} in ${state}`);
    this.name = 'TransitionRefused';
    this.transition = transition;
    this.state = state;
  }
}

export function requireAllowed<State extends string>(
  table: TransitionTable<State, string>,
  name: string,
  state: State,
): void {
  if (!table[name]?.from.includes(state)) throw new TransitionRefused(name, state);
}

/** The log field for an error that may be a refused transition. */
export function refusalReason(error: unknown): { readonly reason?: string } {
  return error instanceof TransitionRefused
    ? { reason: `${error.code}:${error.transition}:${error.state}` }
    : {};
}
