import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { Contact } from '#shared/contact.ts';

/** A directory on disk, written once and streamed by every peer's process, so that no generator is in the measured memory. */

const CONTACTS_PER_CHUNK = 5000;

export class StoredWriter {
  readonly #file: number;
  #chunk: Contact[] = [];

  constructor(path: string) {
    this.#file = openSync(path, 'w');
  }

  add(contact: Contact): void {
    this.#chunk.push(contact);
    if (this.#chunk.length === CONTACTS_PER_CHUNK) this.#write();
  }

  close(): void {
    this.#write();
    closeSync(this.#file);
  }

  #write(): void {
    const bytes = serialize(this.#chunk);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    writeSync(this.#file, length);
    writeSync(this.#file, bytes);
    this.#chunk = [];
  }
}

export function* readStored(path: string): Generator<Contact> {
  const file = openSync(path, 'r');
  try {
    const length = Buffer.alloc(4);
    while (readSync(file, length) === 4) {
      const bytes = Buffer.alloc(length.readUInt32LE());
      readSync(file, bytes);
      // This program wrote the file itself, so the data is trusted.
      yield* deserialize(bytes) as Contact[];
    }
  } finally {
    closeSync(file);
  }
}
