import type { Contact } from '../../contact.ts';
import { foldWords, writtenWords } from '../../name/fold.ts';
import { mayHaveForms, otherForms } from '../../name/other-forms.ts';

/** The kind of field where a word of a contact stands; the lower, the more a match there says. Two bits in the postings. */
export const FIELD_CLASS = { surname: 0, givenName: 1, company: 2, other: 3 } as const;
export type FieldClass = (typeof FIELD_CLASS)[keyof typeof FIELD_CLASS];

/** Marks a form that the contact does not have, but by which people look for it. */
export const OTHER_FORM = '~';

/**
 * Every word by which a contact can be found, as `writtenWords` gives it, each once, with the best kind of field where it
 * stands.
 */
export function searchableWords(contact: Contact): Map<string, FieldClass> {
  const words = new Map<string, FieldClass>();
  const addAll = (given: readonly string[], field: FieldClass) => {
    for (const word of given) if ((words.get(word) ?? 4) > field) words.set(word, field);
  };
  const addWords = (text: string | undefined, field: FieldClass) => {
    if (text !== undefined) addAll(writtenWords(text), field);
  };
  const add = (text: string | undefined, field: FieldClass) => {
    if (text !== undefined) addAll(wordsAndForms(text, FORMS_OF[field]), field);
  };
  add(contact.surname, FIELD_CLASS.surname);
  add(contact.givenName, FIELD_CLASS.givenName);
  add(contact.nickName, FIELD_CLASS.givenName);
  add(contact.initials, FIELD_CLASS.givenName);
  add(contact.yomiSurname, FIELD_CLASS.surname);
  add(contact.yomiGivenName, FIELD_CLASS.givenName);
  add(contact.yomiCompany, FIELD_CLASS.company);
  // Titles and middle names stand only here; so does the whole name of a contact that has no parts.
  // In most contacts it is the two parts again.
  if (contact.displayName !== `${contact.givenName} ${contact.surname}`)
    add(contact.displayName, contact.surname === undefined ? FIELD_CLASS.surname : FIELD_CLASS.givenName);
  add(contact.company, FIELD_CLASS.company);
  for (const text of [contact.department, contact.jobTitle, contact.town, contact.office])
    add(text, FIELD_CLASS.other);
  addWords(contact.homeAddress, FIELD_CLASS.other);
  addWords(contact.notes, FIELD_CLASS.other);
  for (const email of contact.emails) {
    // Top-level domains tell nobody apart.
    addWords(email.replace(/\.[a-z]+$/iu, ''), FIELD_CLASS.other);
  }
  return words;
}

/** People write the names of people by ear, and companies and towns as they read them. */
const FORMS_OF = ['name', 'name', 'other', 'other'] as const;

/** Names, towns and companies repeat; so many of them are remembered. */
const MOST_KNOWN = 10_000;
const known = { name: new Map<string, readonly string[]>(), other: new Map<string, readonly string[]>() };

function wordsAndForms(text: string, kind: 'name' | 'other'): readonly string[] {
  let words = known[kind].get(text);
  if (words === undefined) {
    const forms = mayHaveForms(text) ? otherForms(text, kind) : [];
    words = [...writtenWords(text), ...forms.map((form) => OTHER_FORM + form)];
    if (known[kind].size === MOST_KNOWN) known[kind].clear();
    known[kind].set(text, words);
  }
  return words;
}

/** Order of the contacts in an index: as a phone book would have them, ties by id. */
export function sortKey(contact: Contact): string {
  const names = [contact.surname ?? contact.displayName, contact.givenName ?? ''].map((text) =>
    foldWords(text).join(' '),
  );
  return `${names[0]}\u0000${names[1]}\u0000${contact.id}`;
}
