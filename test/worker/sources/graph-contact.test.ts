import { describe, expect, it } from 'vitest';
import { cleanText } from '../../../worker/sources/clean-text.ts';
import { contactProperties, readContact } from '../../../worker/sources/graph-contact.ts';
import { person } from '../support/fake-graph.ts';

const raw = { ...person('id-1', 'Anna Arendt') };
const toContact = (...given: Parameters<typeof readContact>) => readContact(...given).contact;

describe('a contact of Graph', () => {
  it('keeps the displayed fields, and every number with its kind', () => {
    const contact = toContact(
      {
        ...raw,
        givenName: 'Anna',
        surname: 'Arendt',
        nickName: '',
        initials: 'A.A.',
        yomiGivenName: 'アンナ',
        yomiSurname: 'アーレント',
        yomiCompanyName: 'ノルトヴィント',
        companyName: ' Nordwind GmbH ',
        officeLocation: 'B 4',
        businessAddress: { city: 'Kiel', street: 'x' },
        emailAddresses: [{ name: 'A', address: 'anna@nordwind.example' }, { address: null }],
        categories: ['Customer', 'Customer', ' '],
        businessPhones: ['030 23125001 / 030 23125002', 'none'],
        mobilePhone: '0171 5550123',
        homePhones: ['030 23125001'],
        personalNotes: 'private',
        homeAddress: { street: 'Dorfstr. 1', city: 'Preetz' },
      },
      { country: 'DE' },
    );
    expect(contact).toEqual({
      id: 'id-1',
      displayName: 'Anna Arendt',
      givenName: 'Anna',
      surname: 'Arendt',
      initials: 'A.A.',
      yomiGivenName: 'アンナ',
      yomiSurname: 'アーレント',
      yomiCompany: 'ノルトヴィント',
      company: 'Nordwind GmbH',
      office: 'B 4',
      town: 'Kiel',
      emails: ['anna@nordwind.example'],
      categories: ['Customer'],
      numbers: [
        { e164: '+493023125001', kind: 'business' },
        { e164: '+493023125002', kind: 'business' },
        { e164: '+491715550123', kind: 'mobile' },
      ],
    });
  });

  it.each<[string, Record<string, unknown>, string | undefined]>([
    [
      'its names',
      { givenName: 'Anna', middleName: 'B.', surname: 'Arendt', companyName: 'X' },
      'Anna B. Arendt',
    ],
    ['its nickname', { nickName: 'Anni', companyName: 'X' }, 'Anni'],
    ['its company', { companyName: 'Nordwind' }, 'Nordwind'],
    ['its address', { emailAddresses: [{ address: 'a@nordwind.example' }] }, 'a@nordwind.example'],
    ['its number', { businessPhones: ['030 23125001'] }, '+493023125001'],
    ['nothing, and is left out', {}, undefined],
  ])('without display name is named after %s', (_what, fields, displayName) => {
    expect(toContact({ ...raw, displayName: ' ', ...fields }, { country: 'DE' })?.displayName).toBe(
      displayName,
    );
  });

  it.each([
    null,
    'text',
    7,
    [],
    {},
    { id: '' },
    { id: 'ä' },
    { id: 'a', displayName: {} },
    { id: 'a', businessPhones: 'x' },
  ])('that is invalid is left out: %j', (item) => {
    expect(toContact(item, { country: 'DE' })).toBeUndefined();
  });

  it('is cut to the limits of a card, however much it holds', () => {
    const contact = toContact(
      {
        ...raw,
        displayName: 'x'.repeat(100_000),
        businessPhones: Array.from({ length: 10_000 }, (_, i) => `030 2312${String(i).padStart(4, '0')}`),
        emailAddresses: Array.from({ length: 500 }, (_, i) => ({ address: `a${i}@nordwind.example` })),
        categories: Array.from({ length: 500 }, (_, i) => `c${i}`),
      },
      { country: 'DE' },
    );
    expect(contact?.displayName).toHaveLength(256);
    expect(contact?.numbers).toHaveLength(50);
    expect(contact?.emails).toHaveLength(10);
    expect(contact?.categories).toHaveLength(25);
  });

  it('keeps notes and the home address where the source asks for them', () => {
    const item = {
      ...raw,
      personalNotes: 'Prefers\nmornings',
      homeAddress: { street: 'Dorfstr. 1', postalCode: '24211', city: 'Preetz', countryOrRegion: null },
    };
    const include = { notes: true, privateAddresses: true };
    expect(toContact(item, { country: 'DE' }, include)).toMatchObject({
      notes: 'Prefers mornings',
      homeAddress: 'Dorfstr. 1, 24211 Preetz',
    });
    expect(contactProperties(include)).toEqual(expect.arrayContaining(['personalNotes', 'homeAddress']));
    expect(contactProperties({ notes: true })).not.toContain('homeAddress');
    expect(contactProperties({})).not.toContain('personalNotes');
  });

  it('asks only for properties that Graph has', () => {
    expect(contactProperties({}).every((name) => name === 'id' || Object.hasOwn(raw, name))).toBe(true);
  });
});

describe('foreign text', () => {
  it.each([
    ['lone \ud800 surrogate', 'lone \ufffd surrogate'],
    ['two\r\nlines', 'two lines'],
    ['bell\u0007 and \u202eoverride', 'bell and override'],
    ['A\u200bnna\u2060 \uffff', 'Anna'],
    ['  ', undefined],
    ['', undefined],
    ['می‌خواهم', 'می‌خواهم'],
  ])('%j becomes %j', (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it('is never cut inside a character', () => {
    expect(cleanText(`${'x'.repeat(255)}😀`)).toBe('x'.repeat(255));
  });
});

describe('internal numbers', () => {
  const dialling = { trunk: '+493023125', internalDigits: { least: 2, most: 3 } };
  const numbersOf = (field: string, place: Parameters<typeof toContact>[1]) =>
    toContact({ id: 'a', displayName: 'Anna', businessPhones: [field] }, place)?.numbers;

  it.each(['78', '-78', ' 78 '])('are completed by the source’s dialling profile: %j', (field) => {
    expect(numbersOf(field, { country: 'DE', dialling })).toEqual([
      { e164: '+49302312578', kind: 'business', trunk: 9 },
    ]);
  });

  it('mean nothing without a profile, or with a wrong number of digits', () => {
    expect(numbersOf('78', { country: 'DE' })).toEqual([]);
    expect(numbersOf('7', { country: 'DE', dialling })).toEqual([]);
    expect(numbersOf('7812', { country: 'DE', dialling })).toEqual([]);
  });

  it('leave whole numbers unchanged, with the position of a marked extension', () => {
    expect(numbersOf('+49 (89) 99998-12', { country: 'DE', dialling })).toEqual([
      { e164: '+49899999812', kind: 'business', trunk: 9 },
    ]);
  });
});
