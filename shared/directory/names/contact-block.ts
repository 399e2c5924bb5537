import type { Contact } from '../../contact.ts';
import { asUint32, readBlock, writeBlock } from '../block.ts';
import { ByteReader, ByteWriter } from '../bytes.ts';
import { readContact, Strings, StringTable, writeContact } from '../record.ts';

/** What the result list shows, in the order of the index: read for the few contacts that are shown. */

export class ContactBlockWriter {
  readonly #starts: number[] = [];
  readonly #records = new ByteWriter();
  readonly #strings = new StringTable();

  add(contact: Contact): void {
    this.#starts.push(this.#records.length);
    writeContact(this.#records, this.#strings, contact);
  }

  get count(): number {
    return this.#starts.length;
  }

  get sizeBytes(): number {
    return 64 + this.#starts.length * 4 + this.#records.length + this.#strings.sizeBytes;
  }

  finish(): Uint8Array {
    const { ends, bytes } = this.#strings.finish();
    return writeBlock('s', [Uint32Array.from(this.#starts), this.#records.finish(), ends, bytes]);
  }
}

export class ContactBlock {
  readonly #starts: Uint32Array;
  readonly #records: Uint8Array;
  readonly #strings: Strings;

  /** Throws FormatError. */
  constructor(bytes: Uint8Array) {
    const sections = readBlock('s', bytes, 4);
    const section = (i: number) => sections[i] ?? new Uint8Array();
    this.#starts = asUint32(section(0));
    this.#records = section(1);
    this.#strings = new Strings(asUint32(section(2)), section(3));
  }

  /** The contact at a place in this block; undefined past its end. Throws FormatError. */
  contact(place: number): Contact | undefined {
    const start = this.#starts[place];
    return start === undefined ? undefined : readContact(new ByteReader(this.#records, start), this.#strings);
  }
}
