/** A contact while its file is being read: caps every field. Each setter says whether the value was kept. */
import type {
  AddressPart,
  AddressPlace,
  ContactText,
  FileContact,
  FileNumber,
  FileNumberKind,
} from './file-contact.ts';

const MOST_TEXT = 1_000;
const MOST_NOTES = 30_000;
const MOST_NUMBER_TEXT = 100;
const MOST_NUMBERS = 40;
const MOST_ADDRESSES = 10;
const MOST_CATEGORIES = 25;
const MOST_PHOTO_BYTES = 4 * 1024 * 1024;

/** Programs spread these over several columns or properties, so a second value follows the first. */
const JOINED: Partial<Record<ContactText, string>> = { title: ' ', personalNotes: '\n' };

export class ContactDraft {
  readonly #texts: FileContact['texts'] = {};
  readonly #addresses: FileContact['addresses'] = {};
  readonly #numbers: FileNumber[] = [];
  readonly #emails: string[] = [];
  readonly #categories: string[] = [];
  #photo: Uint8Array | undefined;

  /** False when the field already holds another value, which stays. */
  set(field: ContactText, value: string): boolean {
    const most = field === 'personalNotes' ? MOST_NOTES : MOST_TEXT;
    const text = clean(value, most);
    const known = this.#texts[field];
    if (text === '' || known === text) return true;
    const joint = JOINED[field];
    if (known !== undefined && joint === undefined) return false;
    this.#texts[field] = known === undefined ? text : `${known}${joint}${text}`.slice(0, most);
    return true;
  }

  setAddress(place: AddressPlace, part: AddressPart, value: string): boolean {
    const text = clean(value, MOST_TEXT);
    if (text === '') return true;
    const known = this.#addresses[place]?.[part];
    // Outlook spreads a street over three columns.
    if (known !== undefined && part !== 'street') return known === text;
    const whole = known === undefined ? text : `${known}\n${text}`.slice(0, MOST_TEXT);
    this.#addresses[place] = { ...this.#addresses[place], [part]: whole };
    return true;
  }

  addEmail(value: string): boolean {
    return addTo(this.#emails, clean(value, MOST_TEXT), MOST_ADDRESSES);
  }

  addCategory(value: string): boolean {
    return addTo(this.#categories, clean(value, MOST_TEXT), MOST_CATEGORIES);
  }

  addNumber(kind: FileNumberKind, value: string): boolean {
    const text = clean(value, MOST_NUMBER_TEXT);
    if (text === '' || this.#numbers.some((known) => known.text === text)) return true;
    if (this.#numbers.length >= MOST_NUMBERS) return false;
    this.#numbers.push({ kind, text });
    return true;
  }

  setPhoto(bytes: Uint8Array): boolean {
    if (bytes.length > MOST_PHOTO_BYTES) return false;
    if (bytes.length > 0) this.#photo = bytes;
    return bytes.length > 0;
  }

  /** undefined: the contact has no name, number or mail address. */
  finish(line: number): FileContact | undefined {
    const { displayName, givenName, surname, companyName, nickName } = this.#texts;
    const hasName = (displayName ?? givenName ?? surname ?? companyName ?? nickName) !== undefined;
    if (!hasName && this.#numbers.length === 0 && this.#emails.length === 0) return undefined;
    const hasOwnName = (displayName ?? givenName ?? surname) !== undefined;
    const fallback = companyName ?? nickName ?? this.#emails[0];
    return {
      line,
      texts: {
        ...this.#texts,
        ...(!hasOwnName && fallback !== undefined && { displayName: fallback }),
      },
      addresses: this.#addresses,
      numbers: this.#numbers,
      emails: this.#emails,
      categories: this.#categories,
      ...(this.#photo && { photo: this.#photo }),
    };
  }
}

function addTo(list: string[], value: string, most: number): boolean {
  if (value === '' || list.includes(value)) return true;
  if (list.length >= most) return false;
  list.push(value);
  return true;
}

function clean(value: string, most: number): string {
  return value.replaceAll('\u0000', '').trim().slice(0, most);
}
