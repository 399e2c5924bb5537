import type { NumberCheck } from './number-check.ts';
import { candidatesIn, endsIn, isCurrent, type Part, type TextRun } from './text-run.ts';
import { hostAbove, parentOf } from './untampered.ts';

/**
 * Marks numbers without touching the page: CSS highlights over StaticRanges (live ranges cost the page 40 times as much).
 * Page scripts can list highlights, so there is one neutral name and every number looks alike: marks follow spelling, never the directory.
 */

export const HIGHLIGHT = 'phone-number';
/** Lines marked at once, all near the viewport. More wait until others have scrolled away. */
const MAX_MARKED = 5000;
/** One screen above and below what is seen, and one more for what is watched by its neighbour. */
const NEARBY = '200% 0px';
/** A browser spends its time on a page with tens of thousands of watched elements. From so many runs on, neighbours share one. */
const WATCHED_ONE_BY_ONE = 1000;
const MAX_SHARING = 200;

export interface Marks {
  /** A run that may hold numbers; it is marked once it comes near the viewport. */
  consider(run: TextRun): void;
  /** Takes away marks of text that has changed or left the page. */
  sweep(): void;
}

export function canMark(): boolean {
  return typeof Highlight === 'function' && 'highlights' in CSS;
}

export function createMarks(check: NumberCheck, signal: AbortSignal): Marks {
  const highlight = new Highlight();
  CSS.highlights.set(HIGHLIGHT, highlight);
  // Keyed by what belongs to the page: what the page forgets is forgotten here.
  const runsIn = new WeakMap<Element, Set<TextRun>>();
  const runsOf = new WeakMap<Text, TextRun[]>();
  const placeOf = new WeakMap<TextRun, Element>();
  const marked = new Map<TextRun, StaticRange[]>();
  const waiting = new Set<TextRun>();
  const shared = new Set<Element>();
  const near = new WeakSet<Element>();
  let remembered = 0;
  let newest: { place: Element; top: number; count: number } | undefined;

  const nearby = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) near.add(target);
        else near.delete(target);
        for (const run of target.isConnected ? (runsIn.get(target) ?? []) : []) {
          if (!isIntersecting) unmark(run);
          else if (isCurrent(run)) void mark(run);
          else forget(run);
        }
      }
    },
    // The newer margin means everything that scrolls, the window too; both would add up.
    'scrollMargin' in IntersectionObserver.prototype
      ? ({ scrollMargin: NEARBY } as IntersectionObserverInit)
      : { rootMargin: NEARBY },
  );

  async function mark(run: TextRun): Promise<void> {
    if (marked.has(run)) return;
    if (marked.size >= MAX_MARKED) return void waiting.add(run);
    const ranges: StaticRange[] = [];
    marked.set(run, ranges);
    const candidates = candidatesIn(run);
    const verdicts = await Promise.all(candidates.map(({ text }) => check(text)));
    // While the answer was on its way the text may have changed or scrolled off, or been marked anew.
    if (signal.aborted || marked.get(run) !== ranges || !isCurrent(run)) return;
    for (const [index, candidate] of candidates.entries())
      if (verdicts[index]) ranges.push(new StaticRange(endsIn(run, candidate)));
    for (const range of ranges) highlight.add(range);
  }

  function unmark(run: TextRun): void {
    waiting.delete(run);
    const ranges = marked.get(run);
    if (!ranges) return;
    for (const range of ranges) highlight.delete(range);
    marked.delete(run);
    const [next] = waiting;
    if (!next) return;
    waiting.delete(next);
    void mark(next);
  }

  function forget(run: TextRun): void {
    unmark(run);
    const place = placeOf.get(run);
    const runs = place && runsIn.get(place);
    runs?.delete(run);
    if (place && runs?.size === 0) {
      nearby.unobserve(place);
      near.delete(place);
      runsIn.delete(place);
    }
    for (const { node } of run.parts)
      runsOf.set(
        node,
        (runsOf.get(node) ?? []).filter((other) => other !== run),
      );
  }

  function remember(run: TextRun): void {
    const place = watchedFor(run);
    if (!place) return;
    remembered++;
    placeOf.set(run, place);
    for (const { node } of run.parts) runsOf.set(node, [...(runsOf.get(node) ?? []), run]);
    const runs = runsIn.get(place);
    if (!runs) {
      runsIn.set(place, new Set([run]));
      nearby.observe(place);
      return;
    }
    runs.add(run);
    if (near.has(place)) void mark(run);
  }

  /** The element that tells whether the run is near: its own, or in a large page that of a run before it less than a screen away. */
  function watchedFor(run: TextRun): Element | null {
    const place = placeOnPage(run);
    if (!place || remembered < WATCHED_ONE_BY_ONE) return place;
    const { top: inView, height } = place.getBoundingClientRect();
    const top = inView + scrollY;
    if (newest?.place.isConnected && newest.count < MAX_SHARING && height > 0) {
      if (Math.abs(top - newest.top) < innerHeight) {
        newest.count++;
        shared.add(newest.place);
        return newest.place;
      }
    }
    newest = height > 0 ? { place, top, count: 1 } : undefined;
    return place;
  }

  /** Runs whose watched element has left without them get another. */
  function rehome(): void {
    for (const place of shared) {
      if (place.isConnected) continue;
      shared.delete(place);
      const runs = [...(runsIn.get(place) ?? [])];
      for (const run of runs) forget(run);
      for (const run of runs) if (isCurrent(run)) remember(run);
    }
  }

  signal.addEventListener('abort', () => {
    nearby.disconnect();
    CSS.highlights.delete(HIGHLIGHT);
  });

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
      rehome();
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
