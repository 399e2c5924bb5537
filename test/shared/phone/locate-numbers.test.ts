import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCandidates } from '#shared/phone/candidates.ts';
import { findNumbers } from '../../support/find-numbers.ts';

describe('the finder of numbers in running text', () => {
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
    ['＋49 30 ２３１２５123', ['＋49 30 ２３１２５123']],
    ['030 231\u00ad25 123', ['030 231\u00ad25 123']],
    ['(030 23125123)', ['030 23125123']],
    ['030 23125123 0176 04069012', ['030 23125123', '0176 04069012']],
    ['030 23125123/0176 04069012', ['030 23125123', '0176 04069012']],
    ['030 23125123 (0176 04069012)', ['030 23125123', '0176 04069012']],
    ['030 23125-10/-11', ['030 23125-10']],
    ['12.05.2026 030 23125123', ['030 23125123']],
    ['Raum 12 030 23125123', ['030 23125123']],
    ['Berlin,030 23125123', ['030 23125123']],
    ['sip:+493023125123@pbx.example', ['+493023125123']],
    ['unter 030 23125123. 2026 auch', ['030 23125123']],
  ])('finds the numbers of %j', (text, numbers) => {
    expect(findNumbers(text, 'DE').map((found) => found.text)).toEqual(numbers);
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
    ['an internal number', 'Durchwahl 123'],
    ['seven digits and more without a label', 'genau 1234567, 912 345 678'],
    ['a named number', 'NHS number 020 7946 0018, Passnummer 030 23125123, Pass-Nr. 030 23125'],
    ['a span of days', '12.05.-14.05.2026, 12./13.05.2026, 01/05 - 09/05/2026'],
    ['a span of times or years', '08.00-12.30, 0800 - 1630, 1926/1929, 2019-2020'],
    ['a DOI', 'doi:10.1000/j.030-23125-123'],
    ['another IBAN', 'NL91 ABNA 0417 1643 00, CH93 0076 2011 6238 5295 7'],
    ['a ZIP code', 'Newark, NJ 07102-0123'],
    ['coordinates', '+52.520008, +13.404954'],
    ['a version', '0.12.345.6789'],
    ['a tax number', '012/345/67890, TVA FR 01 990012345'],
    ['a path', 'https://shop.example/030/23125123?id=03023125123'],
  ])('leaves %s alone', (_, text) => {
    expect(findNumbers(text, 'DE')).toEqual([]);
  });

  it('returns offsets that cut the number out of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        // Digits that follow at once may be the number's own: `… 23125 0`.
        fc.pre(!/^\s*[\p{Nd}+]/u.test(after));
        const text = `${before} Tel. +49 30 23125123 ${after}`;
        expect(findNumbers(text, 'DE').map(({ number }) => number)).toContain('+493023125123');
        for (const candidate of findCandidates(text))
          expect(text.slice(candidate.start, candidate.end)).toBe(candidate.text);
      }),
    );
  });

  it.each([
    ['Tel. 2312500', 'DE', ['2312500']],
    ['Telefon (privat): 199 00 12 34', 'FR', ['199 00 12 34']],
    ['Teléfono oficina 912 34 12 34', 'ES', ['912 34 12 34']],
    ['tel. kom.: 501 001 234', 'PL', ['501 001 234']],
    ['☎ 2125550123', 'US', ['2125550123']],
    ['T: 2125550123', 'US', ['2125550123']],
    ['Hotel 2125550123, Beruf 2125550123, Artur 2125550123', 'US', []],
  ] as const)('trusts a label: %j in %s', (text, country, numbers) => {
    expect(findNumbers(text, country).map((found) => found.text)).toEqual(numbers);
  });

  it.each([', ', ' / ', ' ', '; '])('finds each of many numbers that %j joins', (joiner) => {
    const numbers = Array.from(
      { length: 60 },
      (_, index) => `+49 30 231251${String(index).padStart(2, '0')}`,
    );
    expect(findNumbers(numbers.join(joiner), 'DE').map(({ text }) => text)).toEqual(numbers);
    const national = numbers.map((number) => number.replace('+49 ', '0'));
    expect(findNumbers(national.join(joiner), 'DE').map(({ text }) => text)).toEqual(national);
  });

  it('takes a zero before a plus for no outside line', () => {
    expect(findNumbers('Person 0 +49 30 23125100', 'DE').map(({ text }) => text)).toEqual([
      '+49 30 23125100',
    ]);
  });

  it('trusts the mark-up of the page, even for an extension', () => {
    const found = (text: string) => findCandidates(text, { isMarkedUp: true }).map(({ text }) => text);
    expect(found('78')).toEqual(['78']);
    expect(found('Call 555-0123 now')).toEqual(['555-0123']);
    expect(found('7')).toEqual([]);
    expect(findNumbers('2312 5123', 'DE', { isMarkedUp: true }).map(({ number }) => number)).toEqual([
      '+4923125123',
    ]);
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

describe('texts that attack number finders', () => {
  const folder = new URL('../../data/attacks/', import.meta.url);
  const { cases }: { cases: { text: string; group: string }[] } = JSON.parse(
    readFileSync(new URL('libphonenumber_matcher_cases.json', folder), 'utf8'),
  );

  it('yield no number where libphonenumber calls one impossible', () => {
    const impossible = cases.filter(({ group }) => group === 'IMPOSSIBLE_CASES');
    expect(impossible).toHaveLength(17);
    expect(impossible.filter(({ text }) => findNumbers(text, 'US').length > 0)).toEqual([]);
  });

  it('are read to the end, long repeats too, with offsets that cut the number out', () => {
    const { repeat, texts }: { repeat: { unit: string; n: number; suffix: string }[]; texts: string[] } =
      JSON.parse(readFileSync(new URL('number_scan_inputs.json', folder), 'utf8'));
    const all = [...texts, ...repeat.map(({ unit, n, suffix }) => unit.repeat(n) + suffix)];
    expect(all).toHaveLength(53);
    for (const text of all)
      for (const { start, end, text: number } of findCandidates(text))
        expect(text.slice(start, end)).toBe(number);
    expect(texts.flatMap((text) => findNumbers(text, 'DE')).length).toBe(11);
  });
});
