/** Makes a contact of one card's properties. */
import { fromBase64 } from './byte-text.ts';
import { ContactDraft } from './contact-draft.ts';
import type { AddressPart, ContactText, FileContact } from './file-contact.ts';
import type { Notes } from './notes.ts';
import { kindOfLabels } from './number-kinds.ts';
import type { NumberTaker } from './take-number.ts';
import type { Property } from './vcard-property.ts';
import { components, numberText, splitEscaped, unescaped } from './vcard-values.ts';

export interface CardReader {
  notes: Notes;
  numbers: NumberTaker;
  /** The property's value as text. */
  readValue: (property: Property) => string;
  /** Any other bytes of the card as text: its types. */
  readText: (byteText: string) => string;
}

const TEXTS: Record<string, ContactText | undefined> = {
  FN: 'displayName',
  NICKNAME: 'nickName',
  TITLE: 'jobTitle',
  ROLE: 'profession',
  NOTE: 'personalNotes',
  URL: 'businessHomePage',
  BDAY: 'birthday',
  'X-PHONETIC-FIRST-NAME': 'yomiGivenName',
  'X-PHONETIC-LAST-NAME': 'yomiSurname',
  'X-PHONETIC-ORG': 'yomiCompanyName',
  'X-MS-ASSISTANT': 'assistantName',
  'X-EVOLUTION-ASSISTANT': 'assistantName',
  'X-ASSISTANT': 'assistantName',
  'X-MS-MANAGER': 'manager',
  'X-EVOLUTION-MANAGER': 'manager',
  'X-MANAGER': 'manager',
  'X-MS-SPOUSE': 'spouseName',
  'X-EVOLUTION-SPOUSE': 'spouseName',
  'X-SPOUSE': 'spouseName',
  'X-DEPARTMENT': 'department',
};
/** Parts of N and ADR, in the order of RFC 6350, 6.2.2 and 6.3.1. */
const NAME_PARTS: ContactText[] = ['surname', 'givenName', 'middleName', 'title', 'generation'];
const ADDRESS_PARTS: [at: number, part: AddressPart][] = [
  [2, 'street'],
  [3, 'city'],
  [4, 'state'],
  [5, 'postalCode'],
  [6, 'countryOrRegion'],
];

/** Outlook's `X-MS-TEL` and what other programs call a number that vCard has no type for. */
const OWN_NUMBER = /^X-(?:[A-Z]+-)*(?:TEL|PHONE|MOBILE|CELL|FAX|PAGER|TELEPHONE)(?:-[A-Z0-9]+)*$/;
const UNUSED =
  /^(?:VERSION|PRODID|REV|UID|CLASS|SORT-STRING|KEY|GEO|TZ|MAILER|LANG|LANGUAGE|LOGO|SOUND|SOURCE|NAME|PROFILE|IMPP|RELATED|GENDER|ANNIVERSARY|CALURI|CALADRURI|FBURL|XML|CLIENTPIDMAP|KIND|MEMBER|LABEL|AGENT|ACCOUNT|CREATED|PHONETIC|GRAMGENDER|PRONOUNS|SOCIALPROFILE|X-(?:AB|ANDROID-|MS-|EVOLUTION-|MOZILLA-|KADDRESSBOOK-|ADDRESSBOOKSERVER-|ADDRESSING-|IMAGE|SHARED-PHOTO|SAMSUNG|OL-|CLASS|SOCIALPROFILE|AIM|ICQ|JABBER|MSN|YAHOO|SKYPE|QQ|GOOGLE|GTALK|GADUGADU|GROUPWISE|TWITTER|FACEBOOK|LINKEDIN|SIP|MAIDENNAME|PHONETIC-|ANNIVERSARY|GENDER|GROUP-|NC-|UID|REV|CREATED|ACCOUNT|DL).*)$/;
/** Every card has these, so they are worth no word. */
const SILENT = /^(?:VERSION|PRODID|REV|UID|X-AB(?:LABEL|UID|SHOWAS)|KIND|AGENT)$/;

/** undefined: the card is no contact; a note says why. */
export function contactOfCard(
  line: number,
  properties: Property[],
  reader: CardReader,
): FileContact | undefined {
  const { notes, readValue } = reader;
  const isGroup = properties.some(
    (property) =>
      /^(?:X-ADDRESSBOOKSERVER-)?KIND$/.test(property.name) && /^\s*group\s*$/i.test(property.value),
  );
  if (isGroup) {
    notes.add('group-list', line);
    return undefined;
  }
  const labels = new Map<string, string>();
  for (const property of properties)
    if (property.name === 'X-ABLABEL' && property.group !== undefined)
      labels.set(property.group, unescaped(readValue(property)));
  const draft = new ContactDraft();
  for (const property of properties) {
    const label = property.group === undefined ? undefined : labels.get(property.group);
    takeProperty(draft, property, label, reader);
  }
  const contact = draft.finish(line);
  if (!contact) notes.add('no-contact', line);
  return contact;
}

function takeProperty(
  draft: ContactDraft,
  property: Property,
  label: string | undefined,
  reader: CardReader,
): void {
  const { name, line } = property;
  const { notes, numbers, readValue, readText } = reader;
  const types = () => [...property.types.map(readText), ...(label === undefined ? [] : [label])];
  let isKept = true;
  const field = TEXTS[name];
  if (field) isKept = draft.set(field, unescaped(readValue(property)));
  else if (name === 'N')
    for (const [at, part] of components(readValue(property), ' ').entries()) {
      const text = NAME_PARTS[at];
      if (text) isKept = draft.set(text, part) && isKept;
    }
  else if (name === 'ORG') {
    const [company = '', ...departments] = splitEscaped(readValue(property), ';');
    isKept = draft.set('companyName', company);
    isKept = draft.set('department', departments.filter(Boolean).join(', ')) && isKept;
  } else if (name === 'TEL')
    numbers.take(draft, kindOfLabels(types()), numberText(readValue(property)), { line, heading: name });
  else if (OWN_NUMBER.test(name))
    numbers.take(draft, kindOfLabels([...types(), name]), numberText(readValue(property)), {
      line,
      heading: name,
    });
  else if (name === 'EMAIL') isKept = draft.addEmail(unescaped(readValue(property)).replace(/^mailto:/i, ''));
  else if (name === 'CATEGORIES')
    for (const category of splitEscaped(readValue(property), ','))
      isKept = draft.addCategory(category) && isKept;
  else if (name === 'ADR') isKept = takeAddress(draft, readValue(property), types());
  else if (name === 'PHOTO') takePhoto(draft, property, reader);
  else if (UNUSED.test(name)) {
    if (!SILENT.test(name)) notes.add('unused', line, { heading: name });
  } else notes.add('unknown-property', line, { heading: name });
  if (!isKept) notes.add('value-left-out', line, { heading: name });
}

function takeAddress(draft: ContactDraft, value: string, types: string[]): boolean {
  const kind = kindOfLabels(types);
  const place = kind === 'business' ? 'businessAddress' : kind === 'home' ? 'homeAddress' : 'otherAddress';
  const parts = components(value, ', ');
  return ADDRESS_PARTS.map(([at, part]) => draft.setAddress(place, part, parts[at] ?? '')).every(Boolean);
}

function takePhoto(draft: ContactDraft, property: Property, { notes, readValue }: CardReader): void {
  const inline = property.isBinary
    ? undefined
    : /^data:[^,]{0,100};base64,(.*)$/is.exec(readValue(property))?.[1];
  const bytes = property.isBinary ? property.binary : inline === undefined ? undefined : fromBase64(inline);
  // A photo behind an address is left out: importing must not send requests to strangers' servers.
  if (!bytes || !draft.setPhoto(bytes)) notes.add('photo-left-out', property.line, { heading: 'PHOTO' });
}
