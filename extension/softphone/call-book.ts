import type { Box } from '../page/placement.ts';
import type { Caller } from './caller.ts';

/**
 * The calls of one frame: they ring, may be taken, and end. Pure, with the clock as an argument. A call is told once, however often
 * the page draws it anew.
 */

type Phase = 'ringing' | 'active';

export interface BookedCall {
  id: string;
  key: string;
  caller: Caller;
  phase: Phase;
  box: Box | undefined;
  /** Told by a message of an embedded phone, which also tells its end. */
  isTold: boolean;
  /** The origin that told it. */
  teller?: string | undefined;
}

export type CallEvent =
  | { type: 'rang'; call: BookedCall }
  | { type: 'taken'; call: BookedCall }
  | { type: 'moved'; call: BookedCall }
  | { type: 'ended'; call: BookedCall };

interface Seen {
  key: string;
  caller: Caller;
  box: Box;
}

/** A page that draws its call anew shows none for a moment. */
export const GRACE_MS = 500;
/** A number often follows its name a moment later. */
export const NAME_SETTLES_MS = 250;

export interface CallBook {
  /** What the page shows now. `goesOn`: of the calls that ring no more, those that go on. */
  observe(at: number, ringing: readonly Seen[], goesOn: (call: BookedCall) => boolean): CallEvent[];
  /** What an embedded phone tells. */
  told(call: { key: string; caller: Caller; teller: string }, phase: Phase | 'ended'): CallEvent[];
  /** When to look again though the page does not change, in milliseconds; undefined: then only. */
  lookAgainMs(): number | undefined;
  calls(): readonly BookedCall[];
  endAll(): CallEvent[];
}

export function createCallBook(newId: () => string): CallBook {
  const calls = new Map<string, BookedCall>();
  const lastSeen = new Map<string, number>();
  /** Calls that the page did not show when it was last looked at. */
  const missing = new Set<string>();
  /** Names without a number, since when. */
  const settling = new Map<string, number>();

  function begin(
    key: string,
    caller: Caller,
    more: Pick<BookedCall, 'box' | 'isTold' | 'teller'>,
  ): CallEvent {
    const call: BookedCall = { id: newId(), key, caller, phase: 'ringing', ...more };
    calls.set(key, call);
    return { type: 'rang', call };
  }

  function end(key: string): CallEvent[] {
    const call = calls.get(key);
    calls.delete(key);
    lastSeen.delete(key);
    missing.delete(key);
    return call ? [{ type: 'ended', call }] : [];
  }

  function take(call: BookedCall): CallEvent[] {
    if (call.phase === 'active') return [];
    call.phase = 'active';
    return [{ type: 'taken', call }];
  }

  function see(at: number, { key, caller, box }: Seen): CallEvent[] {
    lastSeen.set(key, at);
    const call = calls.get(key);
    if (call) {
      const hasMoved = !call.box || !isSameBox(call.box, box);
      call.box = box;
      return hasMoved ? [{ type: 'moved', call }] : [];
    }
    if (caller.number === undefined) {
      const since = settling.get(key) ?? at;
      settling.set(key, since);
      if (at - since < NAME_SETTLES_MS) return [];
    }
    settling.delete(key);
    return [begin(key, caller, { box, isTold: false, teller: undefined })];
  }

  return {
    observe(at, ringing, goesOn) {
      const events = ringing.flatMap((seen) => see(at, seen));
      const keys = new Set(ringing.map(({ key }) => key));
      for (const key of settling.keys()) if (!keys.has(key)) settling.delete(key);
      missing.clear();
      for (const call of [...calls.values()]) {
        if (call.isTold || keys.has(call.key)) continue;
        missing.add(call.key);
        if (goesOn(call)) {
          missing.delete(call.key);
          lastSeen.set(call.key, at);
          events.push(...take(call));
        } else if (at - (lastSeen.get(call.key) ?? at) >= GRACE_MS) events.push(...end(call.key));
      }
      return events;
    },

    told({ key, caller, teller }, phase) {
      const call = calls.get(key);
      if (phase === 'ended') return end(key);
      if (phase === 'active') return call ? take(call) : [];
      if (!call) return [begin(key, caller, { box: undefined, isTold: true, teller })];
      call.isTold = true;
      return [];
    },

    lookAgainMs() {
      if (settling.size > 0 || missing.size > 0) return GRACE_MS / 2;
      const seen = [...calls.values()].filter(({ isTold }) => !isTold);
      if (seen.length === 0) return undefined;
      return seen.some(({ phase }) => phase === 'ringing') ? GRACE_MS : 3 * GRACE_MS;
    },
    calls: () => [...calls.values()],
    endAll: () => [...calls.keys()].flatMap(end),
  };
}

function isSameBox(one: Box, other: Box): boolean {
  return (
    Math.abs(one.left - other.left) <= 2 &&
    Math.abs(one.top - other.top) <= 2 &&
    Math.abs(one.width - other.width) <= 2 &&
    Math.abs(one.height - other.height) <= 2
  );
}
