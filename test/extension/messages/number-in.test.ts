import { describe, expect, it } from 'vitest';
import { numberIn } from '../../../extension/messages/number-in.ts';

describe('the number in pasted or selected text', () => {
  it.each([
    ['+49 30 23125-123', '+49 30 23125-123'],
    ['  (030) 23125-123\n', '(030) 23125-123'],
    ['Tel.: 030 / 23125123, Anna Übelacker', '030 / 23125123'],
    ['tel:+493023125123', '+493023125123'],
    ['20 7946 0018', '20 7946 0018'],
    ['23125', '23125'],
    ['Bestellung 4711-0815, bitte 030 23125123 anrufen', '030 23125123'],
  ])('of %j is %j', (text, number) => expect(numberIn(text)).toBe(number));

  it.each(['Anna Übelacker', '', '1234', '4711 Anna', 'x'.repeat(70)])('%j holds none', (text) =>
    expect(numberIn(text)).toBeUndefined(),
  );
});
