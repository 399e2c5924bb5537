import { LEFT_ALONE } from '../page/left-alone.ts';
import { matches, parentOf, rectOf } from '../page/untampered.ts';

/** The text that a person sees in one part of the page, line by line. */

/** A part with more text than this is no notice of a call. */
const MAX_TEXTS = 400;
export const CONTROL =
  'button,[role="button" i],input[type="button" i],input[type="submit" i],input[type="image" i],a';
const LEFT_OUT = `${LEFT_ALONE},code,samp,svg,button,[role="button" i]`;

export interface Line {
  text: string;
  /** Its text nodes. */
  nodes: Text[];
}

/** Undefined when there is too much text. Fields, editors, buttons and the keys of dial pads are left out. */
export function visibleLines(region: Element, isVisible: (element: Element) => boolean): Line[] | undefined {
  const walker = Document.prototype.createTreeWalker.call(
    document,
    region,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
    (node) =>
      node instanceof Element && node !== region && matches(node, LEFT_OUT)
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
  );
  const lines: Line[] = [];
  let block: Element | undefined;
  let seen = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text)) {
      if (node instanceof HTMLBRElement) block = undefined;
      continue;
    }
    const parent = parentOf(node);
    if (!parent || node.data.trim() === '') continue;
    if (++seen > MAX_TEXTS) return undefined;
    if (!isVisible(parent)) continue;
    const around = blockAround(parent, region);
    const last = around === block ? lines.at(-1) : undefined;
    // A single digit is a key of a dial pad, unless it continues a number.
    if (/^\s*[\d*#]\s*$/.test(node.data) && !/\d\s*$/.test(last?.text ?? '')) continue;
    if (last) {
      // A style separates neighbouring elements more often than an element boundary cuts a word.
      last.text += parentOf(last.nodes.at(-1) ?? node) === parent ? node.data : ` ${node.data}`;
      last.nodes.push(node);
    } else lines.push({ text: node.data, nodes: [node] });
    block = around;
  }
  return lines;
}

function blockAround(element: Element, region: Element): Element {
  let around = element;
  while (around !== region) {
    const { display } = getComputedStyle(around);
    if (display !== '' && display !== 'contents' && !(display === 'inline')) break;
    around = parentOf(around) ?? region;
  }
  return around;
}

/** Whether a person can see it: drawn, not transparent, not clipped to nothing, with a size. */
export function isVisible(element: Element): boolean {
  if (
    !Element.prototype.checkVisibility.call(element, {
      opacityProperty: true,
      visibilityProperty: true,
      contentVisibilityAuto: true,
    })
  )
    return false;
  const { width, height, right, bottom } = rectOf(element);
  return width > 1 && height > 1 && right > 0 && bottom > 0;
}
