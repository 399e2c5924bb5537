import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CountryCode, readField } from '#shared/phone/normalise.ts';
import { findNumbers } from '../../support/find-numbers.ts';

/** What users of this and of other products reported: the text, and the numbers that they expected. */

interface Report {
  kind: string;
  input: string;
  expected: string;
  context: string;
}

const reports: readonly Report[] = JSON.parse(
  readFileSync(new URL('../../data/field-reports/cases.json', import.meta.url), 'utf8'),
);

const NOTHING = 'no number';
/** National numbers without a zero and without a label: any nine digits look like them. README states the limit. */
const LIMIT = 'K11';

function casesIn(context: RegExp): (Report & { country: CountryCode })[] {
  return reports.flatMap((report) => {
    const country = context.exec(report.context)?.[1];
    return country === undefined ? [] : [{ ...report, country: country as CountryCode }];
  });
}

const listed = (numbers: readonly string[]) => [...new Set(numbers)].join('; ') || NOTHING;

describe('reports of phone fields', () => {
  const fields = casesIn(/^phone field of a contact, or look-up, country (\w\w)/);

  it('are of six kinds', () => {
    expect(fields.length).toBeGreaterThan(55);
  });

  it.each(fields)('$kind: $input', ({ input, country, expected }) => {
    const { numbers } = readField(input, { country });
    const read = numbers.map(({ e164, extension }) => (extension ? `${e164};${extension}` : e164));
    expect(listed(read)).toBe(expected);
  });

  const contacts = reports.flatMap(({ kind, input, context }) => {
    const [, field, number] = /^field '(.*)'; look-up (\+\d+)$/s.exec(input) ?? [];
    return context.startsWith('contact in the shared mailbox') && field && number
      ? [{ kind, field, number }]
      : [];
  });

  it.each(contacts)('$kind: the contact with $field is found for $number', ({ field, number }) => {
    expect(readField(field, { country: 'DE' }).numbers.map(({ e164 }) => e164)).toContain(number);
  });
});

describe('reports of texts on pages', () => {
  const texts = casesIn(/^text on a page, reader in (\w\w)/);

  it('are many', () => {
    expect(texts.length).toBeGreaterThan(140);
  });

  it.each(texts.filter(({ kind }) => !kind.startsWith(LIMIT)))(
    '$kind: $input',
    ({ input, country, expected }) => {
      expect(listed(findNumbers(input, country).map(({ number }) => number.split(';')[0] ?? ''))).toBe(
        expected,
      );
    },
  );

  it.each(texts.filter(({ kind }) => kind.startsWith(LIMIT)))(
    'stated limit: $input',
    ({ input, country }) => {
      expect(findNumbers(input, country)).toEqual([]);
    },
  );
});
