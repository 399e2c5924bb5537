import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, describe, expect, it } from 'vitest';
import { StoredRequestWindow } from '../../../worker/runs/request-window.ts';
import { START, sourceStub } from '../support/source-runner.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

describe('requests of the last ten minutes', () => {
  afterEach(reset);

  /** Gives a clock that the test moves; `open` makes another window on the same storage. */
  const onSource = (work: (open: () => StoredRequestWindow, moveMs: (ms: number) => void) => void) =>
    runInDurableObject(sourceStub(), (_instance, { storage }) => {
      let nowMs = START;
      work(
        () => new StoredRequestWindow(storage.sql, () => nowMs),
        (ms) => {
          nowMs += ms;
        },
      );
    });

  it('stop counting ten minutes later, within ten seconds', () =>
    onSource((open, moveMs) => {
      const window = open();
      expect(window.take(100, 100)).toBe(0);
      expect(window.take(1, 100)).toBe(10 * MINUTE + 10 * SECOND);
      moveMs(10 * MINUTE);
      expect(window.used()).toBe(100);
      expect(window.take(1, 100)).toBe(10 * SECOND);
      moveMs(10 * SECOND);
      expect(window.used()).toBe(0);
      expect(window.take(100, 100)).toBe(0);
    }));

  it('stop counting in the order in which they were made', () =>
    onSource((open, moveMs) => {
      const window = open();
      window.take(60, 100);
      moveMs(MINUTE);
      window.take(40, 100);
      moveMs(9 * MINUTE + 10 * SECOND);
      expect(window.used()).toBe(40);
      expect(window.take(60, 100)).toBe(0);
      expect(window.take(1, 100)).toBe(MINUTE);
    }));

  it('are still counted after an eviction', () =>
    onSource((open) => {
      open().take(100, 100);
      expect(open().used()).toBe(100);
      expect(open().take(1, 100)).toBeGreaterThan(0);
    }));
});
