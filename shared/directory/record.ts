import { type Contact, type ContactNumber, numberKind } from '../contact.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';
import { FormatError } from './head.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

/** Contacts as bytes: each string once per block, each record a row of references to strings. */

const KINDS = numberKind.options;
/** A contact's texts; the order is part of the format. */
const FIELDS = [
  'displayName',
  'givenName',
  'surname',
  'nickName',
  'company',
  'department',
  'jobTitle',
  'office',
  'town',
  'photo',
  'initials',
  'yomiGivenName',
  'yomiSurname',
  'yomiCompany',
  'homeAddress',
  'notes',
] as const;

export class StringTable {
  readonly #ids = new Map<string, number>();
  readonly #texts: Uint8Array[] = [];
  sizeBytes = 0;

  /** Reference of a text, from 1; 0 stands for "none". */
  reference(text: string | undefined): number {
    if (text === undefined) return 0;
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const bytes = encodeUtf8(text);
    this.#texts.push(bytes);
    this.sizeBytes += bytes.length + 4;
    this.#ids.set(text, this.#texts.length);
    return this.#texts.length;
  }

  get count(): number {
    return this.#texts.length;
  }

  /** Ends of the texts, and the texts one after the other. */
  finish(): { ends: Uint32Array; bytes: Uint8Array } {
    const ends = new Uint32Array(this.#texts.length);
    let length = 0;
    this.#texts.forEach((text, i) => {
      length += text.length;
      ends[i] = length;
    });
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const text of this.#texts) {
      bytes.set(text, at);
      at += text.length;
    }
    return { ends, bytes };
  }
}

export class Strings {
  readonly #ends: Uint32Array;
  readonly #bytes: Uint8Array;

  constructor(ends: Uint32Array, bytes: Uint8Array) {
    this.#ends = ends;
    this.#bytes = bytes;
  }

  /** Text of a reference; undefined for 0. Throws FormatError for one that the block does not have. */
  text(reference: number): string | undefined {
    if (reference === 0) return undefined;
    const end = this.#ends[reference - 1];
    if (end === undefined || end > this.#bytes.length)
      throw new FormatError('damaged', 'a string is missing from its block');
    return decodeUtf8(this.#bytes.subarray(this.#ends[reference - 2] ?? 0, end));
  }

  required(reference: number): string {
    const text = this.text(reference);
    if (text === undefined) throw new FormatError('damaged', 'a required string is empty');
    return text;
  }
}

export function writeContact(out: ByteWriter, strings: StringTable, contact: Contact): void {
  out.integer(strings.reference(contact.id));
  // Most contacts have few of the fields: one bit tells which.
  out.integer(FIELDS.reduce((mask, field, i) => (contact[field] === undefined ? mask : mask | (1 << i)), 0));
  for (const field of FIELDS) {
    if (contact[field] !== undefined) out.integer(strings.reference(contact[field]));
  }
  for (const list of [contact.emails, contact.categories]) {
    out.integer(list.length);
    for (const text of list) out.integer(strings.reference(text));
  }
  out.integer(contact.numbers.length);
  for (const number of contact.numbers) {
    out.integer(KINDS.indexOf(number.kind));
    out.integer(strings.reference(number.e164));
    out.integer(strings.reference(number.extension));
    out.integer(number.trunk ?? 0);
  }
}

export function readContact(from: ByteReader, strings: Strings): Contact {
  const id = strings.required(from.integer());
  const fields: Partial<Record<(typeof FIELDS)[number], string>> = {};
  const mask = from.integer();
  FIELDS.forEach((field, i) => {
    if (mask & (1 << i)) fields[field] = strings.required(from.integer());
  });
  const emails = readTexts(from, strings);
  const categories = readTexts(from, strings);
  const numbers: ContactNumber[] = [];
  for (let left = from.integer(); left > 0; left--) {
    const kind = KINDS[from.integer()] ?? 'other';
    const e164 = strings.required(from.integer());
    const extension = strings.text(from.integer());
    const trunk = from.integer();
    numbers.push({ e164, kind, ...(extension !== undefined && { extension }), ...(trunk > 0 && { trunk }) });
  }
  return { id, displayName: '', ...fields, emails, categories, numbers };
}

function readTexts(from: ByteReader, strings: Strings): string[] {
  const texts: string[] = [];
  for (let left = from.integer(); left > 0; left--) texts.push(strings.required(from.integer()));
  return texts;
}
