/** Tells a CSV column's content by its heading in Outlook's English or German export or in Google's. Pure. */
import type { NumberKind } from '../graph/contact-content.ts';
import type { AddressPart, AddressPlace, DraftText } from './contact-draft.ts';

export type Column =
  | { holds: 'text'; field: DraftText }
  | { holds: 'phone'; kind: NumberKind }
  | { holds: 'address'; place: AddressPlace; part: AddressPart }
  | { holds: 'email' | 'categories' }
  /** Google: the kind stands in the column before or after. */
  | { holds: 'labelled-phone' | 'phone-label'; number: string };

const TEXTS: Record<DraftText, string> = {
  displayName: 'name|display name|anzeigename|full name|vollständiger name',
  givenName: 'first name|vorname|given name',
  middleName: 'middle name|weitere vornamen|additional name|zweiter vorname',
  surname: 'last name|nachname|family name|surname',
  nickName: 'nickname|spitzname',
  title: 'title|anrede|name prefix|titel',
  generation: 'suffix|name suffix',
  initials: 'initials|initialen',
  companyName: 'company|firma|organization name|organization 1 - name|unternehmen',
  department: 'department|abteilung|organization department|organization 1 - department',
  jobTitle: 'job title|position|organization title|organization 1 - title',
  profession: 'profession|beruf|occupation',
  officeLocation: 'office location|büro',
  assistantName: "assistant's name|name assistent|assistent(in)",
  manager: "manager's name|name des/der vorgesetzten|vorgesetzte(r)",
  spouseName: 'spouse|partner|ehepartner',
  businessHomePage: 'web page|webseite|website 1 - value',
  birthday: 'birthday|geburtstag',
  personalNotes: 'notes|notizen',
};

const PHONES: Partial<Record<NumberKind, string>> = {
  business:
    'business phone|business phone 2|primary phone|telefon geschäftlich|telefon geschäftlich 2|telefon (geschäftlich)|telefon (geschäftlich 2)|haupttelefon',
  home: 'home phone|home phone 2|telefon privat|telefon privat 2|telefon (privat)|telefon (privat 2)|telefon (privat) 2',
  mobile: 'mobile phone|mobiltelefon|mobiltelefon 2|handy',
  'company-main': 'company main phone|telefon firma|firmentelefon|telefon (firma)',
  other: 'other phone|callback|radio phone|weiteres telefon|rückmeldung|telefon (andere)',
  'business-fax': 'business fax|fax geschäftlich|fax (geschäftlich)|other fax|weiteres fax',
  'home-fax': 'home fax|fax privat|fax (privat)',
  assistant: "assistant's phone|telefon assistent|telefon assistent(in)",
  pager: 'pager',
  car: 'car phone|autotelefon',
};

const ADDRESSES: Record<AddressPlace, [english: string, german: string]> = {
  businessAddress: ['business', 'geschäftlich'],
  homeAddress: ['home', 'privat'],
  otherAddress: ['other', 'andere'],
};
const ADDRESS_PARTS: Record<AddressPart, [english: string[], german: string[]]> = {
  street: [['street'], ['straße', 'strasse']],
  city: [['city'], ['ort']],
  state: [['state'], ['region', 'bundesland/kanton']],
  postalCode: [['postal code'], ['postleitzahl']],
  countryOrRegion: [
    ['country', 'country/region'],
    ['land', 'land/region'],
  ],
};

const COLUMNS = buildColumns();

/** undefined: a contact does not need this column. */
export function columnOf(heading: string): Column | undefined {
  const key = heading.trim().toLowerCase().replace(/\s+/g, ' ');
  const known = COLUMNS.get(key);
  if (known) return known;
  const phone = /^phone (\d+) - (value|label|type)$/.exec(key);
  if (phone?.[1]) return { holds: phone[2] === 'value' ? 'labelled-phone' : 'phone-label', number: phone[1] };
  if (
    /^e-?mail( \d+)?( -? ?(address|value))?$|^e-?mail(-adresse)?( \d+)?$|^e-?mail-?\d?-adresse$/.test(key)
  ) {
    return { holds: 'email' };
  }
  return /^(categories|kategorien|labels|group membership)$/.test(key) ? { holds: 'categories' } : undefined;
}

/** Google's labels, in English and German; any other label makes the kind `other`. */
export function kindOfLabel(label: string): NumberKind {
  const text = label
    .toLowerCase()
    .replace(/^\*\s*/, '')
    .trim();
  if (/fax/.test(text)) return /home|privat/.test(text) ? 'home-fax' : 'business-fax';
  if (/mobil|cell|handy/.test(text)) return 'mobile';
  if (/pager/.test(text)) return 'pager';
  if (/main|zentrale|haupt/.test(text)) return 'company-main';
  if (/home|privat/.test(text)) return 'home';
  return /work|business|arbeit|geschäft/.test(text) ? 'business' : 'other';
}

function buildColumns(): Map<string, Column> {
  const columns = new Map<string, Column>();
  for (const [field, headings] of Object.entries(TEXTS)) {
    for (const heading of headings.split('|'))
      columns.set(heading, { holds: 'text', field: field as DraftText });
  }
  for (const [kind, headings] of Object.entries(PHONES)) {
    for (const heading of headings.split('|'))
      columns.set(heading, { holds: 'phone', kind: kind as NumberKind });
  }
  for (const [place, [english, german]] of Object.entries(ADDRESSES) as [AddressPlace, [string, string]][]) {
    for (const [part, [englishParts, germanParts]] of Object.entries(ADDRESS_PARTS) as [
      AddressPart,
      string[][],
    ][]) {
      const column: Column = { holds: 'address', place, part };
      for (const name of englishParts ?? []) columns.set(`${english} ${name}`, column);
      for (const name of germanParts ?? []) columns.set(`${name} ${german}`, column);
    }
  }
  return columns;
}
