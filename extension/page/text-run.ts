import { flowing } from './flow.ts';
import { isInLeftAlone, isIsland, isLeftAlone, islandsIn } from './left-alone.ts';
import { hasEnoughDigits, runsOfFlow, type TextRun } from './seen-text.ts';
import { allIn, firstIn, nameOf, nodeAbove, nodeAfter, nodeBefore } from './untampered.ts';

/**
 * The lines of a page: neighbouring text nodes of one block count as one text, however a framework or a bold digit splits them.
 */

/** Inline elements that continue the line. Not `sub` and `sup`: a footnote's figure is no digit of the number before it. */
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite data dfn em font i label mark nobr q s small span strike strong tt u wbr'.split(
    ' ',
  ),
);
const BREAKING = `:not(${[...INLINE].join(',')})`;

/** Nodes between two looks at the clock. */
const NODES_PER_STEP = 32;

export interface Reading {
  /** Called for every element on the way, e.g. to look for shadow roots. */
  met?(element: Element): void;
  /** The page removed the part that was being read between two slices, so the rest of this node was not read. */
  torn?(scope: Node): void;
}

/** The runs under a node. Text and inline elements are read together with the line around them. Yields undefined so that the loop can look at the clock. */
export function* runsUnder(from: Node, reading: Reading = {}): Generator<TextRun | undefined> {
  const { met, torn } = reading;
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
      const skipped = node instanceof Element && isLeftAlone(node) ? node : undefined;
      if (skipped || breaksLine(node)) {
        yield* runsOf(line);
        line = [];
        if (isPast) return;
      }
      if (skipped) for (const island of islandsIn(skipped)) yield* runsUnder(island, reading);
      else {
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

/** The run that contains this offset of a text node. */
export function runAt(node: Text, offset: number): TextRun | undefined {
  for (const run of runsUnder(node)) if (run && placeIn(run, node, offset) !== undefined) return run;
  return undefined;
}

/** Offset in the run's text of an offset in one of its nodes. */
export function placeIn({ parts, sources }: TextRun, node: Text, offset: number): number | undefined {
  const isInside = sources.some(
    (source) => source.node === node && offset >= source.from && offset <= source.from + source.data.length,
  );
  if (!isInside) return undefined;
  const part = parts.findLast((own) => own.node === node && own.from <= offset);
  return part && part.start + Math.min(offset - part.from, part.length);
}

function* runsOf(line: readonly Text[]): Generator<TextRun> {
  if (line.length === 0 || !hasEnoughDigits(line)) return;
  for (const flow of flowing(line))
    if (hasEnoughDigits(flow.map(({ node }) => node))) yield* runsOfFlow(flow);
}

/** Whether the node is text with more than white space, or an inline element. */
export function runsOn(node: Node): boolean {
  return node instanceof Text ? /\S/.test(node.data) : node instanceof Element && !breaksLine(node);
}

function breaksLine(node: Node): boolean {
  return !(node instanceof Element) || !INLINE.has(nameOf(node)) || isIsland(node);
}

/** The element or shadow root whose lines contain the node. */
function blockAround(node: Node): Node {
  let at = node;
  while (at instanceof Element ? !breaksLine(at) : !(at instanceof DocumentFragment)) {
    const above = nodeAbove(at);
    if (!above) break;
    at = above;
  }
  return at;
}

/** The first node whose line continues into this node, or a node before it. */
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
