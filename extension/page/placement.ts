/** Placement of the card. Pure. */

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Viewport {
  width: number;
  height: number;
}

/** The size of a window at 400 % zoom. In smaller frames the content script shows no card. */
const SMALLEST = { width: 264, height: 180 } as const;
const LARGEST = { width: 340, height: 240 } as const;
const GAP = 6;
const MARGIN = 8;

/** One size for every answer: a page that can measure the card must not learn whether somebody was found. */
export function cardSize(viewport: Viewport): Viewport {
  return {
    width: Math.min(LARGEST.width, viewport.width - 2 * MARGIN),
    height: Math.min(LARGEST.height, viewport.height - 2 * MARGIN),
  };
}

/** Below the number, else above it, else beside it; always inside the viewport. */
export function placeCard(number: Box, viewport: Viewport): { left: number; top: number } {
  const { width, height } = cardSize(viewport);
  const below = number.top + number.height + GAP;
  const above = number.top - GAP - height;
  const left = clamp(number.left, viewport.width - width);
  // The card of a number that scrolled away stands at the edge behind which the number is.
  if (!isInSight(number, viewport) || (below >= MARGIN && below + height + MARGIN <= viewport.height))
    return { left, top: clamp(below, viewport.height - height) };
  if (above >= MARGIN) return { left, top: clamp(above, viewport.height - height) };
  const right = number.left + number.width + GAP;
  const beside = right + width + MARGIN <= viewport.width ? right : number.left - GAP - width;
  return { left: clamp(beside, viewport.width - width), top: clamp(below, viewport.height - height) };
}

export function hasRoomForCard(viewport: Viewport): boolean {
  return viewport.width >= SMALLEST.width && viewport.height >= SMALLEST.height;
}

/** Whether any of the box can be seen. */
export function isInSight(box: Box, viewport: Viewport): boolean {
  return (
    box.left < viewport.width &&
    box.top < viewport.height &&
    box.left + box.width > 0 &&
    box.top + box.height > 0
  );
}

export function isSamePlace(one: Box, other: Box): boolean {
  return (
    one.left === other.left &&
    one.top === other.top &&
    one.width === other.width &&
    one.height === other.height
  );
}

function clamp(value: number, room: number): number {
  return Math.round(Math.max(MARGIN, Math.min(value, room - MARGIN)));
}

/** Whether the point lies in the box, or up to `slack` pixels outside it. */
export function contains(box: Box, x: number, y: number, slack = 1): boolean {
  return (
    x >= box.left - slack &&
    x <= box.left + box.width + slack &&
    y >= box.top - slack &&
    y <= box.top + box.height + slack
  );
}
