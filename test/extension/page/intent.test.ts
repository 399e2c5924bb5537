// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchIntent } from '../../../extension/page/intent.ts';
import type { NumberUnderPointer, Sight } from '../../../extension/page/number-at.ts';

const NUMBER = '+49 30 23125121';

describe('the pointer on a page', () => {
  let now = 0;
  let frames: (() => void)[] = [];
  let hear: (event: object) => void = () => undefined;
  let target: Sight;
  let meant: string[] = [];

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    [now, frames, meant, target] = [1000, [], [], undefined];
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    vi.stubGlobal('requestAnimationFrame', (look: () => void) => frames.push(look));
    vi.spyOn(window, 'addEventListener').mockImplementation((type: string, listener: unknown) => {
      if (type === 'pointermove') hear = listener as typeof hear;
    });
    watchIntent({
      signal: new AbortController().signal,
      numberAt: () => target,
      isCardOpen: () => false,
      meant: ({ text }) => meant.push(text),
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  const number = (): NumberUnderPointer => ({
    node: document.body,
    start: 0,
    text: NUMBER,
    box: { left: 0, top: 0, width: 100, height: 20 },
    follow: () => undefined,
  });
  /** An event as the browser sends it to the page. */
  const move = (screenX: number) =>
    hear({
      isTrusted: true,
      pointerType: 'mouse',
      buttons: 0,
      screenX,
      screenY: 50,
      clientX: 10,
      clientY: 10,
    });
  const pass = async (ms: number) => {
    now += ms;
    await vi.advanceTimersByTimeAsync(ms);
  };
  const frame = () => {
    for (const look of frames.splice(0)) look();
  };

  it('means the number on which it came to rest, even if the next animation frame is late', async () => {
    move(100);
    frame();
    target = number();
    move(110);
    await pass(600);
    frame();
    await pass(400);
    expect(meant).toEqual([NUMBER]);
  });

  it('means no number that moved under it while it rested, whatever the browser reports', async () => {
    move(100);
    move(110);
    frame();
    await pass(200);
    target = number();
    move(110);
    frame();
    await pass(1000);
    expect(meant).toEqual([]);
  });

  describe('on text that the background has not read yet', () => {
    let answer: (number: NumberUnderPointer | undefined) => void = () => undefined;
    const unread = (): Sight => ({
      asked: new Promise((resolve) => {
        answer = resolve;
      }),
    });

    const come = async () => {
      move(100);
      frame();
      target = unread();
      move(110);
      frame();
      await pass(50);
    };

    it('means the number in it, a dwell after the answer', async () => {
      await come();
      target = number();
      answer(number());
      await pass(399);
      expect(meant).toEqual([]);
      await pass(1);
      expect(meant).toEqual([NUMBER]);
    });

    it('means nothing where the text is no number', async () => {
      await come();
      target = undefined;
      answer(undefined);
      await pass(1000);
      expect(meant).toEqual([]);
    });

    it('means nothing if the pointer has left before the answer', async () => {
      await come();
      target = undefined;
      move(200);
      frame();
      answer(number());
      await pass(1000);
      expect(meant).toEqual([]);
    });

    it('means nothing if another number stands there after the dwell', async () => {
      await come();
      target = { ...number(), text: '+49 30 23125122' };
      answer(number());
      await pass(1000);
      expect(meant).toEqual([]);
    });

    it('means nothing if the page moved the text under a resting pointer', async () => {
      move(100);
      move(110);
      frame();
      await pass(200);
      target = unread();
      move(110);
      frame();
      target = number();
      answer(number());
      await pass(1000);
      expect(meant).toEqual([]);
    });
  });
});
