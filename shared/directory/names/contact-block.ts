import type { Contact } from '../../contact.ts';
import { readBlock, writeBlock } from '../block.ts';
import { ContactRows, ContactRowsWriter, ROW_SECTIONS } from '../record.ts';

/** Contacts as the result list shows them, in the order of the index. Read only for the few that are shown. */

export class ContactBlockWriter {
  readonly #rows = new ContactRowsWriter();

  add(contact: Contact): void {
    this.#rows.add(contact);
  }

  get count(): number {
    return this.#rows.count;
  }

  get sizeBytes(): number {
    return 64 + this.#rows.sizeBytes;
  }

  finish(): Uint8Array {
    return writeBlock('s', this.#rows.finish());
  }
}

export class ContactBlock {
  readonly #rows: ContactRows;

  /** Throws FormatError. */
  constructor(bytes: Uint8Array) {
    this.#rows = new ContactRows(readBlock('s', bytes, ROW_SECTIONS));
  }

  /** The contact at a position in this block; undefined past its end. Throws FormatError. */
  contact(position: number): Contact | undefined {
    return this.#rows.contact(position);
  }
}
