import { isMarkedUp } from './marked-up.ts';
import type { Flowing } from './seen-text.ts';
import { attributeOf, hasAttributes, holds, nameOf, nodeAbove, nodeAfter, rectsOf } from './untampered.ts';

/** Which texts of a line people read as one. Only for lines with enough digits, because a style is costly to ask for. */

/** Cells of a grid, blocks made of spans and the like are no one text. Text that is not shown stands alone, and its neighbours touch. */
export function* flowing(line: readonly Text[]): Generator<Flowing[]> {
  let together: Flowing[] = [];
  for (const node of line) {
    const before = together.at(-1)?.node;
    const gap = before ? gapBetween(before, node) : 'none';
    if (gap === 'unseen') {
      yield [{ node, isSpaced: false }];
      continue;
    }
    if (gap === 'apart') {
      yield together;
      together = [];
    }
    together.push({ node, isSpaced: gap === 'blank' });
  }
  yield together;
}

type Gap = 'none' | 'blank' | 'apart' | 'unseen';

function gapBetween(before: Text, after: Text): Gap {
  const least = leastGap(before.data, after.data);
  const [closing, opening] = [around(before, after), around(after, before)];
  let gap: Gap = 'none';
  for (const [elements, isOpening] of [
    [closing, false],
    [opening, true],
  ] as const)
    for (const element of elements) {
      const style = getComputedStyle(element);
      if (style.display === 'none') return isOpening ? 'unseen' : 'apart';
      if (style.display === 'contents') continue;
      if (isApart(style) || isMarkedUp(element)) return 'apart';
      if (least !== undefined && hasGap(element, style, isOpening, least)) gap = 'blank';
    }
  const isParted = least !== undefined && hasBoxBetween(closing.at(-1) ?? before, opening.at(-1) ?? after);
  return isParted ? 'blank' : gap;
}

/** The elements around the node that do not hold the other one. */
function around(node: Node, other: Node): Element[] {
  const elements: Element[] = [];
  for (let at = nodeAbove(node); at instanceof Element && !holds(at, other); at = nodeAbove(at))
    elements.push(at);
  return elements;
}

function isApart({ display, position, float, verticalAlign }: CSSStyleDeclaration): boolean {
  // A raised figure is a footnote's.
  if (/^su/.test(verticalAlign)) return true;
  // Without a style, as in tests outside a page, the element's name decides.
  return !/^(inline)?$/.test(display) || /absolute|fixed/.test(position) || /left|right/.test(float);
}

/** Digits that a style spaces out by a pixel or two are one number. */
const FINE_PX = 2;

/** The pixels that part two neighbours if more than these lie between them; undefined where a blank parts them already. */
function leastGap(before: string, after: string): number | undefined {
  if (!/\S$/.test(before) || !/^\S/.test(after)) return undefined;
  return /\d$/.test(before) && /^\d/.test(after) ? FINE_PX : 0;
}

function hasGap(element: Element, style: CSSStyleDeclaration, isOpening: boolean, least: number): boolean {
  const widths = isOpening
    ? [style.marginInlineStart, style.paddingInlineStart, style.borderInlineStartWidth]
    : [style.marginInlineEnd, style.paddingInlineEnd, style.borderInlineEndWidth];
  return (
    widths.some((width) => Number.parseFloat(width) > least) ||
    style.fontSize === '0px' ||
    isIcon(element, style) ||
    !/^(none|normal)?$/.test(getComputedStyle(element, isOpening ? '::before' : '::after').content)
  );
}

/** The text of an icon is the name of its picture. */
function isIcon(element: Element, { fontFamily }: CSSStyleDeclaration): boolean {
  return /icon|symbol/i.test(`${fontFamily} ${hasAttributes(element) ? attributeOf(element, 'class') : ''}`);
}

/** Whether something without text stands between two neighbours: an icon drawn by its style. */
function hasBoxBetween(before: Node, after: Node): boolean {
  for (let at = nodeAfter(before); at && at !== after; at = nodeAfter(at))
    if (at instanceof Element && nameOf(at) !== 'wbr' && [...rectsOf(at)].some(({ width }) => width > 0))
      return true;
  return false;
}
