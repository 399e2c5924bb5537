import { describe, expect, it } from 'vitest';
import type { Contact } from '#shared/contact.ts';
import { toVcard } from '../../../worker/formats/vcard.ts';
import { readContact } from '../../../worker/sources/graph-contact.ts';
import { HOSTILE_CONTACTS, hostileItem } from '../support/hostile-contacts.ts';

const anna: Contact = { id: 'c', displayName: 'Anna', emails: [], categories: [], numbers: [] };

/** Lines of a card, unfolded as bytes as RFC 6350 (3.2) demands. */
function linesOf(card: string): string[] {
  const bytes = new TextEncoder().encode(card);
  const physical = card.split('\r\n');
  expect(physical.pop()).toBe('');
  for (const line of physical) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(bytes.filter((byte) => byte === 0x0a).length).toBe(physical.length);
  return card.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);
}

function propertyOf(card: string, property: string): string | undefined {
  const line = linesOf(card).find((each) => each.startsWith(`${property}:`));
  return line?.slice(property.length + 1).replace(/\\([\\,;n])/g, (_, c) => (c === 'n' ? '\n' : c));
}

describe('a vCard', () => {
  it('carries everything that vCard 4.0 has properties for', () => {
    const card = toVcard(
      {
        ...anna,
        givenName: 'Anna',
        surname: 'Arendt',
        nickName: 'Anni',
        company: 'Nordwind',
        department: 'Sales',
        jobTitle: 'Head',
        town: 'Berlin',
        homeAddress: 'Lindenweg 4',
        notes: 'likes tea',
        emails: ['anna@nordwind.example'],
        categories: ['VIP', 'a,b'],
        numbers: [
          { e164: '+493023125001', kind: 'business', extension: '12' },
          { e164: '+4917155501230', kind: 'mobile' },
          { e164: '+493023125009', kind: 'fax' },
        ],
      },
      { uid: 'urn:ringcard:sales:c', picture: 'data:image/png;base64,AAAA' },
    );
    expect(linesOf(card)).toEqual([
      'BEGIN:VCARD',
      'VERSION:4.0',
      'UID:urn:ringcard:sales:c',
      'FN:Anna',
      'N:Arendt;Anna;;;',
      'NICKNAME:Anni',
      'ORG:Nordwind;Sales',
      'TITLE:Head',
      'ADR;TYPE=work:;;;Berlin;;;',
      'ADR;TYPE=home:;;Lindenweg 4;;;;',
      'TEL;VALUE=uri;TYPE="work,voice":tel:+493023125001;ext=12',
      'TEL;VALUE=uri;TYPE=cell:tel:+4917155501230',
      'TEL;VALUE=uri;TYPE=fax:tel:+493023125009',
      'EMAIL:anna@nordwind.example',
      'CATEGORIES:VIP,a\\,b',
      'NOTE:likes tea',
      'PHOTO:data:image/png;base64,AAAA',
      'END:VCARD',
    ]);
  });

  it('is folded at 75 octets and never inside a character', () => {
    for (const character of ['x', 'ü', '山', '😀']) {
      const displayName = character.repeat(80);
      expect(propertyOf(toVcard({ ...anna, displayName }, { uid: 'u' }), 'FN')).toBe(displayName);
    }
  });

  it('lets no text start a property of its own', () => {
    const displayName = 'A\r\nEND:VCARD\nBEGIN:VCARD\u2028FN:Evil\u0000;x,y\\z\ud800';
    const card = toVcard({ ...anna, displayName }, { uid: 'u' });
    expect(linesOf(card)).toHaveLength(5);
    expect(propertyOf(card, 'FN')).toBe('A\nEND:VCARD\nBEGIN:VCARD\nFN:Evil;x,y\\z\ufffd');
  });

  it('stays well-formed for every hostile contact that is kept', () => {
    const kept = HOSTILE_CONTACTS.flatMap(
      (hostile) => readContact(hostileItem(hostile), { country: 'DE' }).contact ?? [],
    );
    const sound = kept.filter((contact) => {
      const card = toVcard(contact, { uid: 'u' });
      const lines = linesOf(card);
      const marks = lines.filter((line) => line === 'BEGIN:VCARD' || line === 'END:VCARD').length;
      const areProperties = lines.every((line) => /^[A-Z]+(;[A-Z]+=("[^"]*"|[^";:]*))*:/.test(line));
      return marks === 2 && areProperties && propertyOf(card, 'FN') === contact.displayName;
    });
    console.log(`hostile contacts as vCards: ${sound.length} of ${kept.length}`);
    expect(sound).toHaveLength(kept.length);
    expect(kept.length).toBeGreaterThan(500);
  });
});
