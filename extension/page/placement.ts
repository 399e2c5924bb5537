/** Where the card goes. Pure. */

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** One size for every answer: a page that can measure the card must not learn whether somebody was found. */
export const CARD_SIZE = { width: 340, height: 240 } as const;
const GAP = 6;
const MARGIN = 8;

/** Below the number, else above it, else beside it; always inside the viewport. */
export function placeCard(
  number: Box,
  viewport: { width: number; height: number },
): { left: number; top: number } {
  const { width, height } = CARD_SIZE;
  const below = number.top + number.height + GAP;
  const above = number.top - GAP - height;
  const left = clamp(number.left, viewport.width - width);
  if (below + height + MARGIN <= viewport.height) return { left, top: Math.max(MARGIN, below) };
  if (above >= MARGIN) return { left, top: clamp(above, viewport.height - height) };
  const right = number.left + number.width + GAP;
  const beside = right + width + MARGIN <= viewport.width ? right : number.left - GAP - width;
  return { left: clamp(beside, viewport.width - width), top: clamp(below, viewport.height - height) };
}

/** False in frames too small to show a card; there the content script does nothing at all. */
export function hasRoomForCard(viewport: { width: number; height: number }): boolean {
  return viewport.width >= CARD_SIZE.width + 2 * MARGIN && viewport.height >= CARD_SIZE.height + 2 * MARGIN;
}

function clamp(value: number, room: number): number {
  return Math.round(Math.max(MARGIN, Math.min(value, room - MARGIN)));
}

/** True when the point lies in the box, or up to `slack` pixels outside it. */
export function contains(box: Box, x: number, y: number, slack = 1): boolean {
  return (
    x >= box.left - slack &&
    x <= box.left + box.width + slack &&
    y >= box.top - slack &&
    y <= box.top + box.height + slack
  );
}
