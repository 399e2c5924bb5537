import { describe, expect, it } from 'vitest';
import { type Company, foundCompany } from './company/company.ts';
import { isReservedForFiction } from './company/numbers.ts';
import { portrait } from './company/portrait.ts';
import type { ContactContent, NumberTruth } from './graph/contact-content.ts';
import { imageKind, imageSize } from './graph/image.ts';
import { transitiveGroupIds } from './model.ts';

const small = foundCompany({ contacts: 2_000, seed: 1 });

function contentsOf(company: Company): ContactContent[] {
  return company.sources.flatMap(({ mailbox: address }) => {
    const mailbox = company.mailboxes.byAddress(address);
    return mailbox ? [...mailbox.living()].map((contact) => mailbox.contentOf(contact)) : [];
  });
}

function numbersOf(company: Company): NumberTruth[] {
  return contentsOf(company).flatMap(({ numbers }) => numbers);
}

const contents = contentsOf(small);
const numbers = numbersOf(small);

/** The typed digits without extension and national prefix. The number that is meant must end with them. */
function significantDigits(text: string): string {
  return text
    .replace(/(;| )ext.*$/, '')
    .replace('(0)', '')
    .replace(/\D/g, '')
    .replace(/^00/, '')
    .replace(/^0/, '');
}

describe('the generated company', () => {
  it.each([100, 2_000, 5_000])('has exactly %i contacts in its three mailboxes', (contacts) => {
    expect(contentsOf(foundCompany({ contacts }))).toHaveLength(contacts);
  });
  it('is the same for the same seed', () => {
    const texts = (company: Company) =>
      JSON.stringify(contentsOf(company).map(({ fields, extended }) => [fields, extended]));
    expect(texts(foundCompany({ seed: 7, contacts: 300 }))).toBe(
      texts(foundCompany({ seed: 7, contacts: 300 })),
    );
    expect(texts(foundCompany({ seed: 7, contacts: 300 }))).not.toBe(
      texts(foundCompany({ seed: 8, contacts: 300 })),
    );
  });
  it('refuses a size that is out of range or not whole', () => {
    for (const contacts of [99, 1_000_001, 150.5])
      expect(() => foundCompany({ contacts })).toThrow(RangeError);
  });
  it('founds a million contacts within seconds', () => {
    const started = performance.now();
    const company = foundCompany({ contacts: 1_000_000 });
    expect(performance.now() - started).toBeLessThan(20_000);
    const mailbox = company.mailboxes.byAddress('customers@nordwind.example');
    const last = mailbox?.contacts[mailbox.contacts.length - 100];
    const found = last && mailbox.contentOf(last);
    expect(found?.fields.companyName).toBeTruthy();
  });
  it('nests its folders', () => {
    const mailbox = small.mailboxes.byAddress('customers@nordwind.example');
    const germany = [...(mailbox?.folders.values() ?? [])].find(
      ({ displayName }) => displayName === 'Deutschland',
    );
    expect(germany?.parent?.displayName).toBe('Kunden');
    expect(germany?.members.length).toBeGreaterThan(100);
  });
});

describe('the numbers of the generated company', () => {
  it('lie in ranges reserved for fiction', () => {
    const strays = numbers.flatMap(({ e164 }) =>
      e164 !== null && !isReservedForFiction(e164) ? [e164] : [],
    );
    expect(strays).toEqual([]);
    expect(numbers.length).toBeGreaterThan(2_000);
  });
  it('lie in such ranges in a large company, too, and are no longer than E.164 allows', () => {
    const large = foundCompany({ contacts: 1_000_000 });
    const mailbox = large.mailboxes.byAddress('suppliers@nordwind.example');
    if (!mailbox) throw new Error('no suppliers');
    for (let at = 0; at < mailbox.contacts.length; at += 97) {
      const contact = mailbox.contacts[at];
      if (!contact) continue;
      for (const { e164 } of mailbox.contentOf(contact).numbers) {
        if (e164 === null) continue;
        expect(isReservedForFiction(e164), e164).toBe(true);
        expect(e164.length).toBeLessThanOrEqual(16);
      }
    }
  });
  it('lie in such ranges for users and organisation contacts, too', () => {
    const texts = [
      ...[...small.model.users.values()].flatMap(({ businessPhones }) => businessPhones),
      ...[...small.orgContacts.values()].flatMap(({ phones }) => phones.map(({ number }) => number)),
    ];
    expect(texts.length).toBeGreaterThan(50);
    for (const text of texts) expect(isReservedForFiction(text.replace(/[^+\d]/g, '')), text).toBe(true);
  });
  it.each(['+49301234567', '+4930231250', '+442079470000', '+33612345678', '+12125550200'])(
    'exclude %s, which may belong to somebody',
    (e164) => expect(isReservedForFiction(e164)).toBe(false),
  );
  it('end with the digits of their typed text', () => {
    for (const { text, e164 } of numbers) {
      if (e164 === null) continue;
      expect(e164.endsWith(significantDigits(text)), `${text} is not ${e164}`).toBe(true);
    }
  });
  it('are typed in many ways', () => {
    const shapes = new Set(numbers.map(({ text }) => text.replace(/\d+/g, '9')));
    expect(shapes.size).toBeGreaterThan(60);
    const all = numbers.map(({ text }) => text).join('\n');
    for (const oddity of ['\u00a0', '\uff0b', ';ext=', ' ext ', ' DW ']) expect(all).toContain(oddity);
  });
  it('stand in national form almost only when they are German', () => {
    const national = numbers.filter(({ form }) => form === 'national');
    const foreign = numbers.filter(({ country }) => country !== 'DE' && country !== null);
    expect(national.filter(({ country }) => country === 'DE').length).toBeGreaterThan(300);
    expect(foreign.filter(({ form }) => form === 'national').length / foreign.length).toBeLessThan(0.05);
  });
  it('stand for some contacts only in extended properties', () => {
    const onlyThere = contents.filter(
      ({ fields, numbers: known }) =>
        known.length > 0 &&
        fields.businessPhones.length + fields.homePhones.length === 0 &&
        !fields.mobilePhone,
    );
    expect(onlyThere.length).toBeGreaterThan(10);
  });
  it('exclude +49 30 23125999, so that one number belongs to nobody', () => {
    expect(numbers.some(({ e164 }) => e164?.startsWith('+493023125999'))).toBe(false);
  });
});

describe('the people of the generated company', () => {
  it('have surnames as unevenly spread as real ones', () => {
    const counts = new Map<string, number>();
    for (const { fields } of contents)
      if (fields.surname) counts.set(fields.surname, (counts.get(fields.surname) ?? 0) + 1);
    const sorted = [...counts.values()].sort((a, b) => b - a);
    expect(sorted[0]).toBeGreaterThan(15);
    expect(sorted.filter((count) => count === 1).length / sorted.length).toBeGreaterThan(0.4);
  });
  it('include some with awkward names', () => {
    const names = contents.map(({ fields }) => fields.displayName);
    expect(names).toEqual(
      expect.arrayContaining(['<b>Tag</b> & Söhne', '📦 Paket-Paula 🚚', 'נועה לוי', 'Ohne Nummer', '']),
    );
    expect(names.filter((name) => name === 'Renate Sommerfeld')).toHaveLength(2);
    expect(Math.max(...names.map((name) => name?.length ?? 0))).toBeGreaterThan(200);
  });
  it('share numbers in families and companies', () => {
    const holders = new Map<string, number>();
    for (const { e164 } of numbers) if (e164) holders.set(e164, (holders.get(e164) ?? 0) + 1);
    expect([...holders.values()].filter((count) => count > 1).length).toBeGreaterThan(20);
  });
  it.each([
    ['anna.berger', ['Sales', 'Purchasing']],
    ['jonas.keller', []],
    ['petra.lang', []],
    ['mia.vogel', ['Field Sales', 'Sales']],
  ])('include %s, whose groups are %j', (name, expected) => {
    const user = [...small.model.users.values()].find(({ mail }) => mail === `${name}@nordwind.example`);
    const ids = transitiveGroupIds(small.model, user?.id ?? '');
    expect(ids.map((id) => small.model.groups.get(id)?.displayName).sort()).toEqual([...expected].sort());
  });
  it('include oskar.brandt, who is in more groups than a token can hold', () => {
    const user = [...small.model.users.values()].find(({ mail }) => mail === 'oskar.brandt@nordwind.example');
    expect(transitiveGroupIds(small.model, user?.id ?? '').length).toBeGreaterThan(200);
  });
  it('keep the ids of demo people and groups under every seed', () => {
    const ids = (company: Company) => [
      [...company.model.users.keys()][0],
      [...company.model.groups.keys()].slice(0, 4),
    ];
    expect(ids(foundCompany({ seed: 99, contacts: 100 }))).toEqual(ids(small));
  });
  it('have portraits that are JPEGs of the requested size', () => {
    const bytes = portrait('anybody', 96);
    expect([imageKind(bytes), imageSize(bytes)]).toEqual(['image/jpeg', { width: 96, height: 96 }]);
    expect([...bytes.slice(-2)]).toEqual([0xff, 0xd9]);
  });
});

describe('the sources of the generated company', () => {
  it('name a mailbox and a group each', () => {
    expect(small.sources.map(({ id }) => id)).toEqual(['customers', 'suppliers', 'partners']);
    for (const { groups, mailbox, country } of small.sources) {
      expect(small.model.groups.has(groups[0] ?? '')).toBe(true);
      expect(small.mailboxes.byAddress(mailbox)).toBeDefined();
      expect(country).toBe('DE');
    }
  });
  it('include one more for imported contacts', () => {
    const company = foundCompany({ contacts: 100, imported: [{ displayName: 'Eigene' }] });
    const source = company.sources.find(({ id }) => id === 'my-contacts');
    const mailbox = company.mailboxes.byAddress(source?.mailbox ?? '');
    expect(
      mailbox && [...mailbox.living()].map((contact) => mailbox.contentOf(contact).fields.displayName),
    ).toEqual(['Eigene']);
  });
});
