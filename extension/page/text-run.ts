import { type Candidate, findCandidates } from '#shared/phone/candidates.ts';
import { isInLeftAlone, isLeftAlone } from './left-alone.ts';
import { allIn, firstIn, holds, nameOf, nodeAbove, nodeAfter, nodeBefore } from './untampered.ts';

/**
 * Text as people see it: neighbouring text nodes of one block read as one, however a framework or a bold digit splits them.
 * Knows nothing of the directory.
 */

export interface TextRun {
  parts: readonly Part[];
  text: string;
}

export interface Part {
  node: Text;
  /** Where in the node the part begins, 0 but for very long nodes, and where in the run. */
  from: number;
  start: number;
  length: number;
}

/** Elements that run on in the line. Not `sub` and `sup`: a footnote's figure is no digit of the number before it. */
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite data dfn em font i label mark nobr q s small span strike strong tt u wbr'.split(
    ' ',
  ),
);
const BREAKING = `:not(${[...INLINE].join(',')})`;

/** A shorter text holds no number that `findCandidates` would accept. */
const MIN_DIGITS = 7;
/** Longer texts are read in pieces, so that one slice stays short. */
const PIECE = 10_000;
/** A text is cut where so many characters hold no digit, that is nowhere near a number. */
const CALM = 64;
/** So many nodes lie between two looks at the clock. */
const NODES_PER_STEP = 32;

export interface Reading {
  /** Every element that is read through, e.g. to look for shadow roots. */
  met?(element: Element): void;
  /** The page tore out what was being read between two slices, so the rest of this node was not read. */
  torn?(scope: Node): void;
}

/** The runs under a node. Text or an inline element is read with what runs on around it. Undefined lets the caller look at the clock. */
export function* runsUnder(from: Node, { met, torn }: Reading = {}): Generator<TextRun | undefined> {
  if (isInLeftAlone(from)) return;
  const scope = blockAround(from);
  let line: Text[] = [];
  let isPast = false;
  let count = 0;
  let node: Node | null = from === scope ? from : startOfLine(from, scope);
  while (node) {
    let next: Node | null = null;
    if (node instanceof Text) line.push(node);
    else if (node === scope || node instanceof Element) {
      const isSkipped = node instanceof Element && isLeftAlone(node);
      if (isSkipped || breaksLine(node)) {
        yield* runsOf(line);
        line = [];
        if (isPast) return;
      }
      if (!isSkipped) {
        if (node instanceof Element) met?.(node);
        next = firstIn(node);
      }
    }
    while (!next) {
      if (node === from) isPast = true;
      if (node === scope) return yield* runsOf(line);
      next = nodeAfter(node);
      if (next) break;
      const above = nodeAbove(node);
      if (!above) return torn?.(scope);
      node = above;
      if (!breaksLine(node)) continue;
      yield* runsOf(line);
      line = [];
      if (isPast) return;
    }
    node = next;
    if (++count % NODES_PER_STEP === 0) yield undefined;
  }
}

/** The run that holds this place of a text node. */
export function runAt(node: Text, offset: number): TextRun | undefined {
  for (const run of runsUnder(node))
    if (
      run?.parts.some(
        (part) => part.node === node && offset >= part.from && offset <= part.from + part.length,
      )
    )
      return run;
  return undefined;
}

const found = new WeakMap<TextRun, readonly Candidate[]>();

export function candidatesIn(run: TextRun): readonly Candidate[] {
  const known = found.get(run);
  if (known) return known;
  const candidates = findCandidates(run.text);
  found.set(run, candidates);
  return candidates;
}

/** Whether the page still says what the run says. */
export function isCurrent({ parts, text }: TextRun): boolean {
  return parts.every(
    ({ node, from, start, length }) =>
      node.isConnected && node.data.slice(from, from + length) === text.slice(start, start + length),
  );
}

/** The ends of a candidate as places in the page. */
export function endsIn(
  { parts }: TextRun,
  { start, end }: Pick<Candidate, 'start' | 'end'>,
): StaticRangeInit {
  const first = parts.findLast((part) => part.start <= start) as Part;
  const last = parts.findLast((part) => part.start < end) as Part;
  return {
    startContainer: first.node,
    startOffset: first.from + start - first.start,
    endContainer: last.node,
    endOffset: last.from + end - last.start,
  };
}

/** Where in the run's text a place of one of its nodes is. */
export function placeIn({ parts }: TextRun, node: Text, offset: number): number | undefined {
  const part = parts.find(
    ({ node: own, from, length }) => own === node && offset >= from && offset <= from + length,
  );
  return part && part.start + offset - part.from;
}

function* runsOf(line: readonly Text[]): Generator<TextRun> {
  if (line.length === 0 || !hasEnoughDigits(line)) return;
  for (const flowing of line.length === 1 ? [line] : flowingTogether(line)) {
    if (!hasEnoughDigits(flowing)) continue;
    yield* piecesOf(flowing);
  }
}

function* piecesOf(line: readonly Text[]): Generator<TextRun> {
  const text = line.map(({ data }) => data).join('');
  for (let from = 0; from < text.length; ) {
    const to = text.length - from <= PIECE ? text.length : cutAfter(text, from);
    const parts: Part[] = [];
    let start = 0;
    for (const node of line) {
      const { length } = node;
      const [first, last] = [Math.max(start, from), Math.min(start + length, to)];
      if (first < last) parts.push({ node, from: first - start, start: first - from, length: last - first });
      start += length;
    }
    yield { parts, text: text.slice(from, to) };
    from = to;
  }
}

/** Where a piece ends: in the last stretch without digits, else before a letter or a new line. */
function cutAfter(text: string, from: number): number {
  const end = from + PIECE;
  let calm = 0;
  for (let at = end - 1; at > from + PIECE / 2; at--) {
    calm = isDigit(text.charCodeAt(at)) ? 0 : calm + 1;
    if (calm === CALM) return at + CALM / 2;
  }
  const piece = text.slice(from, end);
  const cut = piece.search(/[\p{L}\n][^\p{L}\n]*$/u);
  return cut > 0 ? from + cut : end;
}

/** Neighbours that a style sets apart (cells of a grid, blocks made of spans) are no one text. */
function* flowingTogether(line: readonly Text[]): Generator<Text[]> {
  let together: Text[] = [];
  for (const node of line) {
    const before = together.at(-1);
    if (before && !flowsOn(before, node)) {
      yield together;
      together = [];
    }
    together.push(node);
  }
  yield together;
}

function flowsOn(before: Text, after: Text): boolean {
  return isInlineUpTo(before, after) && isInlineUpTo(after, before);
}

/** Every element around `node` that does not hold `other` too runs on in the line. */
function isInlineUpTo(node: Node, other: Node): boolean {
  for (let at = nodeAbove(node); at instanceof Element && !holds(at, other); at = nodeAbove(at)) {
    const { display, position, float } = getComputedStyle(at);
    if (display === 'contents') continue;
    // Without a style, as outside a page, the name has decided.
    if (!/^(inline)?$/.test(display) || /absolute|fixed/.test(position) || /left|right/.test(float))
      return false;
  }
  return true;
}

/** Text that is more than space, or an element in the line. */
export function runsOn(node: Node): boolean {
  return node instanceof Text ? /\S/.test(node.data) : node instanceof Element && !breaksLine(node);
}

function breaksLine(node: Node): boolean {
  return !(node instanceof Element) || !INLINE.has(nameOf(node));
}

/** The element, or the root of a shadow tree, whose lines the node is part of. */
function blockAround(node: Node): Node {
  let at = node;
  while (at instanceof Element ? !breaksLine(at) : !(at instanceof DocumentFragment)) {
    const above = nodeAbove(at);
    if (!above) break;
    at = above;
  }
  return at;
}

/** The first node that runs on into this one, or a node before it. */
function startOfLine(from: Node, scope: Node): Node {
  let start = from;
  for (;;) {
    const before = nodeBefore(start);
    if (before) {
      if (before instanceof Element && breaksLine(before)) return start;
      start = before;
      if (before instanceof Element && hasBreak(before)) return start;
      continue;
    }
    const above = nodeAbove(start);
    if (!above || above === scope) return start;
    start = above;
  }
}

function hasBreak(element: Element): boolean {
  for (const _ of allIn(element, BREAKING)) return true;
  return false;
}

export function hasEnoughDigits(line: readonly Pick<Text, 'data'>[]): boolean {
  let count = 0;
  for (const { data } of line) {
    for (let at = 0; at < data.length; at++) {
      if (isDigit(data.charCodeAt(at)) && ++count === MIN_DIGITS) return true;
    }
  }
  return false;
}

function isDigit(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19);
}
