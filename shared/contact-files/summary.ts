/** Says in words what a file of contacts held, for the person who imports it. */
import type { ContactFile, ContactFileFailure } from './contact-file.ts';
import type { FileNote, NoteCode } from './notes.ts';

const MOST_SAID = 20;
const MOST_NAMES = 8;

/** `Read 12 people with 30 numbers.`, then a line for each note, and how many more there are. */
export function sayContactFile({ contacts, numbers, notes }: ContactFile): string[] {
  return [
    `Read ${counted(contacts.length, 'person', 'people')} with ${counted(numbers, 'number', 'numbers')}.`,
    ...sayNotes(notes),
  ];
}

const FAILURES: Record<ContactFileFailure['code'], string> = {
  too_large: 'is larger than 50 MB. Export fewer contacts, or leave out the photos.',
  too_many_contacts: 'holds more than 250,000 contacts. Export fewer of them.',
  empty_file: 'is empty. Export the contacts again.',
  no_text: 'is no vCard or CSV file. Save it as one of these; in Excel as "CSV UTF-8".',
  unknown_headings:
    'has no headings that Ringcard knows. The first line of a CSV file names its columns, for example "First Name,Last Name,Business Phone".',
  no_contacts: 'holds no contacts. Export the contacts again.',
};

export function sayFailure(name: string, { code, notes }: ContactFileFailure): string {
  return [`"${name}" ${FAILURES[code]}`, ...sayNotes(notes)].join('\n  ');
}

function sayNotes(notes: readonly FileNote[]): string[] {
  const unused = notes.filter(({ code }) => code === 'unused');
  const others = notes.filter(({ code }) => code !== 'unused');
  const said = others.slice(0, MOST_SAID).map(sayNote);
  if (others.length > MOST_SAID) said.push(`… and ${others.length - MOST_SAID} more remarks.`);
  if (unused.length > 0)
    said.push(`Not needed, so left out: ${listed(unused.map(({ heading }) => heading ?? ''))}.`);
  return said;
}

const WORDS: Record<NoteCode, (note: { heading: string; detail: string; times: string }) => string> = {
  'bad-line': () => 'this line has no property name and value, so it was left out.',
  'line-too-long': () => 'this line is too long, so it was left out.',
  'stray-line': () => 'this line lies outside of any card.',
  'card-not-ended': () => 'this card does not end with END:VCARD. It was read up to the next card.',
  'no-contact': () => 'no name, number or mail address, so no contact was made.',
  'group-list': ({ times }) => `a group is nobody, so no contact was made${times}.`,
  'unknown-column': ({ heading, times }) =>
    `the column "${heading}" is not known, so its values were left out${times}.`,
  'unknown-property': ({ heading, times }) =>
    `the property ${heading} is not known, so it was left out${times}.`,
  unused: ({ heading }) => `${heading} is not needed.`,
  'value-left-out': ({ heading, times }) => `a further value of "${heading}" was left out${times}.`,
  'number-unread': ({ heading }) => `"${heading}" holds no number that can be dialled. It was kept as text.`,
  'digits-lost': ({ heading }) =>
    `a spreadsheet has dropped digits of the number in "${heading}" (as in 4.93E+11), so it was left out. Format the column as text and export again.`,
  'spreadsheet-error': ({ heading }) =>
    `"${heading}" holds an error of a spreadsheet (as in #REF!), so it was left out.`,
  'code-page': ({ detail, times }) => `read as ${detail}, as it is no UTF-8${times}.`,
  'code-page-unsure': ({ detail, times }) =>
    `the encoding is not certain; ${detail} was taken${times}. If letters are wrong, export as UTF-8.`,
  'bytes-mended': ({ times }) => `single bytes are no UTF-8, so single letters may be wrong${times}.`,
  'unknown-charset': ({ detail, times }) =>
    `the text is not in the encoding that it names, "${detail}"${times}.`,
  'title-line': () => 'this line stands above the headings and was left out.',
  'surplus-values': ({ detail }) =>
    `this line was left out, as its values do not match the headings (${detail}).`,
  'other-separator': ({ detail, times }) =>
    `this line has another separator than the headings, a ${detail}, and was read${times}.`,
  'open-quote': () => 'a quotation mark of this line is never closed, so the line was left out.',
  'photo-left-out': ({ times }) =>
    `a photo is no picture of up to 4 MB within the file, so it was left out${times}.`,
};

function sayNote({ code, line, heading = '', detail = '', count }: FileNote): string {
  const times = count > 1 ? ` (${count.toLocaleString('en')} times)` : '';
  return `Line ${line}: ${WORDS[code]({ heading, detail, times })}`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown;
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
