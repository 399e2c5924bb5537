import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as z from 'zod/mini';
import type { ToBackground } from '../../../extension/messages/messages.ts';
import { createNumberCheck } from '../../../extension/page/number-check.ts';

describe('the check of candidates', () => {
  const asked: string[][] = [];
  const say = async <T>(message: ToBackground, answer: z.ZodMiniType<T>): Promise<T> => {
    if (message.type !== 'check-numbers') throw new Error('not expected');
    asked.push(message.texts);
    return answer.parse(message.texts.map((text) => text.startsWith('+')));
  };
  beforeEach(() => {
    vi.useFakeTimers();
    asked.length = 0;
  });
  afterEach(() => void vi.useRealTimers());

  it('gathers many texts into one message, without repeats', async () => {
    const check = createNumberCheck(say);
    const answers = Promise.all([check('+4930'), check('12'), check('+4930')]);
    await vi.runAllTimersAsync();
    expect(await answers).toEqual([true, false, true]);
    expect(asked).toEqual([['+4930', '12']]);
  });

  it('sends at most 200 at a time', async () => {
    const check = createNumberCheck(say);
    const answers = Promise.all(Array.from({ length: 450 }, (_, i) => check(`+49${i}`)));
    await vi.runAllTimersAsync();
    await answers;
    expect(asked.map((texts) => texts.length)).toEqual([200, 200, 50]);
  });

  it('never sends a text of more than 64 characters', async () => {
    const check = createNumberCheck(say);
    expect(await check('+'.repeat(65))).toBe(false);
    expect(asked).toEqual([]);
  });

  it('asks again after a missing answer', async () => {
    let isDown = true;
    const check = createNumberCheck((message, answer) => {
      if (isDown) return Promise.reject(new Error('no answer'));
      return say(message, answer);
    });
    const first = check('+4930');
    await vi.runAllTimersAsync();
    expect(await first).toBe(false);
    isDown = false;
    const second = check('+4930');
    await vi.runAllTimersAsync();
    expect(await second).toBe(true);
  });
});
