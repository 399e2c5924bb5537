import { describe, expect, it } from 'vitest';
import type { Contact } from '#shared/contact.ts';
import type { CompanyMatchRule } from '#shared/directory/company-match.ts';
import { DirectoryReader } from '#shared/directory/reader.ts';
import { aContact } from '../../support/contacts.ts';
import { MemoryStore, sha256 } from '../../support/memory-store.ts';

const RULE: CompanyMatchRule = { mode: 'companies', maxDigits: 5 };

async function ask(contacts: Contact[], number: string, rule = RULE, blockBytes?: number) {
  const store = new MemoryStore();
  await store.publish('sales', contacts, blockBytes);
  const snapshot = await new DirectoryReader({ store, digest: sha256, now: () => 0, headMaxAgeMs: 1 }).open();
  const found = await snapshot?.matchCompany([{ id: 'sales', priority: 1, companyMatch: rule }], number);
  return (
    found && { company: found.contact.displayName, dropped: found.droppedDigits, contact: found.contact }
  );
}

const numbered = (e164: string, given: Partial<Contact>, trunk?: number): Contact =>
  aContact({ numbers: [{ e164, kind: 'main', ...(trunk !== undefined && { trunk }) }], ...given });
/** +49 89 99998-0 */
const acme = (given: Partial<Contact> = {}) =>
  numbered('+4989999980', { displayName: 'ACME GmbH', company: 'ACME GmbH', ...given }, 9);

describe('a number that no contact carries, near a contact that stands for a company', () => {
  it('matches the company with an extension of up to five digits', async () => {
    for (const [extension, dropped] of [
      ['7', 1],
      ['78', 2],
      ['12345', 5],
    ] as const) {
      expect(await ask([acme()], `+498999998${extension}`)).toMatchObject({ company: 'ACME GmbH', dropped });
    }
    expect(await ask([acme()], '+498999998123456')).toBeUndefined();
  });

  it.each([
    ['company set, both names empty', { company: 'ACME GmbH' }, true],
    ['name set, company and first name empty', { surname: 'ACME GmbH' }, true],
    ['name equal to company, first name empty', { surname: 'ACME GmbH', company: 'ACME GmbH' }, true],
    ['a first name', { givenName: 'Eva', company: 'ACME GmbH' }, false],
    ['another name beside the company', { surname: 'Zentrale', company: 'ACME GmbH' }, false],
    ['nothing but a display name', {}, false],
  ])('matches a contact with %s (%j): %s', async (_, names, isCentre) => {
    const contact = numbered('+4989999980', { displayName: 'ACME GmbH', ...names }, 9);
    expect((await ask([contact], '+49899999878')) !== undefined).toBe(isCentre);
  });

  it('does not match a company with another marked trunk', async () => {
    expect(await ask([acme()], '+498999997123')).toBeUndefined();
  });

  it('matches the company with the longest common beginning', async () => {
    const small = numbered('+49899999810', { displayName: 'Small AG', company: 'Small AG' }, 10);
    expect((await ask([acme(), small], '+49899999817'))?.company).toBe('Small AG');
    expect((await ask([acme(), small], '+49899999827'))?.company).toBe('ACME GmbH');
  });

  it('matches no company when somebody else’s number is nearer', async () => {
    const eva = numbered('+49899999812345', {
      displayName: 'Eva Privat',
      givenName: 'Eva',
      surname: 'Privat',
    });
    expect(await ask([acme(), eva], '+49899999812346')).toBeUndefined();
  });

  it('matches no company where no digits may differ', async () => {
    expect(await ask([acme()], '+49899999878', { mode: 'companies', maxDigits: 0 })).toBeUndefined();
  });
});

describe('a number that no contact carries, near employees of a company', () => {
  const employee = (e164: string, name: string, company: string | undefined) =>
    numbered(e164, {
      displayName: name,
      surname: name,
      givenName: 'Eva',
      ...(company !== undefined && { company }),
    });
  const colleagues = [
    employee('+493023125101', 'Berger', 'Nord AG'),
    employee('+493023125177', 'Meier', 'Nord AG'),
  ];

  it('matches their company when two numbers prove the trunk, and names no employee', async () => {
    const found = await ask(colleagues, '+493023125150');
    expect(found).toMatchObject({ company: 'Nord AG', dropped: 2 });
    expect(found?.contact).toMatchObject({ numbers: [], emails: [] });
    expect(JSON.stringify(found?.contact)).not.toMatch(/Berger|Meier|Eva/);
  });

  it('needs two numbers, unless the source accepts a single colleague', async () => {
    const [one] = colleagues as [Contact];
    expect(await ask([one], '+493023125150')).toBeUndefined();
    expect((await ask([one], '+493023125150', { mode: 'colleagues', maxDigits: 5 }))?.company).toBe(
      'Nord AG',
    );
  });

  it('matches no company when another company or a private number shares the beginning', async () => {
    for (const other of ['Süd AG', undefined]) {
      expect(
        await ask([...colleagues, employee('+493023125140', 'Fremd', other)], '+493023125150'),
      ).toBeUndefined();
    }
  });

  it('treats two spellings of a company as one company', async () => {
    const again = employee('+493023125155', 'Schulz', 'NORD AG');
    expect(await ask([...colleagues, again], '+493023125156')).toMatchObject({
      company: 'NORD AG',
      dropped: 2,
    });
  });

  it('accepts no mobile numbers as proof of a trunk, not even those of colleagues', async () => {
    const mobiles = ['+491739999930', '+491739999977'].map((e164) =>
      aContact({ displayName: e164, surname: e164, company: 'Nord AG', numbers: [{ e164, kind: 'mobile' }] }),
    );
    for (const mode of ['companies', 'colleagues'] as const)
      expect(await ask(mobiles, '+491739999950', { mode, maxDigits: 5 })).toBeUndefined();
    expect(await ask([...colleagues, ...mobiles], '+493023125150')).toMatchObject({ company: 'Nord AG' });
  });

  it('matches no company next to a private number', async () => {
    expect(await ask([employee('+493023125101', 'Privat', undefined)], '+493023125102')).toBeUndefined();
  });

  it('gets the same answer with blocks of any size', async () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      employee(`+49302312${String(5000 + i * 3)}`, `Person ${i}`, `Company ${Math.floor(i / 10)}`),
    );
    for (let i = 0; i < 300; i += 7) {
      const number = `+49302312${String(5001 + i * 3)}`;
      const whole = await ask(many, number);
      for (const blockBytes of [300, 2000])
        expect((await ask(many, number, RULE, blockBytes))?.company).toBe(whole?.company);
    }
  });

  it('matches at the edge of a block by the numbers beyond it, although the nearest have been replaced', async () => {
    const nord = Array.from({ length: 12 }, (_, i) =>
      employee(`+4930231251${i + 20}`, `Person ${i}`, 'Nord AG'),
    );
    const store = new MemoryStore();
    // Each number has a block of its own, which knows the others only as the numbers beyond its ends.
    await store.publish('sales', nord, 100);
    await store.publishOverlay('sales', nord.slice(3));
    const snapshot = await new DirectoryReader({
      store,
      digest: sha256,
      now: () => 0,
      headMaxAgeMs: 1,
    }).open();
    const sources = [{ id: 'sales', priority: 1, companyMatch: RULE }];
    for (const number of ['+493023125119', '+493023125121', '+493023125132'])
      expect((await snapshot?.matchCompany(sources, number))?.contact.company).toBe('Nord AG');
  });
});
