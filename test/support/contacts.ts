import type { Contact } from '#shared/contact.ts';

let made = 0;

/** A contact with invented data, except for the given fields. */
export function aContact(given: Partial<Contact> = {}): Contact {
  return {
    id: `contact-${++made}`,
    displayName: 'Erika Beispiel',
    emails: [],
    categories: [],
    numbers: [{ e164: '+493023125123', kind: 'business' }],
    ...given,
  };
}
