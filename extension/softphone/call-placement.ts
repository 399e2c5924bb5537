import type { Box } from '../page/placement.ts';

/** Placement of the caller card: in a corner, away from the ringing phone. Pure. */

/** One size for every caller, known or not. */
export const CALL_CARD_SIZE = { width: 320, height: 124 } as const;
const GAP = 8;
const MARGIN = 12;
/** A smaller frame of a phone has no room beside its own buttons. */
const LEAST_ROOM = { width: CALL_CARD_SIZE.width + 2 * MARGIN, height: 3 * CALL_CARD_SIZE.height };

interface Size {
  width: number;
  height: number;
}

/** `slot` counts the calls that ring at once. The first corner where the card covers nothing of `avoid`, else the one that covers least. */
export function placeCallCard(
  avoid: Box | undefined,
  viewport: Size,
  slot = 0,
): { left: number; top: number } {
  const { width, height } = CALL_CARD_SIZE;
  const shift = slot * (height + GAP);
  const left = MARGIN;
  const right = Math.max(MARGIN, viewport.width - MARGIN - width);
  const top = MARGIN + shift;
  const bottom = Math.max(MARGIN, viewport.height - MARGIN - height - shift);
  const corners = [
    { left: right, top },
    { left: right, top: bottom },
    { left, top },
    { left, top: bottom },
  ];
  const covered = corners.map((corner) => (avoid ? overlap({ ...corner, width, height }, avoid) : 0));
  const best = covered.indexOf(Math.min(...covered));
  return corners[best] ?? { left: right, top };
}

export function hasRoomForCall(viewport: Size): boolean {
  return viewport.width >= LEAST_ROOM.width && viewport.height >= LEAST_ROOM.height;
}

function overlap(one: Box, other: Box): number {
  const across = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
  const down = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
  return across > 0 && down > 0 ? across * down : 0;
}
