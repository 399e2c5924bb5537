import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCandidates } from '#shared/phone/candidates.ts';

describe('numbers in running text', () => {
  it.each([
    ['Ruf an: +49 (30) 23125-123, danke', ['+49 (30) 23125-123']],
    ['Tel:030/23125123.', ['030/23125123']],
    ['0049 30 23125123 und 020 7946 0018', ['0049 30 23125123', '020 7946 0018']],
    ['(212) 555-0123 or 1-212-555-0199', ['(212) 555-0123', '1-212-555-0199']],
    ['(siehe (030) 23125-123)', ['(030) 23125-123']],
    ['Fon (0 30) 2 31 25 - 1 23', ['(0 30) 2 31 25 - 1 23']],
    ['089.99998.123', ['089.99998.123']],
    ['Mobil 0176/04069012', ['0176/04069012']],
    ['01 99 00 12 34', ['01 99 00 12 34']],
    ['+33.1.99.00.12.34!', ['+33.1.99.00.12.34']],
    ['030\u00a023125\u2011123', ['030\u00a023125\u2011123']],
  ])('finds those of %j', (text, numbers) => {
    expect(findCandidates(text).map((candidate) => candidate.text)).toEqual(numbers);
  });

  it.each([
    ['a date', 'am 12.05.2026 um 10:30, 2016-05-01, 01/02/2003'],
    ['an ISBN', 'ISBN 978-3-16-148410-0 und ISBN: 0-306-40615-2'],
    ['an IBAN', 'IBAN DE89 3704 0044 0532 0130 00'],
    ['an order number', 'order 0301234567, Rechnung Nr. 030-1234567, #0301234567'],
    ['an address of a host', '192.168.100.200, 010.020.030.040'],
    ['a decimal', '0.12345678 und 52.520008'],
    ['a price', '030 1234567 €, € 0301234567'],
    ['a part of a word', 'abc03023125123, 03023125123abc, x_030231251230'],
    ['a part of a longer number', '0301234567890123456'],
    ['an internal number', 'Durchwahl 1234567'],
    ['a path', 'https://shop.example/030/23125123?id=03023125123'],
  ])('leaves %s alone', (_, text) => {
    expect(findCandidates(text)).toEqual([]);
  });

  it('gives offsets that cut the number out of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const text = `${before} Tel. +49 30 23125123 ${after}`;
        for (const { start, end, text: number } of findCandidates(text))
          expect(text.slice(start, end)).toBe(number);
      }),
    );
  });

  it.each(['1.', '(', '+1 ', '0 ', '030 12', '+', '00', '1-', '(0', '+49 ('])(
    'gets through two megabytes of %j',
    (unit) => {
      const text = unit.repeat(2_000_000 / unit.length);
      for (const { start, end } of findCandidates(text)) expect(end).toBeGreaterThan(start);
      expect(findCandidates(`${text} Tel. +49 30 23125123`).at(-1)?.text).toBe('+49 30 23125123');
    },
  );
});
