// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchChanges } from '../../../extension/page/watch.ts';

describe('a change in a page', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is read together with all others of the moment', async () => {
    const reads: (readonly Node[])[] = [];
    const watch = watchChanges(new AbortController().signal, async (places) => {
      reads.push(places);
      return 0;
    });
    const lines = Array.from({ length: 10 }, () => document.body.appendChild(document.createElement('p')));
    for (const line of lines) watch.again(line);
    await vi.advanceTimersByTimeAsync(1000);
    expect(reads).toEqual([lines]);
  });

  it('is read even after a failed reading', async () => {
    const end = new AbortController();
    let reads = 0;
    // Nothing awaits a reading, so its error goes to the console.
    const failed = vi.fn();
    process.on('unhandledRejection', failed);
    const watch = watchChanges(end.signal, async () => {
      if (++reads === 1) throw new Error('the page is hostile');
      return 0;
    });
    watch.again(document.body);
    await vi.advanceTimersByTimeAsync(300);
    watch.again(document.body);
    await vi.advanceTimersByTimeAsync(300);
    process.off('unhandledRejection', failed);
    expect(reads).toBe(2);
    expect(failed).toHaveBeenCalledTimes(1);
  });
});
