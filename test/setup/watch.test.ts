import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchChanges } from '../demo/watch.ts';

const LOOK = 300;

describe('watching the sources', () => {
  let newest = 1;
  let builds = 0;
  let build = async () => {};
  let stop: () => Promise<void>;

  const looks = (count: number) => vi.advanceTimersByTimeAsync(count * LOOK);

  beforeEach(() => {
    vi.useFakeTimers();
    newest = 1;
    builds = 0;
    build = async () => {};
    stop = watchChanges(
      () => newest,
      () => {
        builds++;
        return build();
      },
    );
  });
  afterEach(async () => {
    await stop();
    vi.useRealTimers();
  });

  it('builds nothing while nothing changes', async () => {
    await looks(10);
    expect(builds).toBe(0);
  });

  it('builds once after a burst of changes', async () => {
    for (newest = 2; newest < 6; newest++) await looks(1);
    expect(builds).toBe(0);
    await looks(10);
    expect(builds).toBe(1);
  });

  it('builds again after a change during a build, and never twice at a time', async () => {
    let finish = () => {};
    build = () =>
      new Promise((resolve) => {
        finish = resolve;
      });
    newest = 2;
    await looks(3);
    newest = 3;
    await looks(10);
    expect(builds).toBe(1);
    finish();
    await looks(3);
    expect(builds).toBe(2);
    finish();
  });

  it('builds nothing after its end, and waits for the running build', async () => {
    let finish = () => {};
    build = () =>
      new Promise((resolve) => {
        finish = resolve;
      });
    newest = 2;
    await looks(3);
    let hasEnded = false;
    const end = stop().then(() => {
      hasEnded = true;
    });
    newest = 3;
    await looks(10);
    expect([builds, hasEnded]).toEqual([1, false]);
    finish();
    await end;
    await looks(10);
    expect(builds).toBe(1);
  });
});
