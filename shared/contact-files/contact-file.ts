/**
 * Reads a file of contacts as programs export them: vCard 2.1, 3.0 and 4.0, CSV, and the phone book of a FRITZ!Box.
 * Pure; runs in Node, workers and pages. The caller reads no more than `MOST_FILE_BYTES`.
 */

import { encodeUtf8 } from '../directory/utf8.ts';
import type { Place } from '../phone/dialling-profile.ts';
import { err, ok, type Result } from '../result.ts';
import { toByteText } from './byte-text.ts';
import { decodeUtf16, utf16Label } from './code-pages.ts';
import { readCsv } from './csv.ts';
import type { FileContact } from './file-contact.ts';
import type { FileTakers } from './file-takers.ts';
import { isPhoneBook, readPhoneBook } from './fritzbox.ts';
import { type FileNote, Notes } from './notes.ts';
import { NumberTaker } from './take-number.ts';
import { hasCards, readVcards } from './vcard.ts';

export const MOST_FILE_BYTES = 50 * 1024 * 1024;
const MOST_FILE_CONTACTS = 250_000;

export interface ContactFile {
  contacts: FileContact[];
  /** Numbers that the number reader can read at the place. */
  numbers: number;
  /** What was left out or read with doubt, in the file's order. */
  notes: FileNote[];
}

export type ContactFileFailure = {
  code: 'too_large' | 'too_many_contacts' | 'empty_file' | 'no_text' | 'unknown_headings' | 'no_contacts';
  notes: FileNote[];
};

/** `place` says how numbers without a country code are meant. */
export function readContactFile(bytes: Uint8Array, place: Place): Result<ContactFile, ContactFileFailure> {
  if (bytes.length > MOST_FILE_BYTES) return err({ code: 'too_large', notes: [] });
  const byteText = textOf(bytes);
  if (byteText.trim() === '' || byteText === '\u00ef\u00bb\u00bf')
    return err({ code: 'empty_file', notes: [] });
  if (!isText(byteText)) return err({ code: 'no_text', notes: [] });
  const notes = new Notes();
  const numbers = new NumberTaker(place, notes);
  const contacts = readFormat(byteText, { notes, numbers });
  const failure = (code: ContactFileFailure['code']) => err({ code, notes: notes.list() });
  if (!contacts) return failure('unknown_headings');
  if (contacts.length === 0) return failure('no_contacts');
  if (contacts.length > MOST_FILE_CONTACTS) return failure('too_many_contacts');
  return ok({ contacts, numbers: numbers.readable, notes: notes.list() });
}

function readFormat(byteText: string, takers: FileTakers): FileContact[] | undefined {
  if (hasCards(byteText)) return readVcards(byteText, takers);
  return isPhoneBook(byteText) ? readPhoneBook(byteText, takers) : readCsv(byteText, takers);
}

/** UTF-16 becomes UTF-8, so that every format reads one kind of bytes. */
function textOf(bytes: Uint8Array): string {
  const wide = utf16Label(bytes);
  return toByteText(wide ? encodeUtf8(decodeUtf16(bytes, wide)) : bytes);
}

/** How workbooks of Excel, new and old, and PDF files begin. */
const NO_TEXT = ['PK\u0003\u0004', '\u00d0\u00cf\u0011\u00e0', '%PDF'];

function isText(byteText: string): boolean {
  return !NO_TEXT.some((start) => byteText.startsWith(start));
}
