import { isInLeftAlone } from './left-alone.ts';
import { type Box, contains } from './placement.ts';
import { caretAt } from './shadow-root.ts';
import { numberOfTelLink, telLinkAround } from './tel-link.ts';
import { candidatesIn, endsIn, isCurrent, placeIn, runAt, type TextRun } from './text-run.ts';
import { isInPage, parentOf, rectsOf } from './untampered.ts';

/** A number on the page. */
export interface PageNumber {
  text: string;
  /** The rectangle of the line that the person pointed at, in the viewport. */
  box: Box;
  node: Node;
  /** Its present rectangle; undefined once the page no longer shows it. */
  follow(): Box | undefined;
}

/** The number under the pointer, told from others by where its text begins. */
export interface NumberUnderPointer extends PageNumber {
  start: number;
}

/** The number under a point of the viewport, with the rectangle that the point lies in. */
export function numberAt(x: number, y: number): NumberUnderPointer | undefined {
  const caret = caretAt(x, y);
  if (!caret) return undefined;
  const element = caret.node instanceof Element ? caret.node : parentOf(caret.node);
  const link = element ? telLinkAround(element) : undefined;
  const linked = link ? numberOfTelLink(link) : undefined;
  if (link && linked) return linkAt(link, linked, { x, y });
  return caret.node instanceof Text ? numberInText(caret.node, caret.offset, { x, y }) : undefined;
}

function linkAt(
  link: Element,
  text: string,
  point: { x: number; y: number },
): NumberUnderPointer | undefined {
  const rects = () => (isInPage(link) && !isInLeftAlone(link) ? [...rectsOf(link)] : []);
  return inRects({ node: link, start: 0, text }, rects, point);
}

/** The number at an offset of a text node, and under a point of the viewport if one is given. */
export function numberInText(
  node: Text,
  offset: number,
  point?: { x: number; y: number },
): NumberUnderPointer | undefined {
  const run = knownRunAt(node, offset);
  if (!run) return undefined;
  const at = placeIn(run, node, offset) ?? -1;
  const candidate = candidatesIn(run).find(({ start, end }) => at >= start && at <= end);
  if (!candidate) return undefined;
  const ends = endsIn(run, candidate);
  const rects = () => (isCurrent(run) ? rectsBetween(ends) : []);
  return inRects({ node: ends.startContainer, start: ends.startOffset, text: candidate.text }, rects, point);
}

/** The caret snaps to the nearest letter of the line; only the rectangle tells whether the point is on the number. */
function inRects(
  number: Pick<NumberUnderPointer, 'node' | 'start' | 'text'>,
  rects: () => readonly DOMRect[],
  point?: { x: number; y: number },
): NumberUnderPointer | undefined {
  const boxes = () => rects().map(({ left, top, width, height }) => ({ left, top, width, height }));
  const all = boxes();
  const index = point ? all.findIndex((box) => contains(box, point.x, point.y)) : 0;
  const box = all[index];
  if (!box) return undefined;
  return {
    ...number,
    box,
    follow() {
      const now = boxes();
      return now[index] ?? now[0];
    },
  };
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

const REMEMBERED_MS = 200;
let last: { run: TextRun; at: number } | undefined;

/** The pointer asks in every frame; a line is read again a few times a second at most. */
function knownRunAt(node: Text, offset: number): TextRun | undefined {
  const now = performance.now();
  if (
    !last ||
    now - last.at > REMEMBERED_MS ||
    placeIn(last.run, node, offset) === undefined ||
    !isCurrent(last.run)
  ) {
    const run = runAt(node, offset);
    last = run && { run, at: now };
  }
  return last?.run;
}
