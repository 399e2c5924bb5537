import { contains } from './placement.ts';
import { firstIn, matches, nodeAfter, rectsOf } from './untampered.ts';

/**
 * Which elements a person looks through: layers that only take presses, as of links that are stretched over a whole card. A page
 * gains nothing by them, because whatever paints at the point ends the search.
 */

export interface Point {
  x: number;
  y: number;
}

/** These show something without a style. */
const SHOWING = 'img,video,canvas,iframe,object,embed,input,textarea,select,meter,progress,audio,svg,svg *';
/** A tint through which text can be read, e.g. of a card under the pointer. */
const MAX_TINT = 0.1;
const MAX_BORDER_PX = 8;
const MAX_NODES = 50;

export function isSeeThrough(element: Element, point: Point): boolean {
  const own = getComputedStyle(element);
  if (own.opacity === '0') return true;
  if (matches(element, SHOWING) || textAt(element, point)) return false;
  // A layer may be drawn by a pseudo-element, whose own element stands elsewhere.
  const isOn = [...rectsOf(element)].some((box) => contains(box, point.x, point.y, 0));
  if (isOn && paints(own)) return false;
  return ['::before', '::after'].every((name) => {
    const style = getComputedStyle(element, name);
    return /^(none|normal)$/.test(style.content) || (/^(""|'')$/.test(style.content) && !paints(style));
  });
}

function paints(style: CSSStyleDeclaration): boolean {
  const borders = [
    style.borderTopWidth,
    style.borderRightWidth,
    style.borderBottomWidth,
    style.borderLeftWidth,
  ];
  return (
    alphaOf(style.backgroundColor) * Number(style.opacity) > MAX_TINT ||
    style.backgroundImage !== 'none' ||
    style.backdropFilter !== 'none' ||
    style.boxShadow.includes('inset') ||
    borders.some((width) => Number.parseFloat(width) > MAX_BORDER_PX)
  );
}

/** `rgb(1, 2, 3)`, `rgba(1, 2, 3, 0.4)`, `color(srgb 1 0 0 / 0.4)`. */
function alphaOf(colour: string): number {
  const alpha = /^rgba\(.*,\s*([\d.]+)\)$|\/\s*([\d.]+)\)$/.exec(colour);
  return Number(alpha?.[1] ?? alpha?.[2] ?? 1);
}

/** The text of the element itself, not of elements in it, that stands at the point. */
export function textAt(element: Element, { x, y }: Point): Text | undefined {
  let count = 0;
  for (let node = firstIn(element); node && count < MAX_NODES; node = nodeAfter(node), count++) {
    if (!(node instanceof Text) || !/\S/.test(node.data)) continue;
    const rects = rectsBetween({
      startContainer: node,
      startOffset: 0,
      endContainer: node,
      endOffset: node.length,
    });
    if (rects.some((box) => contains(box, x, y, 0)))
      return alphaOf(getComputedStyle(element).color) > MAX_TINT ? node : undefined;
  }
  return undefined;
}

export function rectsBetween({
  startContainer,
  startOffset,
  endContainer,
  endOffset,
}: StaticRangeInit): DOMRect[] {
  const range = new Range();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return [...range.getClientRects()];
}
