import type { Candidate } from '#shared/phone/candidates.ts';
import type { Target } from './intent-gate.ts';
import { type Box, contains } from './placement.ts';
import { candidatesIn, isSkipped } from './scan.ts';
import { caretAt } from './shadow-root.ts';
import { numberOfTelLink, telLinkAround } from './tel-link.ts';
import { parentOf } from './untampered.ts';

/** The number under a point of the viewport, with the rectangle that the point lies in. */
export function numberAt(x: number, y: number): Target | undefined {
  const caret = caretAt(x, y);
  if (!caret) return undefined;
  const element = caret.node instanceof Element ? caret.node : parentOf(caret.node);
  const link = element ? telLinkAround(element) : undefined;
  const linked = link ? numberOfTelLink(link) : undefined;
  if (link && linked) {
    const box = boxAround(link.getClientRects(), x, y);
    return box && { node: link, start: 0, text: linked, box };
  }
  if (!(caret.node instanceof Text) || isSkipped(caret.node)) return undefined;
  const { node, offset } = caret;
  const candidate = candidatesIn(node).find(({ start, end }) => offset >= start && offset <= end);
  if (!candidate) return undefined;
  // The caret snaps to the nearest letter of the line; the rectangle tells whether the point is really on the number.
  const box = boxAround(rectsOf(node, candidate), x, y);
  return box && { node, start: candidate.start, text: candidate.text, box };
}

function rectsOf(node: Text, { start, end }: Candidate): DOMRectList {
  const range = new Range();
  range.setStart(node, start);
  range.setEnd(node, end);
  return range.getClientRects();
}

function boxAround(rects: Iterable<DOMRect>, x: number, y: number): Box | undefined {
  for (const { left, top, width, height } of rects) {
    const box = { left, top, width, height };
    if (contains(box, x, y)) return box;
  }
  return undefined;
}
