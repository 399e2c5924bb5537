import { type Contact, type ContactNumber, numberKind } from '../contact.ts';
import { asUint32 } from './block.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { FormatError } from './head.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

/**
 * Contacts as bytes, one row each. A text goes into the block's table, where rows refer to it, if that saves bytes. Every other
 * text stands in the row itself, so that a contact is read from few positions. A row writes a text as `0` for none, `2n` for the
 * table's n-th text, or `2n + 1` before n bytes.
 */

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

interface KnownText {
  bytes: Uint8Array;
  uses: number;
  /** In the table, from 1; undefined while the text is not there. */
  position: number | undefined;
}

/** Sections of a block that hold contacts, as `ContactRows` reads them. */
export type RowSections = [
  starts: Uint32Array,
  records: Uint8Array,
  textEnds: Uint32Array,
  texts: Uint8Array,
];
export const ROW_SECTIONS = 4;

export class ContactRowsWriter {
  /** With their texts, in the order of writing. */
  readonly #contacts: { contact: Contact; texts: KnownText[] }[] = [];
  readonly #texts = new Map<string, KnownText>();
  readonly #table: Uint8Array[] = [];
  /** Size that `finish` would give now, within a few per cent. */
  sizeBytes = 0;

  /** Returns the contact's row. */
  add(contact: Contact): number {
    const texts: KnownText[] = [];
    forTexts(contact, (text) => {
      const known = this.#known(text);
      known.uses++;
      texts.push(known);
      this.sizeBytes += 2;
    });
    this.sizeBytes += 16;
    return this.#contacts.push({ contact, texts }) - 1;
  }

  get count(): number {
    return this.#contacts.length;
  }

  /** Puts a text into the block's table. Returns its position there, from 1, and 0 for undefined. */
  share(text: string | undefined): number {
    return text === undefined ? 0 : this.#inTable(this.#known(text));
  }

  finish(): RowSections {
    for (const known of this.#texts.values()) if (isBetterShared(known)) this.#inTable(known);
    const starts = new Uint32Array(this.#contacts.length);
    const records = new ByteWriter();
    this.#contacts.forEach(({ contact, texts }, row) => {
      starts[row] = records.length;
      let at = 0;
      writeContact(records, contact, (text) =>
        writeText(records, text === undefined ? undefined : texts[at++]),
      );
    });
    const texts = new ByteWriter();
    const ends = Uint32Array.from(this.#table, (bytes) => {
      texts.bytes(bytes);
      return texts.length;
    });
    return [starts, records.finish(), ends, texts.finish()];
  }

  #known(text: string): KnownText {
    let known = this.#texts.get(text);
    if (!known) {
      known = { bytes: encodeUtf8(text), uses: 0, position: undefined };
      this.#texts.set(text, known);
      this.sizeBytes += known.bytes.length;
    }
    return known;
  }

  #inTable(known: KnownText): number {
    if (known.position === undefined) {
      known.position = this.#table.push(known.bytes);
      this.sizeBytes += 4;
    }
    return known.position;
  }
}

function writeText(out: ByteWriter, known: KnownText | undefined): void {
  if (!known) out.integer(0);
  else if (known.position !== undefined) out.integer(known.position * 2);
  else {
    out.integer(known.bytes.length * 2 + 1);
    out.bytes(known.bytes);
  }
}

/** Sharing costs two bytes per use, four for the end, and the text once; otherwise each use costs the text and a byte of length. */
function isBetterShared({ bytes: { length }, uses }: KnownText): boolean {
  return uses * (length + 1) > length + 4 + uses * 2;
}

export class ContactRows {
  readonly #starts: Uint32Array;
  readonly #records: Uint8Array;
  readonly #ends: Uint32Array;
  readonly #texts: Uint8Array;

  /** Takes the sections that `ContactRowsWriter` wrote. */
  constructor([starts = NOTHING, records = NOTHING, ends = NOTHING, texts = NOTHING]: readonly Uint8Array[]) {
    this.#starts = asUint32(starts);
    this.#records = records;
    this.#ends = asUint32(ends);
    this.#texts = texts;
  }

  /** The contact in a row; undefined past the last. Throws FormatError. */
  contact(row: number): Contact | undefined {
    const start = this.#starts[row];
    return start === undefined ? undefined : readContact(new ByteReader(this.#records, start), this);
  }

  /** Text at a position of the table, from 1; undefined for 0. Throws FormatError for one that the block does not have. */
  text(position: number): string | undefined {
    if (position === 0) return undefined;
    const end = this.#ends[position - 1];
    if (end === undefined || end > this.#texts.length)
      throw new FormatError('damaged', 'a text is missing from its block');
    return decodeUtf8(this.#texts, this.#ends[position - 2] ?? 0, end);
  }
}

const NOTHING = new Uint8Array();

/** Visits the texts in the order of `writeContact`. */
function forTexts(contact: Contact, use: (text: string) => void): void {
  use(contact.id);
  for (const field of FIELDS) if (contact[field] !== undefined) use(contact[field]);
  for (const text of contact.emails) use(text);
  for (const text of contact.categories) use(text);
  for (const { e164, extension } of contact.numbers) {
    use(e164);
    if (extension !== undefined) use(extension);
  }
}

function writeContact(out: ByteWriter, contact: Contact, write: (text: string | undefined) => void): void {
  write(contact.id);
  // Most contacts fill few of the fields: one bit each tells which.
  out.integer(FIELDS.reduce((mask, field, i) => (contact[field] === undefined ? mask : mask | (1 << i)), 0));
  for (const field of FIELDS) if (contact[field] !== undefined) write(contact[field]);
  for (const list of [contact.emails, contact.categories]) {
    out.integer(list.length);
    for (const text of list) write(text);
  }
  out.integer(contact.numbers.length);
  for (const number of contact.numbers) {
    out.integer(KINDS.indexOf(number.kind));
    write(number.e164);
    write(number.extension);
    out.integer(number.trunk ?? 0);
  }
}

function readContact(from: ByteReader, rows: ContactRows): Contact {
  // Adds properties to one object, always in the same order: copying objects would cost as much as reading them.
  const contact: Partial<Contact> = { id: readRequired(from, rows), displayName: '' };
  for (let mask = from.integer(), i = 0; mask !== 0; mask >>>= 1, i++) {
    const field = FIELDS[i];
    if (mask & 1 && field) contact[field] = readRequired(from, rows);
  }
  contact.emails = readTexts(from, rows);
  contact.categories = readTexts(from, rows);
  const numbers: ContactNumber[] = [];
  for (let left = from.integer(); left > 0; left--) numbers.push(readNumber(from, rows));
  contact.numbers = numbers;
  return contact as Contact;
}

function readTexts(from: ByteReader, rows: ContactRows): string[] {
  const texts: string[] = [];
  for (let left = from.integer(); left > 0; left--) texts.push(readRequired(from, rows));
  return texts;
}

function readNumber(from: ByteReader, rows: ContactRows): ContactNumber {
  const kind = KINDS[from.integer()] ?? 'other';
  const number: ContactNumber = { e164: readRequired(from, rows), kind };
  const extension = readText(from, rows);
  const trunk = from.integer();
  if (extension !== undefined) number.extension = extension;
  if (trunk > 0) number.trunk = trunk;
  return number;
}

function readText(from: ByteReader, rows: ContactRows): string | undefined {
  const value = from.integer();
  return value & 1 ? from.text(value >>> 1) : rows.text(value >>> 1);
}

function readRequired(from: ByteReader, rows: ContactRows): string {
  const text = readText(from, rows);
  if (text === undefined) throw new FormatError('damaged', 'a required text is missing');
  return text;
}
