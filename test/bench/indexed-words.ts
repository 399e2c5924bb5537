import type { Contact } from '#shared/contact.ts';
import { foldWords } from '#shared/name/fold.ts';

/** The folded words that must find a contact, name first, each once. Every peer indexes these. */
export function indexedWords(contact: Contact, split = foldWords): string[] {
  return [...new Set([...nameWords(contact, split), ...otherWords(contact, split)])];
}

export function nameWords(contact: Contact, split = foldWords): string[] {
  return split(
    [contact.givenName, contact.surname, contact.nickName].filter((part) => part !== undefined).join(' '),
  );
}

export function otherWords(contact: Contact, split = foldWords): string[] {
  const fields = [contact.company, contact.department, contact.jobTitle, contact.town, ...contact.emails];
  return split(fields.filter((part) => part !== undefined).join(' '));
}
