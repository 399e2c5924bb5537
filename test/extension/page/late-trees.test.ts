// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchForTrees } from '../../../extension/page/late-trees.ts';

describe('elements that may get a shadow root later', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const host = () => document.body.appendChild(document.createElement('x-late'));

  it('are checked until they have one', async () => {
    let hasTree = false;
    const looks: Element[] = [];
    const late = watchForTrees((element) => {
      looks.push(element);
      return hasTree;
    }, new AbortController().signal);
    const element = host();
    late.add(element);
    await vi.advanceTimersByTimeAsync(500);
    expect(looks).toEqual([element]);
    hasTree = true;
    await vi.advanceTimersByTimeAsync(1000);
    expect(looks).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(looks).toHaveLength(2);
  });

  it('are checked ever more rarely: 15 times in the first ten minutes', async () => {
    let looks = 0;
    const late = watchForTrees(() => {
      looks++;
      return false;
    }, new AbortController().signal);
    late.add(host());
    await vi.advanceTimersByTimeAsync(600_000);
    expect(looks).toBe(15);
  });

  it('are forgotten once they leave the page or reading ends', async () => {
    let looks = 0;
    const end = new AbortController();
    const late = watchForTrees(() => {
      looks++;
      return false;
    }, end.signal);
    const gone = host();
    late.add(gone);
    gone.remove();
    await vi.advanceTimersByTimeAsync(5000);
    expect(looks).toBe(0);
    late.add(host());
    end.abort();
    await vi.advanceTimersByTimeAsync(5000);
    expect(looks).toBe(0);
  });
});
