/** People's own contacts, from the files that their programs export. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { MOST_FILE_BYTES, readContactFile } from '#shared/contact-files/contact-file.ts';
import { sayContactFile, sayFailure } from '#shared/contact-files/summary.ts';
import type { GraphContactInput } from '../graph/contact-content.ts';
import { toGraphContact } from './graph-contact.ts';

/** The country of the mailbox that takes the contacts. */
const COUNTRY = 'DE';

export interface ImportedContacts {
  contacts: GraphContactInput[];
  /** What was read and what was not, in words. */
  summary: string[];
}

/** A file cannot be read at all; the message says what to do. */
class ImportError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export async function readContactsFiles(paths: readonly string[]): Promise<ImportedContacts> {
  const contacts: GraphContactInput[] = [];
  const summary: string[] = [];
  for (const path of paths) {
    const name = basename(path);
    const read = readContactFile(await readCapped(path, name), { country: COUNTRY });
    if (!read.ok) throw new ImportError(read.failure.code, sayFailure(name, read.failure));
    for (const contact of read.value.contacts) contacts.push(toGraphContact(contact));
    const [first, ...rest] = sayContactFile(read.value);
    summary.push(`${name}: ${first}`, ...rest.map((line) => `  ${line}`));
  }
  return { contacts, summary };
}

async function readCapped(path: string, name: string): Promise<Uint8Array> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) {
    throw new ImportError(
      'missing_file',
      `There is no file "${path}". Check the path, or put it in quotation marks.`,
    );
  }
  if (found.size > MOST_FILE_BYTES) {
    throw new ImportError('too_large', sayFailure(name, { code: 'too_large', notes: [] }));
  }
  return await readFile(path);
}
