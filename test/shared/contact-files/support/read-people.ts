import { readContactFile } from '#shared/contact-files/contact-file.ts';
import type { FileContact } from '#shared/contact-files/file-contact.ts';
import type { NoteCode } from '#shared/contact-files/notes.ts';
import type { CountryCode } from '#shared/phone/normalise.ts';

/** A contact on one line: `Anna Berger (Muster): business 030 23125123, mobile 0176 04069001`. */
function sayPerson({ texts, numbers }: FileContact): string {
  const { displayName, givenName, surname, companyName } = texts;
  const name = displayName ?? [givenName, surname].filter(Boolean).join(' ');
  const company = companyName === undefined || companyName === name ? '' : ` (${companyName})`;
  const said = numbers.map(({ kind, text }) => `${kind} ${text}`).join(', ');
  return `${name}${company}${said === '' ? '' : `: ${said}`}`;
}

export interface ReadFile {
  people: string[];
  contacts: FileContact[];
  /** Numbers that can be dialled. */
  numbers: number;
  /** `line code heading`, as far as a note has them; unused columns and properties are left out. */
  notes: string[];
  failure: string | undefined;
}

const SILENT: NoteCode[] = ['unused'];

export function readFile(content: string | Uint8Array, country: CountryCode = 'DE'): ReadFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const read = readContactFile(bytes, { country });
  const { notes } = read.ok ? read.value : read.failure;
  return {
    contacts: read.ok ? read.value.contacts : [],
    people: read.ok ? read.value.contacts.map(sayPerson) : [],
    numbers: read.ok ? read.value.numbers : 0,
    notes: notes
      .filter(({ code }) => !SILENT.includes(code))
      .map(({ line, code, heading, detail }) => [line, code, heading ?? detail].filter(Boolean).join(' ')),
    failure: read.ok ? undefined : read.failure.code,
  };
}

export const lines = (...all: string[]) => `${all.join('\r\n')}\r\n`;

/** A card of version 3.0 with the given properties. */
export const card = (...properties: string[]) =>
  lines('BEGIN:VCARD', 'VERSION:3.0', ...properties, 'END:VCARD');
