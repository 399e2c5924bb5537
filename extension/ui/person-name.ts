import type { Contact } from '#shared/contact.ts';

/** One or two initials for the avatar: of given name and surname, else of the display name's first words. */
export function initialsOf(contact: Pick<Contact, 'displayName' | 'givenName' | 'surname'>): string {
  const { givenName, surname, displayName } = contact;
  const words = givenName && surname ? [givenName, surname] : displayName.split(/[\s,;]+/u);
  const letters = words.map((word) => /\p{L}|\p{N}/u.exec(word)?.[0] ?? '').filter((letter) => letter !== '');
  return [letters[0], letters.length > 1 ? letters.at(-1) : ''].join('').toLocaleUpperCase();
}

/** A stable hue for a name, in degrees. */
export function hueOf(name: string): number {
  let hash = 0;
  for (const letter of name) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 360_007;
  return hash % 360;
}

/** `Head of department · Purchasing`, or the one of the two that is there. */
export function roleLine(contact: Pick<Contact, 'department' | 'jobTitle'>): string {
  return [contact.jobTitle, contact.department].filter((part) => part !== undefined).join(' · ');
}
