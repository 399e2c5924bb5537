import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorText, reduceError } from '../../../extension/diagnosis/reduce-error.ts';
import { reducedError } from '../../../extension/messages/reduced-error.ts';
import { CANARIES, errorWithCanaries, ORIGIN } from '../support/canary-errors.ts';

const failing = (stack: string, more: object = {}) => Object.assign(new Error('of Anna'), { stack, ...more });

describe('an error', () => {
  it('is reduced to a code, a kind, functions, files and positions, as Chromium writes them', () => {
    const stack = [
      'TypeError: Anna Übelacker is undefined',
      `    at Desk.open (${ORIGIN}/background.js:1:234)`,
      `    at async ${ORIGIN}/chunks/popup-Bx1_-9.js:12:5`,
      `    at async Object.show [as +49 30 23125123] (${ORIGIN}/options.html?number=1:3:4)`,
      '    at https://crm.example/anna.js:1:1',
      '    at <anonymous>',
    ].join('\n');
    const error = reduceError(failing(stack, { name: 'TypeError' }), ORIGIN);
    expect(errorText(error).split('\n')).toEqual([
      'internal TypeError',
      '  at Desk.open background.js:1:234',
      '  at (no name) chunks/popup-Bx1_-9.js:12:5',
      '  at Object.show options.html:3:4',
    ]);
  });

  it('is reduced to the same as Firefox writes it', () => {
    const origin = 'moz-extension://6a1b';
    const stack = `open@${origin}/background.js:1:234\n@${origin}/card.js:2:5\nx@https://crm.example/a.js:1:1\n`;
    expect(errorText(reduceError(failing(stack), origin)).split('\n')).toEqual([
      'internal Error',
      '  at open background.js:1:234',
      '  at (no name) card.js:2:5',
    ]);
  });

  it('keeps a code that is one of ours, and no other', () => {
    expect(reduceError(failing('', { code: 'worker_unreachable' }), ORIGIN).code).toBe('worker_unreachable');
    expect(reduceError(failing('', { code: 'anna' }), ORIGIN).code).toBe('internal');
  });

  it('has no frames out of a message that looks like some', () => {
    const message = `of\n    at Erika (${ORIGIN}/background.js:1:2)`;
    const real = `    at open (${ORIGIN}/background.js:9:9)`;
    const error = Object.assign(new Error(message), { stack: `Error: ${message}\n${real}` });
    expect(reduceError(error, ORIGIN).frames).toEqual([
      { function: 'open', file: 'background.js', line: 9, column: 9 },
    ]);
  });

  it.each([['a text'], [undefined], [null], [7]])('may be none at all: %s', (thrown) => {
    expect(reduceError(thrown, ORIGIN)).toEqual({ code: 'internal', kind: 'no error', frames: [] });
  });

  it('that throws when it is read is reduced all the same', () => {
    const hostile = {
      get stack(): string {
        throw new Error('no');
      },
    };
    expect(reduceError(hostile, ORIGIN)).toEqual({ code: 'internal', kind: 'another error', frames: [] });
  });

  it('leaves no name, number, token or address in what is kept of it, whatever it carries', () => {
    fc.assert(
      fc.property(errorWithCanaries(), (thrown) => {
        const error = reduceError(thrown, ORIGIN);
        const kept = JSON.stringify(error) + errorText(error);
        expect(CANARIES.filter((canary) => kept.includes(canary))).toEqual([]);
        expect(reducedError.safeParse(error).success).toBe(true);
      }),
    );
  });

  it('of the test above reaches the frames that are kept', () => {
    const samples = fc.sample(errorWithCanaries(), 50).map((thrown) => reduceError(thrown, ORIGIN));
    expect(samples.some(({ frames }) => frames.length > 0)).toBe(true);
  });
});
