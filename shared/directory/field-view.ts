import { type Contact, type ContactNumber, numberKind } from '../contact.ts';

/** What of a source's contacts a reader is not shown. Names and companies always are: an answer is told and ordered by them. */

/** Of a contact's fields, those that may be absent. */
const TEXTS = ['department', 'jobTitle', 'office', 'town', 'homeAddress', 'notes', 'photo'] as const;

export const HIDEABLE_FIELDS = [...numberKind.options, ...TEXTS, 'emails', 'categories'] as const;
export type HideableField = (typeof HIDEABLE_FIELDS)[number];

export interface FieldView {
  readonly hidden: ReadonlySet<HideableField>;
  /** Of the hidden kinds of numbers, those that still tell whose call it is. */
  readonly identifying: ReadonlySet<HideableField>;
}

/** Stands for the name of a contact that is called by nothing but a hidden field. */
const NAMELESS = '—';

/** The contact as the reader sees it. Twice is as once. */
export function visibleContact(contact: Contact, view: FieldView | undefined): Contact {
  if (!view) return contact;
  const { hidden } = view;
  const emails = hidden.has('emails') ? [] : contact.emails;
  const numbers = contact.numbers.filter(({ kind }) => !hidden.has(kind));
  const concealed = [
    ...(hidden.has('emails') ? contact.emails : []),
    ...contact.numbers.filter(({ kind }) => hidden.has(kind)).map(({ e164 }) => e164),
  ];
  // A contact without a name is called by its first address or number.
  const displayName = concealed.includes(contact.displayName)
    ? (emails[0] ?? numbers[0]?.e164 ?? NAMELESS)
    : contact.displayName;
  const categories = hidden.has('categories') ? [] : contact.categories;
  const visible: Contact = { ...contact, displayName, emails, categories, numbers };
  for (const field of TEXTS) if (hidden.has(field)) delete visible[field];
  return visible;
}

/** Whether the reader finds the contact by one of these numbers of it. `isCall`: somebody wants to know who is ringing. */
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
