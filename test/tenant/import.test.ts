import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readContactsFiles } from './import/read-contacts-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringcard-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe("people's own files", () => {
  it('become contacts as Graph has them, each number in the field of its kind', async () => {
    const path = write(
      'mine.vcf',
      'BEGIN:VCARD\nFN:Anna Berger\nTEL;TYPE=work:030 23125123\nTEL;TYPE=home:030 23125300\nTEL;TYPE=cell:0176 04069001\n' +
        'TEL;TYPE=cell:0176 04069002\nTEL;TYPE=main:030 23125100\nTEL;TYPE=fax:030 23125199\nTEL;TYPE=home,fax:030 23125399\n' +
        'TEL;TYPE=pager:030 23125190\nTEL;TYPE=car:030 23125191\nTEL:030 23125192\nTEL:030 23125193\nEMAIL:a@b.example\n' +
        'CATEGORIES:Nord\nADR;TYPE=home:;;Weg 1;Berlin;;10115;\nEND:VCARD\n',
    );
    const { contacts } = await readContactsFiles([path]);
    expect(contacts).toEqual([
      {
        displayName: 'Anna Berger',
        businessPhones: ['030 23125123', '0176 04069002', '030 23125193'],
        homePhones: ['030 23125300'],
        mobilePhone: '0176 04069001',
        emailAddresses: [{ name: 'a@b.example', address: 'a@b.example' }],
        categories: ['Nord'],
        homeAddress: { street: 'Weg 1', city: 'Berlin', postalCode: '10115' },
        singleValueExtendedProperties: [
          { id: 'String 0x3a57', value: '030 23125100' },
          { id: 'String 0x3a24', value: '030 23125199' },
          { id: 'String 0x3a25', value: '030 23125399' },
          { id: 'String 0x3a21', value: '030 23125190' },
          { id: 'String 0x3a1e', value: '030 23125191' },
          { id: 'String 0x3a1f', value: '030 23125192' },
        ],
      },
    ]);
  });

  it('are read together, and each says what it held', async () => {
    const cards = write('a.vcf', 'BEGIN:VCARD\nFN:Anna\nTEL:030 23125123\nEND:VCARD\n');
    const table = write('b.txt', 'Name;Telefon;Farbe\nBen;siehe oben;rot\n');
    const { contacts, summary } = await readContactsFiles([cards, table]);
    expect(contacts.map(({ displayName }) => displayName)).toEqual(['Anna', 'Ben']);
    expect(summary).toEqual([
      'a.vcf: Read 1 person with 1 number.',
      'b.txt: Read 1 person with 0 numbers.',
      expect.stringMatching(/^ {2}Line 1: .*"Farbe"/),
      expect.stringMatching(/^ {2}Line 2: "Telefon"/),
    ]);
  });

  it('are refused when one holds nobody, with the reason', async () => {
    const path = write('empty.csv', 'Vorname,Nachname\n');
    await expect(readContactsFiles([path])).rejects.toMatchObject({
      code: 'no_contacts',
      message: expect.stringContaining('"empty.csv"'),
    });
  });

  it('are refused when one is missing', async () => {
    await expect(readContactsFiles([join(folder, 'nowhere.vcf')])).rejects.toMatchObject({
      code: 'missing_file',
    });
  });

  it('are refused when one is larger than 50 MB', async () => {
    const path = write('large.csv', '');
    truncateSync(path, 50 * 1024 * 1024 + 1);
    await expect(readContactsFiles([path])).rejects.toMatchObject({ code: 'too_large' });
  });
});
