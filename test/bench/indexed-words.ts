import type { Contact } from '#shared/contact.ts';
import { foldWords } from '#shared/name/fold.ts';

/** The folded words that must find a contact, name first, each once. Every peer indexes these. */
export function indexedWords(contact: Contact): string[] {
  return [...new Set([...nameWords(contact), ...otherWords(contact)])];
}

export function nameWords(contact: Contact): string[] {
  return foldWords(
    [contact.givenName, contact.surname, contact.nickName].filter((part) => part !== undefined).join(' '),
  );
}

export function otherWords(contact: Contact): string[] {
  const fields = [contact.company, contact.department, contact.jobTitle, contact.town, ...contact.emails];
  return foldWords(fields.filter((part) => part !== undefined).join(' '));
}
