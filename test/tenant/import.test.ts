import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readContactsFile } from './import/read-contacts-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringcard-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function read(content: string | Uint8Array, extension: string) {
  const path = join(folder, `contacts-${files++}.${extension}`);
  writeFileSync(path, content);
  return readContactsFile(path);
}
const lines = (...all: string[]) => all.join('\r\n');
const extendedOf = (
  contact: { singleValueExtendedProperties?: { id: string; value: string }[] | undefined } | undefined,
) => Object.fromEntries((contact?.singleValueExtendedProperties ?? []).map(({ id, value }) => [id, value]));

describe('vCard', () => {
  it('reads 2.1 as Outlook exports it: quoted-printable, charsets, bare types', async () => {
    const head = lines('BEGIN:VCARD', 'VERSION:2.1', 'N;LANGUAGE=de;CHARSET=Windows-1252:');
    const bytes = Buffer.concat([
      Buffer.from(head),
      Buffer.from('Müller;Jörg;;Dr.\r\n', 'latin1'),
      Buffer.from(
        lines(
          'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Dr. J=C3=B6rg M=C3=BC=',
          'ller',
          'ORG:Stahlbau AG;Einkauf;Nord',
          'TEL;WORK;VOICE:+49 (30) 23125-123',
          'TEL;CELL;VOICE:0176 04069012',
          'TEL;WORK;FAX:030 23125-199',
          'EMAIL;PREF;INTERNET:joerg@stahlbau.example',
          'NOTE;ENCODING=QUOTED-PRINTABLE:Zeile 1=0D=0AZeile 2',
          'PHOTO;TYPE=JPEG;ENCODING=BASE64:',
          ' /9j/',
          ' 4AAQ',
          '',
          'END:VCARD',
          '',
        ),
      ),
    ]);
    const { contacts, problems } = await read(bytes, 'vcf');
    expect(problems).toEqual([]);
    expect(contacts).toEqual([
      expect.objectContaining({
        displayName: 'Dr. Jörg Müller',
        givenName: 'Jörg',
        surname: 'Müller',
        title: 'Dr.',
        companyName: 'Stahlbau AG',
        department: 'Einkauf, Nord',
        businessPhones: ['+49 (30) 23125-123'],
        mobilePhone: '0176 04069012',
        emailAddresses: [{ name: 'joerg@stahlbau.example', address: 'joerg@stahlbau.example' }],
        personalNotes: 'Zeile 1\r\nZeile 2',
        photo: Buffer.from('/9j/4AAQ', 'base64'),
      }),
    ]);
    expect(extendedOf(contacts[0])).toEqual({ 'String 0x3a24': '030 23125-199' });
  });

  it('reads 3.0 with folded lines, groups and escapes', async () => {
    const { contacts } = await read(
      lines(
        'BEGIN:VCARD',
        'VERSION:3.0',
        'FN:Françoise L\\, Ef',
        ' ebvre',
        'N:Lefebvre;Françoise;;;',
        'item1.TEL;TYPE=WORK,VOICE:+33 1 99 00 12 34',
        'TEL;TYPE=HOME:01 99 00 12 35',
        'TEL;TYPE=main:01 99 00 12 30',
        'TEL:01 99 00 12 36',
        'CATEGORIES:Presse,Paris\\, Nord',
        'ADR;TYPE=WORK:;;1 rue X;Paris;;75001;France',
        'END:VCARD',
      ),
      'vcf',
    );
    expect(contacts[0]).toMatchObject({
      displayName: 'Françoise L, Efebvre',
      businessPhones: ['+33 1 99 00 12 34'],
      homePhones: ['01 99 00 12 35'],
      categories: ['Presse', 'Paris, Nord'],
      businessAddress: { street: '1 rue X', city: 'Paris', postalCode: '75001', countryOrRegion: 'France' },
    });
    expect(extendedOf(contacts[0])).toEqual({
      'String 0x3a57': '01 99 00 12 30',
      'String 0x3a1f': '01 99 00 12 36',
    });
  });

  it('reads 4.0 with tel: addresses and data: photos', async () => {
    const { contacts } = await read(
      lines(
        'BEGIN:VCARD',
        'VERSION:4.0',
        'FN:Simon Perreault',
        'TEL;VALUE=uri;TYPE="voice,work";PREF=1:tel:+44-20-7946-0123;ext=12',
        'TEL;VALUE=uri;TYPE=cell:tel:+44-7700-900123',
        'PHOTO:data:image/jpeg;base64,/9j/4AAQ',
        'END:VCARD',
      ),
      'vcf',
    );
    expect(contacts[0]).toMatchObject({
      businessPhones: ['+44-20-7946-0123;ext=12'],
      mobilePhone: '+44-7700-900123',
      photo: Buffer.from('/9j/4AAQ', 'base64'),
    });
  });

  it('reports a broken line by its number and keeps the rest', async () => {
    const { contacts, problems } = await read(
      lines(
        'BEGIN:VCARD',
        'FN:Ada',
        'this is nothing',
        'TEL:020 7946 0001',
        'END:VCARD',
        'stray line:x',
        'BEGIN:VCARD',
        'END:VCARD',
        'BEGIN:VCARD',
        'FN:Grace',
      ),
      'vcf',
    );
    expect(contacts.map(({ displayName }) => displayName)).toEqual(['Ada', 'Grace']);
    expect(problems.map(({ line }) => line)).toEqual([3, 6, 7, 9]);
  });
});

describe('CSV', () => {
  const english =
    '"First Name","Last Name","Company","Business Phone","Mobile Phone","Company Main Phone","E-mail Address"';

  it("reads Outlook's English export", async () => {
    const row =
      '"Ada","Lovelace","Engine, Ltd","020 7946 0001","07700 900001","020 7946 0000","ada@engine.example"';
    const { contacts, problems } = await read(lines(english, row), 'csv');
    expect(problems).toEqual([]);
    expect(contacts[0]).toMatchObject({
      givenName: 'Ada',
      surname: 'Lovelace',
      companyName: 'Engine, Ltd',
      businessPhones: ['020 7946 0001'],
      mobilePhone: '07700 900001',
    });
    expect(extendedOf(contacts[0])).toEqual({ 'String 0x3a57': '020 7946 0000' });
  });

  const german =
    'Vorname;Nachname;Firma;Telefon geschäftlich;Telefon geschäftlich 2;Telefon privat;Mobiltelefon;E-Mail-Adresse';
  const germanRow =
    'Jürgen;Groß;Müßig KG;030/23125123;030/23125124;030/23125300;0176 04069-001;j@muessig.example';
  it.each([
    ['UTF-8', Buffer.from(lines(german, germanRow))],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${lines(german, germanRow)}`)],
    ['Windows-1252', Buffer.from(lines(german, germanRow), 'latin1')],
    ['UTF-16', Buffer.from(`\ufeff${lines(german, germanRow)}`, 'utf16le')],
    ['UTF-8 with tabs', Buffer.from(lines(german, germanRow).replaceAll(';', '\t'))],
  ])("reads Outlook's German export in %s", async (_, bytes) => {
    const { contacts } = await read(bytes, 'csv');
    expect(contacts).toEqual([
      expect.objectContaining({
        givenName: 'Jürgen',
        surname: 'Groß',
        companyName: 'Müßig KG',
        businessPhones: ['030/23125123', '030/23125124'],
        homePhones: ['030/23125300'],
        mobilePhone: '0176 04069-001',
        emailAddresses: [{ name: 'j@muessig.example', address: 'j@muessig.example' }],
      }),
    ]);
  });

  it("reads Google's export with labelled numbers", async () => {
    const heading =
      'First Name,Last Name,Organization Name,Organization Title,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Labels';
    const row =
      'Ada,Lovelace,Engine,Analyst,* Work,ada@engine.example,Mobile,07700 900001 ::: 07700 900002,Work,020 7946 0001,Friends ::: * myContacts';
    const { contacts } = await read(`${heading}\n${row}\n`, 'csv');
    expect(contacts[0]).toMatchObject({
      companyName: 'Engine',
      jobTitle: 'Analyst',
      mobilePhone: '07700 900001',
      businessPhones: ['07700 900002', '020 7946 0001'],
      categories: ['Friends', 'myContacts'],
    });
  });

  it('reads a note that runs over several lines', async () => {
    const { contacts } = await read('Vorname,Notizen\nAda,"eins\nzwei, ""drei"""\nGrace,\n', 'csv');
    expect(contacts.map(({ givenName, personalNotes }) => [givenName, personalNotes])).toEqual([
      ['Ada', 'eins\nzwei, "drei"'],
      ['Grace', undefined],
    ]);
  });

  it('reports a broken line by its number and keeps the others', async () => {
    const { contacts, problems } = await read(
      'Vorname,Nachname\nAda,Lovelace\nGra"ce,Hopper\nJoan,Clarke,zu viel\n,\nKatherine,Johnson\n',
      'csv',
    );
    expect(contacts.map(({ givenName }) => givenName)).toEqual(['Ada', 'Katherine']);
    expect(problems.map(({ line }) => line)).toEqual([3, 4, 5]);
  });

  it('caps a field that is far too long', async () => {
    const { contacts } = await read(
      `Vorname,Business Phone\n${'A'.repeat(5_000)},${'1'.repeat(5_000)}\n`,
      'csv',
    );
    expect(contacts[0]?.givenName).toHaveLength(1_000);
    expect(contacts[0]?.businessPhones?.[0]).toHaveLength(100);
  });
});

describe('a file', () => {
  it.each([
    ['without contacts', 'Vorname,Nachname\n', 'csv', 'no_contacts'],
    ['without cards', '', 'vcf', 'no_contacts'],
    ['that is empty', '', 'csv', 'empty_file'],
    ['with strange headings', 'a,b\n1,2\n', 'csv', 'unknown_headings'],
    ['of another kind', 'x', 'xlsx', 'unknown_extension'],
  ])('%s is refused', async (_, content, extension, code) => {
    await expect(read(content, extension)).rejects.toMatchObject({ code });
  });
  it('that is missing is refused', async () => {
    await expect(readContactsFile(join(folder, 'nowhere.vcf'))).rejects.toMatchObject({
      code: 'missing_file',
    });
  });
  it('that is larger than 50 MB is refused', async () => {
    const path = join(folder, 'large.csv');
    writeFileSync(path, '');
    truncateSync(path, 50 * 1024 * 1024 + 1);
    await expect(readContactsFile(path)).rejects.toMatchObject({ code: 'too_large' });
  });
});
