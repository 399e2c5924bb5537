/** Reads contacts from vCard 2.1, 3.0 and 4.0. */
import type { GraphContactInput, NumberKind } from '../graph/contact-content.ts';
import { type AddressPlace, ContactDraft, type DraftText } from './contact-draft.ts';
import type { ImportProblem } from './import-problem.ts';
import { type ContentLine, contentLines } from './vcard-lines.ts';

const TEXTS: Record<string, DraftText> = {
  FN: 'displayName',
  NICKNAME: 'nickName',
  TITLE: 'jobTitle',
  ROLE: 'profession',
  NOTE: 'personalNotes',
  URL: 'businessHomePage',
  BDAY: 'birthday',
};

export function readVcards(bytes: Uint8Array): { contacts: GraphContactInput[]; problems: ImportProblem[] } {
  const contacts: GraphContactInput[] = [];
  const problems: ImportProblem[] = [];
  let card: { draft: ContactDraft; line: number } | null = null;
  const close = () => {
    const contact = card?.draft.finish();
    if (contact) contacts.push(contact);
    else if (card) problems.push({ line: card.line, message: 'This card holds no name, number or address.' });
    card = null;
  };
  for (const result of contentLines(bytes)) {
    if (!result.ok) {
      problems.push({ line: result.line, message: result.message });
      continue;
    }
    const { content } = result;
    const isCard = content.value.trim().toUpperCase() === 'VCARD';
    if (content.name === 'BEGIN' && isCard) {
      if (card)
        problems.push({ line: content.line, message: 'A card begins before the last one has ended.' });
      close();
      card = { draft: new ContactDraft(), line: content.line };
    } else if (content.name === 'END' && isCard) close();
    else if (card) readProperty(card.draft, content);
    else problems.push({ line: content.line, message: 'This line lies outside of any card.' });
  }
  if (card) problems.push({ line: card.line, message: 'This card does not end with END:VCARD.' });
  close();
  return { contacts, problems };
}

function readProperty(draft: ContactDraft, content: ContentLine): void {
  const { name, value, types } = content;
  const field = TEXTS[name];
  if (field) draft.set(field, unescaped(value));
  else if (name === 'N') readName(draft, value);
  else if (name === 'ORG') {
    const [company = '', ...departments] = structured(value);
    draft.set('companyName', company);
    draft.set('department', departments.filter(Boolean).join(', '));
  } else if (name === 'TEL') draft.addPhone(phoneKind(types), unescaped(value));
  else if (name === 'EMAIL') draft.addEmail(unescaped(value).replace(/^mailto:/i, ''));
  else if (name === 'CATEGORIES')
    for (const category of splitEscaped(value, ',')) draft.addCategory(category);
  else if (name === 'ADR') readAddress(draft, value, types);
  else if (name === 'PHOTO') readPhoto(draft, content);
}

function readName(draft: ContactDraft, value: string): void {
  const [surname = '', given = '', middle = '', title = '', suffix = ''] = structured(value);
  draft.set('surname', surname);
  draft.set('givenName', given);
  draft.set('middleName', middle);
  draft.set('title', title);
  draft.set('generation', suffix);
}

function readAddress(draft: ContactDraft, value: string, types: string[]): void {
  const place: AddressPlace = types.includes('WORK')
    ? 'businessAddress'
    : types.includes('HOME')
      ? 'homeAddress'
      : 'otherAddress';
  const [, , street = '', city = '', state = '', postalCode = '', country = ''] = structured(value);
  draft.setAddress(place, 'street', street);
  draft.setAddress(place, 'city', city);
  draft.setAddress(place, 'state', state);
  draft.setAddress(place, 'postalCode', postalCode);
  draft.setAddress(place, 'countryOrRegion', country);
}

function readPhoto(draft: ContactDraft, { binary, value }: ContentLine): void {
  const inline = /^data:[^,]*;base64,(.*)$/s.exec(value)?.[1];
  if (binary) draft.setPhoto(binary);
  // A photo behind an address is left out: importing must not send requests to strangers' servers.
  else if (inline !== undefined) draft.setPhoto(Buffer.from(inline, 'base64'));
}

function phoneKind(types: string[]): NumberKind {
  const has = (type: string) => types.includes(type);
  if (has('FAX')) return has('HOME') ? 'home-fax' : 'business-fax';
  if (has('PAGER')) return 'pager';
  if (has('CELL') || has('MOBILE') || has('IPHONE')) return 'mobile';
  if (has('CAR')) return 'car';
  if (has('MAIN') || has('COMPANY')) return 'company-main';
  if (has('HOME')) return 'home';
  if (has('WORK')) return 'business';
  return 'other';
}

function structured(value: string): string[] {
  return splitEscaped(value, ';');
}

/** Splits at separators that are not escaped, and unescapes each part. */
function splitEscaped(value: string, separator: string): string[] {
  const parts = [''];
  for (let at = 0; at < value.length; at++) {
    const character = value[at] ?? '';
    if (character === '\\' && at + 1 < value.length) parts[parts.length - 1] += character + value[++at];
    else if (character === separator) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map(unescaped);
}

function unescaped(value: string): string {
  return value.replace(/\\([\\,;nN:])/g, (_, escaped: string) =>
    escaped.toLowerCase() === 'n' ? '\n' : escaped,
  );
}
