import type { Candidate } from '#shared/phone/candidates.ts';
import { isInLeftAlone } from './left-alone.ts';
import { addressOf, numberLinkAround } from './number-link.ts';
import type { NumberLocator, Span } from './number-locator.ts';
import { type Box, contains, isSamePlace } from './placement.ts';
import { candidatesIn, numberIn, proposalOf } from './proposals.ts';
import { isSeeThrough, type Point, rectsBetween, textAt } from './see-through.ts';
import { endsIn, isCurrent, type TextRun } from './seen-text.ts';
import { caretAt, elementAt, elementsAt } from './shadow-root.ts';
import { placeIn, runAt } from './text-run.ts';
import { holds, isInPage, rectsOf } from './untampered.ts';

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

/** What may be a number: the background is asked. It answers the number under the point, if the page still shows it there. */
interface Unread {
  asked: Promise<NumberUnderPointer | undefined>;
}

export type Sight = NumberUnderPointer | Unread | undefined;

const MAX_LAYERS = 8;

/** The number that a person sees at a point of the viewport: in the topmost element, or below it where it paints nothing. */
export function numberAt(x: number, y: number, locator: NumberLocator): Sight {
  const point = { x, y };
  const top = elementAt(x, y);
  if (!top) return undefined;
  const caret = caretAt(x, y);
  const sight =
    linkAt(top, point, locator) ??
    (caret?.node instanceof Text ? inText(caret.node, caret.offset, point, locator) : undefined);
  if (sight || !isSeeThrough(top, point)) return sight;
  let count = 0;
  for (const layer of elementsAt(x, y)) {
    const text = textAt(layer, point);
    const seen = linkAt(layer, point, locator) ?? (text && inText(text, undefined, point, locator));
    if (seen || text || !isSeeThrough(layer, point) || ++count === MAX_LAYERS) return seen;
  }
  return undefined;
}

function linkAt(element: Element, point: Point, locator: NumberLocator): Sight {
  const link = numberLinkAround(element);
  const address = link && addressOf(link);
  if (!link || address === undefined) return undefined;
  const rects = () =>
    // The box of a link does not hold a picture in it.
    isInPage(element) && !isInLeftAlone(link) ? [...rectsOf(link), ...rectsOf(element)] : [];
  const shown = (text: string) => inRects({ node: link, start: 0, text }, rects, point);
  const known = locator.dialledAlready(address);
  if (known !== undefined) return known === '' ? undefined : shown(known);
  const whole = shown(address);
  if (!whole) return undefined;
  // Where the link dials no number, its text may be one.
  const look = async () => {
    await locator.dialledBy(address);
    if (!isUnmoved(whole)) return undefined;
    const sight = numberAt(point.x, point.y, locator);
    const number = sight && 'asked' in sight ? await sight.asked : sight;
    return number && holds(link, number.node) ? number : undefined;
  };
  return { asked: look() };
}

/** Without an offset, the whole line is searched for the point. */
function inText(node: Text, offset: number | undefined, point: Point, locator: NumberLocator): Sight {
  const run = knownRunAt(node, offset ?? 0);
  const at = run && offset !== undefined ? (placeIn(run, node, offset) ?? -1) : undefined;
  for (const candidate of run ? candidatesIn(run) : []) {
    if (!run || (at !== undefined && (at < candidate.start || at > candidate.end))) continue;
    const whole = inRun(run, candidate, point);
    if (!whole) continue;
    const proposal = proposalOf(run, candidate);
    const find = (spans: readonly Span[]) =>
      firstOf(spans, (span) => inRun(run, numberIn(candidate, span), point));
    const known = locator.located(proposal);
    if (known) return find(known);
    return { asked: locator.locate(proposal).then((spans) => (isUnmoved(whole) ? find(spans) : undefined)) };
  }
  return undefined;
}

/** An answer counts only if what the pointer met still stands where it was. */
function isUnmoved({ box, follow }: NumberUnderPointer): boolean {
  const now = follow();
  return now !== undefined && isSamePlace(now, box);
}

/** The number at an offset of a text node. Undefined where nothing there looks like one. */
export function numberInText(
  node: Text,
  offset: number,
  locator: NumberLocator,
): Promise<PageNumber | undefined> | undefined {
  const run = runAt(node, offset);
  const at = (run && placeIn(run, node, offset)) ?? -1;
  const holds = ({ start, end }: Span) => at >= start && at <= end;
  const candidate = run && candidatesIn(run).find(holds);
  if (!candidate) return undefined;
  return locator.locate(proposalOf(run, candidate)).then((spans) => {
    const number = spans.map((span) => numberIn(candidate, span)).find(holds);
    return number && inRun(run, number);
  });
}

function inRun(
  run: TextRun,
  number: Pick<Candidate, 'start' | 'end' | 'text'>,
  point?: Point,
): NumberUnderPointer | undefined {
  const ends = endsIn(run, number);
  const rects = () => (isCurrent(run) ? rectsBetween(ends) : []);
  return inRects({ node: ends.startContainer, start: ends.startOffset, text: number.text }, rects, point);
}

/** The caret snaps to the nearest letter of the line; only the rectangle tells whether the point is on the number. */
function inRects(
  number: Pick<NumberUnderPointer, 'node' | 'start' | 'text'>,
  rects: () => readonly DOMRect[],
  point?: Point,
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

function firstOf<T, R>(values: readonly T[], find: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
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
