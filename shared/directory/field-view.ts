import { type Contact, type ContactNumber, numberKind } from '../contact.ts';

/** Fields of a source's contacts that a principal may not see. Names and companies stay visible: answers name and order contacts by them. */

/** Optional text fields of a contact. */
const TEXTS = ['department', 'jobTitle', 'office', 'town', 'homeAddress', 'notes', 'photo'] as const;

export const HIDEABLE_FIELDS = [...numberKind.options, ...TEXTS, 'emails', 'categories'] as const;
export type HideableField = (typeof HIDEABLE_FIELDS)[number];

export interface FieldView {
  readonly hidden: ReadonlySet<HideableField>;
  /** Hidden kinds of numbers that still identify a caller. */
  readonly identifying: ReadonlySet<HideableField>;
}

/** Replaces a display name that would reveal a hidden field. */
const NAMELESS = '—';

/** The contact as the principal sees it. Idempotent. */
export function visibleContact(contact: Contact, view: FieldView | undefined): Contact {
  if (!view) return contact;
  const { hidden } = view;
  const emails = hidden.has('emails') ? [] : contact.emails;
  const numbers = contact.numbers.filter(({ kind }) => !hidden.has(kind));
  const concealed = [
    ...(hidden.has('emails') ? contact.emails : []),
    ...contact.numbers.filter(({ kind }) => hidden.has(kind)).map(({ e164 }) => e164),
  ];
  // A contact without a name has its first address or number as display name.
  const displayName = concealed.includes(contact.displayName)
    ? (emails[0] ?? numbers[0]?.e164 ?? NAMELESS)
    : contact.displayName;
  const categories = hidden.has('categories') ? [] : contact.categories;
  const visible: Contact = { ...contact, displayName, emails, categories, numbers };
  for (const field of TEXTS) if (hidden.has(field)) delete visible[field];
  return visible;
}

/** Whether the principal may find the contact by one of the meant numbers. `isCall`: the question is who telephones. */
export function isFoundBy(
  { numbers }: Contact,
  isMeant: (number: ContactNumber) => boolean,
  view: FieldView | undefined,
  isCall = false,
): boolean {
  if (!view) return true;
  return numbers.some(
    (number) =>
      isMeant(number) && (!view.hidden.has(number.kind) || (isCall && view.identifying.has(number.kind))),
  );
}
