import { watchNearby } from './nearby.ts';
import type { NumberLocator } from './number-locator.ts';
import { createPaint } from './paint.ts';
import { candidatesIn, numberIn, proposalOf } from './proposals.ts';
import { endsIn, isCurrent, type Part, type TextRun } from './seen-text.ts';
import { hostAbove, isInPage, parentOf } from './untampered.ts';

/** Most lines marked at a time, all near the viewport. Others wait until these scroll away. */
const MAX_MARKED = 5000;
/** Which numbers of a page are marked, and when. */
export interface Marks {
  /** A run that may hold numbers; it is marked once it comes near the viewport. */
  consider(run: TextRun): void;
  /** Removes the marks of text that changed or left the page. */
  sweep(): void;
}

export function createMarks(locator: NumberLocator, signal: AbortSignal): Marks {
  const paint = createPaint(signal);
  // Weak keys: entries go with the page's own nodes.
  const runsIn = new WeakMap<Element, Set<TextRun>>();
  const runsOf = new WeakMap<Text, TextRun[]>();
  const placeOf = new WeakMap<TextRun, Element>();
  const marked = new Map<TextRun, StaticRange[]>();
  const waiting = new Set<TextRun>();

  const nearby = watchNearby((place, isNear) => {
    for (const run of isInPage(place) ? (runsIn.get(place) ?? []) : []) {
      if (!isNear) unmark(run);
      else if (isCurrent(run)) void mark(run);
      else forget(run);
    }
  }, signal);

  async function mark(run: TextRun): Promise<void> {
    if (marked.has(run)) return;
    if (marked.size >= MAX_MARKED) return void waiting.add(run);
    const ranges: StaticRange[] = [];
    marked.set(run, ranges);
    const candidates = candidatesIn(run);
    const located = await Promise.all(
      candidates.map((candidate) => locator.locate(proposalOf(run, candidate))),
    );
    // Meanwhile the text may have changed, scrolled away, or been marked again.
    if (signal.aborted || marked.get(run) !== ranges || !isCurrent(run)) return;
    for (const [index, candidate] of candidates.entries())
      for (const span of located[index] ?? [])
        ranges.push(new StaticRange(endsIn(run, numberIn(candidate, span))));
    paint.add(ranges);
  }

  function unmark(run: TextRun): void {
    waiting.delete(run);
    const ranges = marked.get(run);
    if (!ranges) return;
    paint.remove(ranges);
    marked.delete(run);
    const [next] = waiting;
    if (!next) return;
    waiting.delete(next);
    void mark(next);
  }

  function forget(run: TextRun): void {
    unmark(run);
    const place = placeOf.get(run);
    if (place) runsIn.get(place)?.delete(run);
    for (const { node } of run.parts)
      runsOf.set(
        node,
        (runsOf.get(node) ?? []).filter((other) => other !== run),
      );
  }

  function remember(run: TextRun): void {
    const place = placeOnPage(run);
    if (!place) return;
    placeOf.set(run, place);
    for (const { node } of run.parts) runsOf.set(node, [...(runsOf.get(node) ?? []), run]);
    const runs = runsIn.get(place);
    if (runs) runs.add(run);
    else runsIn.set(place, new Set([run]));
    nearby.watch(place);
    if (nearby.isNear(place)) void mark(run);
  }

  return {
    consider(run) {
      const before = new Set(run.parts.flatMap((part) => overlapping(runsOf.get(part.node) ?? [], part)));
      for (const old of before) {
        if (isSame(old, run)) return;
        forget(old);
      }
      if (candidatesIn(run).length > 0) remember(run);
    },

    sweep() {
      for (const run of [...marked.keys()]) if (!isCurrent(run)) forget(run);
      nearby.regroup();
    },
  };
}

function overlapping(runs: readonly TextRun[], { node, from, length }: Part): TextRun[] {
  return runs.filter(({ parts }) =>
    parts.some((part) => part.node === node && part.from < from + length && from < part.from + part.length),
  );
}

function isSame(one: TextRun, other: TextRun): boolean {
  return (
    one.text === other.text &&
    one.parts.length === other.parts.length &&
    one.parts.every(
      ({ node, from }, index) => node === other.parts[index]?.node && from === other.parts[index]?.from,
    )
  );
}

/** The element whose box tells whether the run is near: the first number's, or the next one around it that has a box. */
function placeOnPage(run: TextRun): Element | null {
  const [first] = candidatesIn(run);
  if (!first) return null;
  const { startContainer } = endsIn(run, first);
  let place = parentOf(startContainer) ?? hostAbove(startContainer);
  while (place && getComputedStyle(place).display === 'contents') place = parentOf(place) ?? hostAbove(place);
  return place;
}
