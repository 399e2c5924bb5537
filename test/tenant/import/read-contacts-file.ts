/** A person's own contacts, from a .vcf or .csv file. */
import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { GraphContactInput } from '../graph/contact-content.ts';
import { readCsv } from './csv.ts';
import { ImportError, type ImportProblem } from './import-problem.ts';
import { readVcards } from './vcard.ts';

const MOST_BYTES = 50 * 1024 * 1024;

export interface ImportedContacts {
  contacts: GraphContactInput[];
  problems: ImportProblem[];
}

export async function readContactsFile(path: string): Promise<ImportedContacts> {
  const name = basename(path);
  const extension = extname(path).toLowerCase();
  if (extension !== '.vcf' && extension !== '.csv') {
    throw new ImportError(
      'unknown_extension',
      `"${name}" is neither .vcf nor .csv. Export the contacts as one of these.`,
    );
  }
  const bytes = await readCapped(path, name);
  const { contacts, problems } = extension === '.vcf' ? readVcards(bytes) : readCsv(bytes);
  if (contacts.length === 0) {
    const first = problems[0] ? ` Line ${problems[0].line}: ${problems[0].message}` : '';
    throw new ImportError('no_contacts', `"${name}" holds no contacts.${first} Export the contacts again.`);
  }
  return { contacts, problems };
}

async function readCapped(path: string, name: string): Promise<Uint8Array> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) {
    throw new ImportError(
      'missing_file',
      `There is no file "${path}". Check the path, or put it in quotation marks.`,
    );
  }
  if (found.size > MOST_BYTES) {
    throw new ImportError(
      'too_large',
      `"${name}" is larger than 50 MB. Export fewer contacts, or leave out the photos.`,
    );
  }
  return await readFile(path);
}
