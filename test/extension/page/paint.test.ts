// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPaint, HIGHLIGHT, HIGHLIGHT_IN_LARGE_PAGE } from '../../../extension/page/paint.ts';

describe('painting numbers', () => {
  let registry: Map<string, Set<StaticRange>>;
  beforeEach(() => {
    vi.useFakeTimers();
    registry = new Map();
    vi.stubGlobal('Highlight', Set);
    vi.stubGlobal('CSS', { highlights: registry });
    document.body.innerHTML = '';
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const range = () => ({}) as StaticRange;
  const sizes = () => [...registry].map(([name, ranges]) => [name, ranges.size]);

  it('changes the page at most five times a second, however often numbers come and go', async () => {
    const paint = createPaint(new AbortController().signal);
    let changes = 0;
    let before = 0;
    let shown = range();
    for (let ms = 0; ms < 950; ms += 10) {
      const next = range();
      paint.remove([shown]);
      paint.add([next, range()]);
      shown = next;
      await vi.advanceTimersByTimeAsync(10);
      const size = registry.get(HIGHLIGHT)?.size ?? 0;
      if (size !== before) changes++;
      before = size;
    }
    expect(changes).toBe(5);
  });

  it('never paints a number that has gone before its turn', async () => {
    const paint = createPaint(new AbortController().signal);
    const gone = range();
    paint.add([gone]);
    paint.remove([gone]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(sizes()).toEqual([[HIGHLIGHT, 0]]);
  });

  it('tints instead of underlining once a page has more than 20,000 elements, all numbers alike', async () => {
    const paint = createPaint(new AbortController().signal);
    paint.add([range()]);
    await vi.advanceTimersByTimeAsync(0);
    expect(sizes()).toEqual([[HIGHLIGHT, 1]]);
    document.body.innerHTML = '<i></i>'.repeat(20_000);
    paint.add([range()]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(sizes()).toEqual([[HIGHLIGHT_IN_LARGE_PAGE, 2]]);
  });

  it('leaves no highlight behind', async () => {
    const end = new AbortController();
    const paint = createPaint(end.signal);
    paint.add([range()]);
    await vi.advanceTimersByTimeAsync(0);
    paint.add([range()]);
    end.abort();
    await vi.advanceTimersByTimeAsync(1000);
    expect(sizes()).toEqual([]);
  });
});
