import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as z from 'zod/mini';
import type { Proposal } from '#shared/phone/locate-numbers.ts';
import type { ToBackground } from '../../../extension/messages/messages.ts';
import { createNumberLocator } from '../../../extension/page/number-locator.ts';

const proposed = (text: string, before = ''): Proposal => ({ text, before, after: '', isMarkedUp: false });

describe('the locator of numbers', () => {
  let asked: string[][] = [];
  /** A background that takes everything from a plus on for a number. */
  let answerTo = ({ text }: Proposal): number[][] =>
    text.includes('+') ? [[text.indexOf('+'), text.length]] : [];
  const say = async <T>(message: ToBackground, answer: z.ZodMiniType<T>): Promise<T> => {
    if (message.type === 'locate-numbers') {
      asked.push(message.proposals.map(({ before, text }) => before + text));
      return answer.parse(message.proposals.map(answerTo));
    }
    if (message.type !== 'read-links') throw new Error('not expected');
    asked.push(message.addresses);
    return answer.parse(message.addresses.map((address) => address.replace(/^\D*/, '')));
  };
  const initial = answerTo;
  beforeEach(() => {
    vi.useFakeTimers();
    asked = [];
    answerTo = initial;
  });
  afterEach(() => void vi.useRealTimers());

  it('gathers many proposals into one message, without repeats', async () => {
    const locator = createNumberLocator(say);
    const answers = Promise.all(['1 +4930', '12', '1 +4930'].map((text) => locator.locate(proposed(text))));
    await vi.runAllTimersAsync();
    expect(await answers).toEqual([[{ start: 2, end: 7 }], [], [{ start: 2, end: 7 }]]);
    expect(asked).toEqual([['1 +4930', '12']]);
  });

  it('asks again where the same text stands behind another label', async () => {
    const locator = createNumberLocator(say);
    for (const before of ['Tel. ', 'Invoice: ']) void locator.locate(proposed('+4930', before));
    await vi.runAllTimersAsync();
    expect(asked).toEqual([['Tel. +4930', 'Invoice: +4930']]);
  });

  it('knows an answer at once when it has come', async () => {
    const locator = createNumberLocator(say);
    expect(locator.located(proposed('+4930'))).toBeUndefined();
    void locator.locate(proposed('+4930'));
    expect(locator.located(proposed('+4930'))).toBeUndefined();
    await vi.runAllTimersAsync();
    expect(locator.located(proposed('+4930'))).toEqual([{ start: 0, end: 5 }]);
  });

  it('sends at most 200 at a time', async () => {
    const locator = createNumberLocator(say);
    const answers = Promise.all(Array.from({ length: 450 }, (_, i) => locator.locate(proposed(`+49${i}`))));
    await vi.runAllTimersAsync();
    await answers;
    expect(asked.map((texts) => texts.length)).toEqual([200, 200, 50]);
  });

  it('never sends a text of more than 160 characters, or an address of more than 512', async () => {
    const locator = createNumberLocator(say);
    expect(await locator.locate(proposed('+'.repeat(161)))).toEqual([]);
    expect(await locator.dialledBy(`tel:${'1'.repeat(510)}`)).toBe('');
    expect(asked).toEqual([]);
  });

  it('leaves out parts that do not lie in the proposal', async () => {
    answerTo = () => [[-1, 3], [3, 3], [2, 90], [1], [], [1, 4]];
    const locator = createNumberLocator(say);
    const answer = locator.locate(proposed('+4930'));
    await vi.runAllTimersAsync();
    expect(await answer).toEqual([{ start: 1, end: 4 }]);
  });

  it('asks again after a missing answer', async () => {
    let isDown = true;
    const locator = createNumberLocator((message, answer) =>
      isDown ? Promise.reject(new Error('no answer')) : say(message, answer),
    );
    const first = locator.locate(proposed('+4930'));
    await vi.runAllTimersAsync();
    expect(await first).toEqual([]);
    isDown = false;
    const second = locator.locate(proposed('+4930'));
    await vi.runAllTimersAsync();
    expect(await second).toHaveLength(1);
  });

  it('asks which number a link dials', async () => {
    const locator = createNumberLocator(say);
    expect(locator.dialledAlready('tel:4930')).toBeUndefined();
    const answer = locator.dialledBy('tel:4930');
    await vi.runAllTimersAsync();
    expect(await answer).toBe('4930');
    expect(locator.dialledAlready('tel:4930')).toBe('4930');
  });
});
