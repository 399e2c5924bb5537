import type { Box } from './placement.ts';

/**
 * Does the person mean this number? Pure, with the clock as an argument.
 *
 * `isTrusted` proves nothing: a page can slide numbers under a resting pointer, and the browser reports trusted hovers. So a
 * number counts only when the pointer itself moved on the screen just before it met the number, and then both stayed where they
 * were for a while.
 */

export const DWELL_MS = 400;
/** Shorter while a card is open, since the person is reading numbers; a sweep over a list still opens nothing. */
export const DWELL_WHEN_OPEN_MS = 80;
/** The pointer's last real movement may be this old when it meets the number. */
const MOVED_WITHIN_MS = 100;
const MAX_SHIFT_PX = 2;

export interface Target {
  /** The text node or link of the number. */
  node: Node;
  start: number;
  text: string;
  /** In the viewport. */
  box: Box;
}

export interface IntentGate<T extends Target> {
  /** The pointer's position on the screen, from every trusted pointer event. */
  pointerAt(at: number, screenX: number, screenY: number): void;
  /** Takes the number under the pointer. When a wait begins, answers its length before `confirm`. */
  over(at: number, target: T | undefined, dwellMs: number): number | undefined;
  /** After the wait: is the same number still in the same spot? Answers yes once. */
  confirm(at: number, target: T | undefined): T | undefined;
  /** A button, a key or a scroll shows that the person meant something else. */
  cancel(): void;
}

export function createIntentGate<T extends Target>(): IntentGate<T> {
  let place: { x: number; y: number } | undefined;
  let movedAt = Number.NEGATIVE_INFINITY;
  let dwell: { target: T; until: number } | undefined;
  /** The pointer met the number without moving, or the page moved the number: it counts once the pointer moves while the number keeps still. */
  let suspect: T | undefined;
  /** Answered or cancelled: it does not count again before the pointer leaves it. */
  let spent: T | undefined;

  return {
    pointerAt(at, screenX, screenY) {
      // The first event gives a position, not a movement.
      if (place && (place.x !== screenX || place.y !== screenY)) movedAt = at;
      place = { x: screenX, y: screenY };
    },

    over(at, target, dwellMs) {
      if (spent && !(target && isSame(spent, target))) spent = undefined;
      if (!target || spent) {
        dwell = undefined;
        suspect = undefined;
        return undefined;
      }
      const before = dwell?.target ?? suspect;
      const isKnown = before !== undefined && isSame(before, target);
      if (dwell && isKnown && isStill(before, target)) return undefined;
      dwell = undefined;
      if (at - movedAt > MOVED_WITHIN_MS || (isKnown && !isStill(before, target))) {
        suspect = target;
        return undefined;
      }
      suspect = undefined;
      dwell = { target, until: at + dwellMs };
      return dwellMs;
    },

    confirm(at, target) {
      const waited = dwell;
      dwell = undefined;
      if (!waited || at < waited.until || !target) return undefined;
      if (!isSame(waited.target, target) || !isStill(waited.target, target)) {
        suspect = target;
        return undefined;
      }
      spent = target;
      return target;
    },

    cancel() {
      spent = dwell?.target ?? spent;
      dwell = undefined;
    },
  };
}

function isSame(one: Target, other: Target): boolean {
  return one.node === other.node && one.start === other.start && one.text === other.text;
}

/** Whether the number's rectangle kept still in the viewport; two pixels allow for rounding and sub-pixel scrolling. */
function isStill(one: Target, other: Target): boolean {
  const edges = (box: Box) => [box.left, box.top, box.left + box.width, box.top + box.height];
  const before = edges(one.box);
  return edges(other.box).every((edge, index) => Math.abs(edge - (before[index] ?? 0)) <= MAX_SHIFT_PX);
}
