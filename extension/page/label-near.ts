import { isCell, labelOfCell } from './cell-label.ts';
import { asLabel, labelOf, statedLabel } from './label-text.ts';
import { nameOf, nodeBefore, parentOf } from './untampered.ts';

/** The words that name a number without standing in its line: in the cell, the term, the heading or the element before it. Looks at a few nodes only. */

const MAX_LEVELS = 4;
const MAX_SIBLINGS = 5;
/** What stands before these is another matter. */
const WHOLE = new Set('body main section article form table tr'.split(' '));

export function labelNear(node: Node): string | undefined {
  let at: Node = node;
  for (let level = 0; level <= MAX_LEVELS; level++) {
    if (at instanceof Element) {
      const stated = statedLabel(at);
      if (stated) return stated;
      if (isCell(at)) return labelOfCell(at);
      if (WHOLE.has(nameOf(at))) return undefined;
    }
    // An item of a list does not name the next one; what stands before the list may.
    const before = at instanceof Element && nameOf(at) === 'li' ? undefined : labelBefore(at);
    if (before !== undefined) return before || undefined;
    const above = parentOf(at);
    if (!above) return undefined;
    at = above;
  }
  return undefined;
}

/** Undefined where nothing stands before the node; empty where something does that is no label. */
function labelBefore(node: Node): string | undefined {
  let at = nodeBefore(node);
  for (let count = 0; at && count < MAX_SIBLINGS; at = nodeBefore(at)) {
    if (at instanceof Text) {
      if (!/\p{L}/u.test(at.data)) continue;
      return asLabel(at.data.slice(-64)) ?? '';
    }
    if (!(at instanceof Element) || nameOf(at) === 'br') continue;
    count++;
    const label = labelOf(at);
    // Nothing, or another number under the same label.
    if (label === undefined) continue;
    return label;
  }
  return undefined;
}
