/** A contact while a file is being read: caps every field, and finds a field for every number. */
import type { GraphContactInput, NumberKind } from '../graph/contact-content.ts';

const MOST_TEXT = 1_000;
const MOST_NOTES = 30_000;
const MOST_NUMBER = 100;
const MOST_NUMBERS = 12;
const MOST_ADDRESSES = 10;
const MOST_PHOTO_BYTES = 4 * 1024 * 1024;

/** MAPI properties for the kinds that v1.0 has no field for; one value each. */
const TAGS: Partial<Record<NumberKind, string>> = {
  'company-main': 'String 0x3a57',
  other: 'String 0x3a1f',
  'business-fax': 'String 0x3a24',
  'home-fax': 'String 0x3a25',
  assistant: 'String 0x3a2e',
  pager: 'String 0x3a21',
  car: 'String 0x3a1e',
};

export type DraftText =
  | 'displayName'
  | 'givenName'
  | 'middleName'
  | 'surname'
  | 'nickName'
  | 'title'
  | 'generation'
  | 'initials'
  | 'companyName'
  | 'department'
  | 'jobTitle'
  | 'profession'
  | 'officeLocation'
  | 'assistantName'
  | 'manager'
  | 'spouseName'
  | 'businessHomePage'
  | 'birthday'
  | 'personalNotes';
export type AddressPlace = 'businessAddress' | 'homeAddress' | 'otherAddress';
export type AddressPart = 'street' | 'city' | 'state' | 'postalCode' | 'countryOrRegion';

export class ContactDraft {
  readonly #texts: Partial<Record<DraftText, string>> = {};
  readonly #addresses: Partial<Record<AddressPlace, Partial<Record<AddressPart, string>>>> = {};
  readonly #business: string[] = [];
  readonly #home: string[] = [];
  readonly #extended = new Map<string, string>();
  readonly #emails: { name: string; address: string }[] = [];
  readonly #categories: string[] = [];
  #mobile: string | null = null;
  #photo: Uint8Array | undefined;

  /** The first value wins. */
  set(field: DraftText, value: string): void {
    const text = clean(value, field === 'personalNotes' ? MOST_NOTES : MOST_TEXT);
    if (text && this.#texts[field] === undefined) this.#texts[field] = text;
  }

  setAddress(place: AddressPlace, part: AddressPart, value: string): void {
    const text = clean(value, MOST_TEXT);
    if (text) this.#addresses[place] = { [part]: text, ...this.#addresses[place] };
  }

  addEmail(value: string): void {
    const address = clean(value, MOST_TEXT);
    if (!address || this.#emails.length >= MOST_ADDRESSES) return;
    if (this.#emails.some((known) => known.address === address)) return;
    this.#emails.push({ name: address, address });
  }

  addCategory(value: string): void {
    const text = clean(value, MOST_TEXT);
    if (text && this.#categories.length < MOST_ADDRESSES && !this.#categories.includes(text))
      this.#categories.push(text);
  }

  /** A number whose kind has no free field joins the business numbers rather than being lost. */
  addPhone(kind: NumberKind, value: string): void {
    const number = clean(value.replace(/^tel:/i, ''), MOST_NUMBER);
    if (!number || this.#hasNumber(number)) return;
    const tag = TAGS[kind];
    if (kind === 'mobile' && this.#mobile === null) this.#mobile = number;
    else if (kind === 'home' && this.#home.length < MOST_NUMBERS) this.#home.push(number);
    else if (tag && !this.#extended.has(tag)) this.#extended.set(tag, number);
    else if (this.#business.length < MOST_NUMBERS) this.#business.push(number);
  }

  setPhoto(bytes: Uint8Array): void {
    if (bytes.length > 0 && bytes.length <= MOST_PHOTO_BYTES) this.#photo = bytes;
  }

  /** undefined: the contact has no name, number or mail address. */
  finish(): GraphContactInput | undefined {
    const texts = { ...this.#texts };
    const hasNumbers =
      this.#business.length + this.#home.length + this.#extended.size > 0 || this.#mobile !== null;
    const hasName =
      texts.displayName ?? texts.givenName ?? texts.surname ?? texts.companyName ?? texts.nickName;
    if (!hasName && !hasNumbers && this.#emails.length === 0) return undefined;
    const fallback = texts.companyName ?? texts.nickName ?? this.#emails[0]?.address;
    const hasParts = texts.givenName !== undefined || texts.surname !== undefined;
    return {
      ...texts,
      ...(texts.displayName === undefined && !hasParts && fallback ? { displayName: fallback } : {}),
      ...this.#addresses,
      businessPhones: this.#business,
      homePhones: this.#home,
      mobilePhone: this.#mobile,
      emailAddresses: this.#emails,
      categories: this.#categories,
      singleValueExtendedProperties: [...this.#extended].map(([id, text]) => ({ id, value: text })),
      ...(this.#photo ? { photo: this.#photo } : {}),
    };
  }

  #hasNumber(number: string): boolean {
    return (
      this.#mobile === number ||
      [...this.#business, ...this.#home, ...this.#extended.values()].includes(number)
    );
  }
}

function clean(value: string, most: number): string {
  return value.replaceAll('\u0000', '').trim().slice(0, most);
}
