import type { Log } from '../log.ts';
import type { Departures } from './departures.ts';
import type { Hold, Meta } from './meta.ts';
import type { RunState } from './run-state.ts';

/** A loss is suspicious when it exceeds both this number of contacts and this share of the source's contacts. */
const MOST_LOST = 20;
const MOST_LOST_SHARE = 0.3;
/** A suspicious loss is accepted when this many enumerations agree on it, over at least this time. */
const AGREEMENTS = 3;
const AGREEMENT_MS = 6 * 60 * 60_000;

/** While removals are held, the next enumeration is due this long after the last one. */
export const RECHECK_MS = AGREEMENT_MS / (AGREEMENTS - 1);

interface GuardDeps {
  readonly sourceId: string;
  readonly meta: Meta;
  readonly state: RunState;
  readonly departures: Departures;
  readonly nextBuild: () => number;
  readonly now: () => number;
  readonly log: Log;
}

/**
 * Decides about the removals that a complete round has announced. A few removals happen at once. If a source lost much,
 * or everything, its contacts stay until a person confirms the loss or, unless nothing is left, until enough enumerations
 * agree on it. Returns the number of contacts removed. Runs in the transaction of the calling code.
 */
export function judgeDepartures(deps: GuardDeps): number {
  const { meta, state, departures, nextBuild, sourceId, log } = deps;
  const { contacts, announced, held } = departures.count();
  const kind =
    meta.get('completedAt') === undefined ? undefined : suspicion(meta, contacts - held, announced);
  if (announced > 0 && kind !== undefined) {
    departures.holdAnnounced();
    const known = meta.get('hold');
    const isFull = meta.get('isFullRound') === true;
    state.holdRemovals({
      kind: known?.kind === 'empty' ? 'empty' : kind,
      since: known?.since ?? deps.now(),
      contacts: held + announced,
      agreed: isFull ? 1 : 0,
      firstAt: deps.now(),
      lastAt: deps.now(),
    });
    log('removals_held', { sourceId, code: kind, contacts: held + announced });
    return 0;
  }
  return (announced > 0 ? departures.removeAnnounced(nextBuild()) : 0) + judgeHeld(deps, held);
}

/** Carries out the held removals, once a person or later enumerations have confirmed them. Returns their number. */
export function releaseHeld({
  state,
  departures,
  nextBuild,
  sourceId,
  log,
}: Omit<GuardDeps, 'now' | 'meta'>): number {
  const removed = departures.removeHeld(nextBuild());
  state.releaseHold();
  log('removals_released', { sourceId, contacts: removed });
  return removed;
}

function suspicion(meta: Meta, contacts: number, lost: number): Hold['kind'] | undefined {
  if (lost === contacts && (meta.get('enumerated') ?? 0) > 0) return 'empty';
  return lost > MOST_LOST && lost > contacts * MOST_LOST_SHARE ? 'drop' : undefined;
}

function judgeHeld(deps: GuardDeps, held: number): number {
  const { meta, state, now } = deps;
  const hold = meta.get('hold');
  if (!hold) return 0;
  if (held === 0) {
    // All held contacts came back.
    state.releaseHold();
    return 0;
  }
  if (meta.get('isFullRound') !== true) return 0;
  const isSame = held === hold.contacts && hold.agreed > 0;
  const agreed: Hold = {
    ...hold,
    contacts: held,
    agreed: isSame ? hold.agreed + 1 : 1,
    firstAt: isSame ? hold.firstAt : now(),
    lastAt: now(),
  };
  state.holdRemovals(agreed);
  const isStable = agreed.agreed >= AGREEMENTS && now() - agreed.firstAt >= AGREEMENT_MS;
  // Only a person can confirm that a mailbox is empty for good.
  return isStable && agreed.kind === 'drop' ? releaseHeld(deps) : 0;
}
