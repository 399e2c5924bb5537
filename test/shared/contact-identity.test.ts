import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areDuplicates } from '#shared/contact-identity.ts';
import { casesOf } from '../support/sample.ts';

interface Known {
  name: string;
  emails?: string[];
  numbers?: string[];
  parts?: { givenName?: string; surname?: string };
}

const contact = ({ name, emails = [], numbers = ['+493023125123'], parts = {} }: Known) => ({
  displayName: name,
  ...parts,
  emails,
  numbers: numbers.map((e164) => ({ e164, kind: 'business' as const })),
});

const withNames = (a: string, b: string) => areDuplicates(contact({ name: a }), contact({ name: b }));

describe('contacts with the same number', () => {
  it.each([
    ['Anna Kern', 'Anna Kern'],
    ['Anna Kern', 'Kern, Anna'],
    ['Anna Kern', 'A. Kern'],
    ['Anna Maria Kern', 'Anna M. Kern'],
    ['Anna Maria Kern', 'Anna Kern'],
    ['Dr. Anna Kern', 'Prof. Anna Kern'],
    ['Anna Kern', 'Frau Kern'],
    ['Jörg Müller', 'Joerg Mueller'],
    ['Hans-Peter Vogt', 'Hanspeter Vogt'],
    ['Anna Hofmann', 'Anna Hoffmann'],
    ['Anna Bergamnn', 'Anna Bergmann'],
    ['José García', 'Jose Garcia'],
  ])('are duplicates when named %s and %s', (a, b) => {
    expect(withNames(a, b)).toBe(true);
    expect(withNames(b, a)).toBe(true);
  });

  it.each([
    ['Anna Kern', 'Bernd Kern'],
    ['Anna Kern', 'Anna Vogt'],
    ['Anna Kern', 'B. Kern'],
    ['A. K.', 'Anna Kern'],
    ['Jan Kern', 'Jon Kern'],
    ['Anna Kern', 'Zentrale'],
    ['Kern Kern', 'Anna Kern'],
    ['Anna Bermgann', 'Anna Gebmanner'],
  ])('are distinct when named %s and %s', (a, b) => {
    expect(withNames(a, b)).toBe(false);
    expect(withNames(b, a)).toBe(false);
  });

  it('are compared by given name and surname where the source has them', () => {
    const kern = contact({ name: 'Kern GmbH, Vertrieb', parts: { givenName: 'Anna', surname: 'Kern' } });
    expect(areDuplicates(kern, contact({ name: 'Anna Kern' }))).toBe(true);
    expect(areDuplicates(kern, contact({ name: 'Bernd Vertrieb' }))).toBe(false);
  });

  it('are distinct when their extensions differ', () => {
    const number = { e164: '+493023125123', kind: 'business' as const };
    const anna = { displayName: 'Anna Kern', emails: [], numbers: [{ ...number, extension: '1' }] };
    expect(areDuplicates(anna, { ...anna, numbers: [{ ...number, extension: '2' }] })).toBe(false);
  });
});

describe('contacts with the same e-mail address', () => {
  const at = (name: string, email: string) => contact({ name, emails: [email], numbers: [] });

  it('are duplicates, even under another surname', () => {
    expect(areDuplicates(at('Anna Kern', 'anna@kern.example'), at('Anna Vogt', 'Anna@Kern.example'))).toBe(
      true,
    );
  });

  it('are distinct when no word of their names matches: the address is a team’s', () => {
    expect(areDuplicates(at('Anna Kern', 'info@kern.example'), at('Bernd Vogt', 'info@kern.example'))).toBe(
      false,
    );
  });
});

it('contacts without a common number or address are distinct, whatever their names', () => {
  expect(
    areDuplicates(contact({ name: 'Anna Kern' }), contact({ name: 'Anna Kern', numbers: ['+493023125124'] })),
  ).toBe(false);
});

it('the comparison is symmetric, and a contact with an address duplicates itself', () => {
  const word = fc.constantFrom(
    'Anna',
    'A.',
    'Maria',
    'Kern',
    'Krn',
    'Bergmann',
    'Bergman',
    'Dr.',
    'Jan',
    'J',
  );
  const facts = fc.record({
    name: fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' ')),
    emails: fc.subarray(['a@kern.example', 'b@kern.example']),
    numbers: fc.subarray(['+493023125123', '+493023125124']),
  });
  fc.assert(
    fc.property(facts, facts, (a, b) => {
      expect(areDuplicates(contact(a), contact(b))).toBe(areDuplicates(contact(b), contact(a)));
    }),
    { numRuns: casesOf({ sample: 3000, whole: 30_000 }) },
  );
  fc.assert(
    fc.property(facts, (known) => {
      fc.pre(known.emails.length > 0);
      expect(areDuplicates(contact(known), contact(known))).toBe(true);
    }),
  );
});

it('the comparison ends quickly for names of many words that nearly match', () => {
  const many = Array.from({ length: 40 }, (_, index) => `a${index % 2 === 0 ? '' : 'b'}`).join(' ');
  expect(withNames(many, `${many} c`)).toBe(true);
  expect(withNames('a a a a a a a b', 'a a a a a a a c')).toBe(false);
});
