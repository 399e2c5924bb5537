import { countElements } from './untampered.ts';

/**
 * Paints numbers without touching the page: CSS highlights over StaticRanges (live ranges cost the page 40 times as much).
 * Page scripts can list highlights. So there is one, with a neutral name, and every number looks alike: a mark depends on the
 * spelling, never on the directory.
 */

export const HIGHLIGHT = 'phone-number';
/** An underline costs Chromium 200 ms more in a page of 200,000 elements, a tint 30 ms (measured 2026-11). */
export const HIGHLIGHT_IN_LARGE_PAGE = 'phone-number-tint';
const LARGE = 20_000;
/** Every change of a highlight costs a frame. */
const PACE_MS = 200;

export interface Paint {
  add(ranges: readonly StaticRange[]): void;
  remove(ranges: readonly StaticRange[]): void;
}

export function canPaint(): boolean {
  return typeof Highlight === 'function' && 'highlights' in CSS;
}

export function createPaint(signal: AbortSignal): Paint {
  const highlight = new Highlight();
  let name = HIGHLIGHT;
  CSS.highlights.set(name, highlight);
  const adding = new Set<StaticRange>();
  const removing = new Set<StaticRange>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Number.NEGATIVE_INFINITY;

  function paint(): void {
    timer = undefined;
    last = performance.now();
    for (const range of removing) highlight.delete(range);
    if (name === HIGHLIGHT && adding.size > 0 && countElements() > LARGE) call(HIGHLIGHT_IN_LARGE_PAGE);
    for (const range of adding) highlight.add(range);
    adding.clear();
    removing.clear();
  }

  /** The name decides the look. It never changes back: a page has one look. */
  function call(next: string): void {
    CSS.highlights.delete(name);
    name = next;
    CSS.highlights.set(name, highlight);
  }

  function plan(): void {
    timer ??= setTimeout(paint, Math.max(0, last + PACE_MS - performance.now()));
  }

  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    CSS.highlights.delete(name);
  });

  return {
    add(ranges) {
      for (const range of ranges) adding.add(range);
      if (ranges.length > 0) plan();
    },
    remove(ranges) {
      for (const range of ranges) if (!adding.delete(range)) removing.add(range);
      if (ranges.length > 0) plan();
    },
  };
}
