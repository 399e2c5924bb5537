import { describe, expect, it } from 'vitest';
import { numberIn, numberOfAddress } from '../../../extension/messages/number-in.ts';

describe('the number in pasted or selected text', () => {
  it.each([
    ['+49 30 23125-123', '+49 30 23125-123'],
    ['  (030) 23125-123\n', '(030) 23125-123'],
    ['Tel.: 030 / 23125123, Anna Übelacker', '030 / 23125123'],
    ['tel:+493023125123', '+493023125123'],
    ['20 7946 0018', '20 7946 0018'],
    ['23125', '23125'],
  ])('of %j is %j', (text, number) => expect(numberIn(text)).toBe(number));

  it.each(['Anna Übelacker', '', '1234', '4711 Anna', 'x'.repeat(70)])('%j holds none', (text) =>
    expect(numberIn(text)).toBeUndefined(),
  );
});

describe('the number that a link dials', () => {
  it.each([
    ['tel:+49-30-23125-123', '+49-30-23125-123'],
    ['callto:+49%2030%2023125123', '+49 30 23125123'],
    ['tel:+493023125123;ext=7', '+493023125123'],
    ['sip:+493023125123@pbx.example;user=phone', '+493023125123'],
    ['sips://+493023125123@pbx.example', '+493023125123'],
    ['tel:+493023125123,,42#', '+493023125123'],
  ])('of %s is %s', (address, number) => expect(numberOfAddress(address)).toBe(number));

  it.each(['tel:*31#0302312', 'sip:anna@pbx.example', 'tel:', `tel:${'1'.repeat(70)}`])(
    '%s has none',
    (address) => expect(numberOfAddress(address)).toBeUndefined(),
  );
});
