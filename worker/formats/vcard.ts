import type { Contact, ContactNumber, NumberKind } from '#shared/contact.ts';

/** vCard 4.0 (RFC 6350). Pure. */

const LINE_OCTETS = 75;
const LONE_SURROGATES = /\p{Cs}/gu;
const CONTROLS = /[\p{Cc}\u2028\u2029]/gu;

/** `TYPE` of a number. Kinds that vCard does not have become voice numbers. */
const TYPES: Readonly<Record<NumberKind, string>> = {
  business: 'work,voice',
  mobile: 'cell',
  home: 'home,voice',
  main: 'work,voice',
  fax: 'fax',
  pager: 'pager',
  assistant: 'work,voice',
  other: 'voice',
};

/** `picture` is the photo as a `data:` URL of our own making, which needs no escaping. */
export function toVcard(
  contact: Contact,
  { uid, picture }: { uid: string; picture?: string | undefined },
): string {
  const { givenName, surname, nickName, company, department, jobTitle, town, homeAddress, notes } = contact;
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    text('UID', uid),
    text('FN', contact.displayName),
    (surname ?? givenName) === undefined
      ? undefined
      : structured('N', [surname, givenName, undefined, undefined, undefined]),
    text('NICKNAME', nickName),
    (company ?? department) === undefined ? undefined : structured('ORG', [company, department]),
    text('TITLE', jobTitle),
    town === undefined
      ? undefined
      : structured('ADR;TYPE=work', [undefined, undefined, undefined, town, undefined, undefined, undefined]),
    homeAddress === undefined
      ? undefined
      : structured('ADR;TYPE=home', [
          undefined,
          undefined,
          homeAddress,
          undefined,
          undefined,
          undefined,
          undefined,
        ]),
    ...contact.numbers.map(telephone),
    ...contact.emails.map((email) => text('EMAIL', email)),
    contact.categories.length === 0
      ? undefined
      : `CATEGORIES:${contact.categories.map(escapeText).join(',')}`,
    text('NOTE', notes),
    picture === undefined ? undefined : `PHOTO:${picture}`,
    'END:VCARD',
  ];
  return lines
    .filter((line) => line !== undefined)
    .map((line) => `${fold(line)}\r\n`)
    .join('');
}

function telephone({ e164, extension, kind }: ContactNumber): string {
  const type = TYPES[kind].includes(',') ? `"${TYPES[kind]}"` : TYPES[kind];
  return `TEL;VALUE=uri;TYPE=${type}:tel:${e164}${extension === undefined ? '' : `;ext=${extension}`}`;
}

function text(property: string, value: string | undefined): string | undefined {
  return value === undefined ? undefined : `${property}:${escapeText(value)}`;
}

function structured(property: string, parts: readonly (string | undefined)[]): string {
  return `${property}:${parts.map((part) => (part === undefined ? '' : escapeText(part))).join(';')}`;
}

/** A line break in a value becomes `\n`: a real one would begin a new property. */
function escapeText(value: string): string {
  return value
    .replace(LONE_SURROGATES, '\ufffd')
    .replace(/[\\,;]/g, (character) => `\\${character}`)
    .replace(/\r\n|[\n\r\u2028\u2029]/g, '\\n')
    .replace(CONTROLS, '');
}

/** Folds a line at 75 octets, but never inside a character: RFC 6350, 3.2. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character.codePointAt(0) ?? 0);
    if (octets + size > LINE_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

function octetsOf(point: number): number {
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}
