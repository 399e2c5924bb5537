import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFile } from './support/read-people.ts';

/** Every file of `test/data/field-reports`, with what a person would expect of it. */

interface Case {
  kind: string;
  input: string;
  context: string;
}
interface Expected {
  kind: string;
  /** What tells the case from the others of its kind. */
  holds: string;
  people: string[];
  notes?: string[];
}

const cases = (JSON.parse(readFileSync('test/data/field-reports/cases.json', 'utf8')) as Case[]).filter(
  ({ context }) => context.startsWith('file for'),
);

const LOST = ['2 digits-lost Business Phone', '2 digits-lost Mobile Phone'];

const EXPECTED: Expected[] = [
  {
    kind: 'K15',
    holds: '="03023125123"',
    people: ['Anna: business 03023125123', 'Ben: business 03023125124'],
  },
  {
    kind: 'K15',
    holds: '4,917,604,069,001',
    people: ['Anna: mobile 4917604069001', 'Ben: mobile 4917604069002'],
  },
  { kind: 'K15', holds: '4.93023E+11', people: ['Anna Berger (Muster)'], notes: LOST },
  { kind: 'K15', holds: '3023125123.0', people: ['Anna: business 3023125123'] },
  { kind: 'K15', holds: '4,9176E+12', people: ['Anna Berger'], notes: ['2 digits-lost Mobiltelefon'] },
  { kind: 'K19', holds: 'ORG:B', people: ['Jörg Müller (Bäckerei Größe): other 030 23125123'] },
  {
    kind: 'K19',
    holds: 'NOTE:',
    people: ['Jörg Müller: other 030 23125123', 'Sören Groß: other 030 23125124'],
  },
  {
    kind: 'K19',
    holds: 'FN:Anna',
    people: ['Jörg Müller: other 030 23125123', 'Anna ü: other 030 23125124'],
    notes: ['6 code-page-unsure windows-1252'],
  },
  {
    kind: 'K20',
    holds: 'ukasz',
    people: ['Łukasz Żółć: other 030 23125123'],
    notes: ['1 code-page windows-1250'],
  },
  {
    kind: 'K20',
    holds: 'J\u0094rg',
    people: ['Jörg Müller: mobile 0176 04069001'],
    notes: ['2 code-page-unsure cp850'],
  },
  {
    kind: 'K20',
    holds: 'J\u009arg',
    people: ['Jörg Müller: mobile 0176 04069001'],
    notes: ['2 code-page-unsure macintosh'],
  },
  {
    kind: 'K21',
    holds: 'TEL:030 23125123\nEND',
    people: ['Anna: other 030 23125123', 'Ben: other 030 23125124'],
  },
  {
    kind: 'K21',
    holds: 'END:VCARDBEGIN:VCARD\r\n',
    people: ['Anna: business 030 23125123', 'Ben: business 030 23125124', 'Cem: business 030 23125125'],
  },
  {
    kind: 'K21',
    holds: 'END:VCARD BEGIN:VCARD',
    people: ['Anna: business 030 23125123', 'Ben: business 030 23125124', 'Cem: business 030 23125125'],
  },
  {
    kind: 'K22',
    holds: 'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg M=C3=BCller-L',
    people: ['Jörg Müller-Lüdenscheid: mobile 0176 04069001'],
  },
  { kind: 'K22', holds: 'ORG;ENCODING', people: ['Anna Berger (Müller & Söhne GmbH): other 030 23125123'] },
  {
    kind: 'K22',
    holds: 'AGENT',
    people: ['Anna Berger: business 030 23125123', 'Sekretariat Berger: business 030 23125101'],
  },
  { kind: 'K22', holds: 'PHOTO', people: ['Anna: other 030 23125123'] },
  { kind: 'K22', holds: '\r\r\n', people: ['Anna-Katharina Berger: other 030 23125123'] },
  { kind: 'K22', holds: '\tller', people: ['Anna-Katharina Müller: other 030 23125123'] },
  { kind: 'K22', holds: '\n =BCller', people: ['Jörg Müller: mobile 0176 04069001'] },
  { kind: 'K23', holds: 'HOME\\,VOICE', people: ['Anna Berger: home +49 30 23125300'] },
  { kind: 'K23', holds: 'Dr.,Prof.', people: ['Anna Berger: other 030 23125123'] },
  {
    kind: 'K23',
    holds: 'TYPE=arbeit',
    people: ['Anna: business 030 23125124, mobile 0176 04069001, home 030 23125300'],
  },
  { kind: 'K23', holds: 'KIND:group', people: ['Anna: other 030 23125123'], notes: ['6 group-list'] },
  {
    kind: 'K23',
    holds: 'WORK\\;VOICE',
    people: ['Anna Berger: business +49 30 23125123, mobile 0176 04069001'],
  },
  { kind: 'K24', holds: 'phone-context', people: ['Anna: business +49-30-2312-7042'] },
  {
    kind: 'K24',
    holds: 'Apellidos',
    people: ['Ana García (Muster SA): business 912 345 678, mobile 612 345 678'],
  },
  {
    kind: 'K24',
    holds: 'Screen Name',
    people: [
      'Anna Berger (Muster): business 030 23125123, home 030 23125300, business-fax 030 23125199, mobile 0176 04069001',
    ],
  },
  { kind: 'K24', holds: 'Rufnummer', people: ['Anna Berger: business 030 23125123, mobile 0176 04069001'] },
  {
    kind: 'K24',
    holds: 'Name,Phone',
    people: ['Anna Berger (Muster): business 030 23125123, mobile 0176 04069001'],
  },
  {
    kind: 'K24',
    holds: 'Name;Telefon',
    people: ['Anna Berger (Muster): business 030 23125123, mobile 0176 04069001'],
  },
  {
    kind: 'K24',
    holds: 'telephoneNumber',
    people: ['Anna Berger (Muster): business 030 23125123, mobile 0176 04069001'],
  },
  {
    kind: 'K24',
    holds: 'Mobile Phone Number',
    people: ['Anna Berger (Muster): business 030 23125123, mobile 0176 04069001'],
  },
  {
    kind: 'K24',
    holds: 'Account Name',
    people: ['Anna Berger (Muster): business 030 23125123, mobile 0176 04069001'],
  },
  {
    kind: 'K24',
    holds: 'Telefon 2 (privat)',
    people: [
      'Anna Berger: business 030 23125124, business 030 23125123, home 030 23125301, mobile 0176 04069001',
    ],
  },
  {
    kind: 'K24',
    holds: 'Achternaam',
    people: ['Anna Berger (Muster BV): business 020 123 4567, mobile 06 12345678'],
  },
  {
    kind: 'K24',
    holds: 'Cognome',
    people: ['Anna Berger (Muster Srl): business 06 698 12345, mobile 347 123 4567, home 06 698 12346'],
  },
  { kind: 'K25', holds: ', "Berger"', people: ['Anna Berger: business 030 23125123'] },
  { kind: 'K25', holds: 'Vorname|', people: ['Anna Berger: mobile 0176 04069001'] },
  {
    kind: 'K25',
    holds: 'Die Firma',
    people: [
      'Anna Berger (Muster "Die Firma" GmbH): business 030 23125123',
      'Ben Klein (Klein AG): business 030 23125124',
    ],
  },
  { kind: 'K25', holds: "'Anna'", people: ['Anna Berger: mobile 0176 04069001'] },
  {
    kind: 'K25',
    holds: 'First Name;',
    people: ['Anna Berger: mobile 0176 04069001'],
    notes: ['2 other-separator comma'],
  },
  { kind: 'K25', holds: 'sep=,', people: ['Anna Berger: mobile 0176 04069001'] },
  { kind: 'K25', holds: 'sep=;', people: ['Anna Berger: business 030 23125123'] },
];

describe('files of field reports', () => {
  it('all have an expectation of their own', () => {
    expect(EXPECTED.map(({ kind, holds }) => find(kind, holds))).toHaveLength(cases.length);
    expect(new Set(EXPECTED.map(({ kind, holds }) => find(kind, holds)))).toEqual(new Set(cases));
  });

  it.each(EXPECTED)('$kind with $holds gives $people', ({ kind, holds, people, notes = [] }) => {
    const { input, context } = find(kind, holds);
    const bytes = Buffer.from(input, context.includes('Latin-1 view') ? 'latin1' : 'utf8');
    expect(readFile(bytes)).toMatchObject({ people, notes });
  });

  it('keep the whole photo, the titles and the note behind a fold', () => {
    const contactOf = (kind: string, holds: string) => {
      const { input, context } = find(kind, holds);
      return readFile(Buffer.from(input, context.includes('Latin-1 view') ? 'latin1' : 'utf8')).contacts;
    };
    expect(contactOf('K22', 'PHOTO')[0]?.photo).toHaveLength(42);
    expect(contactOf('K23', 'Dr.,Prof.')[0]?.texts).toMatchObject({
      givenName: 'Anna Maria',
      title: 'Dr. Prof.',
    });
    expect(contactOf('K19', 'NOTE:')[1]?.texts.personalNotes).toBe('äöü');
    expect(contactOf('K24', 'Account Name')[0]?.texts.jobTitle).toBe('Chef');
  });
});

function find(kind: string, holds: string): Case {
  const found = cases.filter((each) => each.kind.startsWith(`${kind} `) && each.input.includes(holds));
  if (found.length === 0 || !found[0]) throw new Error(`No case of ${kind} holds ${holds}`);
  return found[0];
}
