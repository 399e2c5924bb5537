// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchNearby } from '../../../extension/page/nearby.ts';

/** A page of lines of 100 px in a window of 1000 px. */
const LINE = 100;
const SCREEN = 1000;

/** A browser that reports watched elements on demand. */
class Observer {
  static all: Observer[] = [];
  static calls = 0;
  readonly watched = new Map<Element, boolean | undefined>();
  readonly seen: (entries: { target: Element; isIntersecting: boolean }[]) => void;
  readonly screens: number;
  constructor(seen: Observer['seen'], { rootMargin = '0%' }: { rootMargin?: string } = {}) {
    this.seen = seen;
    this.screens = Number.parseInt(rootMargin, 10) / 100;
    Observer.all.push(this);
  }
  observe(target: Element): void {
    Observer.calls++;
    if (!this.watched.has(target)) this.watched.set(target, undefined);
  }
  unobserve(target: Element): void {
    this.watched.delete(target);
  }
  disconnect(): void {
    this.watched.clear();
  }
  frame(): void {
    const entries = [...this.watched].flatMap(([target, before]) => {
      const top = topOf(target);
      const margin = this.screens * SCREEN;
      const isIntersecting =
        target.isConnected && !isGone(target) && top + LINE >= -margin && top <= SCREEN + margin;
      this.watched.set(target, isIntersecting);
      return isIntersecting === before ? [] : [{ target, isIntersecting }];
    });
    if (entries.length > 0) this.seen(entries);
  }
}

let scroll = 0;
let measured = 0;
const topOf = (line: Element) => Number(line.id) * LINE - scroll;
const isGone = (line: Element) => line.className === 'gone';
const watchedElements = () => Observer.all.reduce((sum, { watched }) => sum + watched.size, 0);

async function frames(): Promise<void> {
  for (let frame = 0; frame < 3; frame++) {
    for (const observer of Observer.all) observer.frame();
    await vi.advanceTimersByTimeAsync(2000);
  }
}

function linesOf(count: number): Element[] {
  document.body.innerHTML = Array.from({ length: count }, (_, at) => `<p id="${at}"></p>`).join('');
  return [...document.querySelectorAll('p')];
}

describe('elements near the viewport', () => {
  let near: Set<number>;
  const watch = (lines: readonly Element[]) => {
    const nearby = watchNearby((line, isNear) => {
      if (isNear) near.add(Number(line.id));
      else near.delete(Number(line.id));
    }, new AbortController().signal);
    for (const line of lines) nearby.watch(line);
    return nearby;
  };
  /** Visible lines that were not reported. */
  const missed = () => {
    const first = Math.ceil(scroll / LINE);
    return Array.from({ length: SCREEN / LINE }, (_, at) => first + at).filter(
      (line) => !near.has(line) && document.getElementById(String(line))?.className === '',
    );
  };

  beforeEach(() => {
    vi.useFakeTimers();
    Observer.all = [];
    Observer.calls = 0;
    scroll = 0;
    measured = 0;
    near = new Set();
    vi.stubGlobal('IntersectionObserver', Observer);
    vi.stubGlobal('innerHeight', SCREEN);
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
      measured++;
      return { top: topOf(this) } as DOMRect;
    });
    vi.spyOn(Element.prototype, 'getClientRects').mockImplementation(function (this: Element) {
      return { length: isGone(this) ? 0 : 1 } as DOMRectList;
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('are reported at every scroll position of 5,000 lines, with under 1,000 watched', async () => {
    watch(linesOf(5000));
    await vi.advanceTimersByTimeAsync(100);
    for (const to of [0, 499_000, 232_100, 3000, 376_500]) {
      scroll = to;
      await frames();
      expect(missed()).toEqual([]);
      expect(near.size).toBeLessThan(100);
      expect(watchedElements()).toBeLessThan(1000);
    }
  });

  it('cost a large page one measured pair per 64 lines, and ever rarer hand-overs', async () => {
    const lines = linesOf(5000);
    const { watch: add } = watch([]);
    let handOvers = 0;
    for (const [at, line] of lines.entries()) {
      add(line);
      // Reading the page takes ten seconds.
      if (at % 5 === 0) {
        const before = Observer.calls;
        await vi.advanceTimersByTimeAsync(10);
        if (Observer.calls > before) handOvers++;
      }
    }
    expect(handOvers).toBeLessThan(16);
    expect(measured).toBeLessThan(2 * (5000 / 64) + 64);
  });

  /** Both ends of every group of 64 and their neighbours, far from the window. */
  const isEnd = (at: number) => at >= 250 && ((at - 250) % 64 < 10 || (at - 250) % 64 > 53);

  it('are reported after the ends of their group have left', async () => {
    const lines = linesOf(3000);
    const nearby = watch(lines);
    await vi.advanceTimersByTimeAsync(100);
    await frames();
    for (const [at, line] of lines.entries()) if (isEnd(at)) line.remove();
    nearby.regroup();
    await vi.advanceTimersByTimeAsync(2000);
    scroll = 200_000;
    await frames();
    expect(missed()).toEqual([]);
    expect(near.size).toBeGreaterThan(5);
  });

  it('are reported while the ends of their group are hidden', async () => {
    const lines = linesOf(3000);
    watch(lines);
    await vi.advanceTimersByTimeAsync(100);
    scroll = 200_000;
    await frames();
    for (const [at, line] of lines.entries()) if (isEnd(at)) line.className = 'gone';
    await frames();
    scroll = 205_500;
    await frames();
    expect(missed()).toEqual([]);
    expect(near.size).toBeGreaterThan(5);
  });

  it('are watched one by one in a page of a few hundred', async () => {
    watch(linesOf(200));
    await vi.advanceTimersByTimeAsync(100);
    await frames();
    expect(measured).toBe(0);
    expect(watchedElements()).toBe(200);
    expect(missed()).toEqual([]);
  });
});
