import * as z from 'zod/mini';
import { type Contact, type ContactNumber, contact, contactNumber } from '#shared/contact.ts';

/** The columns of `contacts` from which a contact is made; select them as `CONTACT_COLUMNS`. */
export interface ContactRow {
  [column: string]: SqlStorageValue;
  json: string;
  details: string | null;
  photo: string | null;
}
export const CONTACT_COLUMNS = 'c.json, c.details, c.photo';

/** The most numbers that a contact may carry. */
const MAX_NUMBERS = 50;
const numbers = z.array(contactNumber);

/** The contact as readers see it: from the change feed, plus the numbers that the feed cannot carry and the photo. */
export function contactOf({ json, details, photo }: ContactRow): Contact {
  const bare = contact.parse(JSON.parse(json));
  return {
    ...bare,
    ...(photo !== null && { photo }),
    ...(details !== null && { numbers: withDetails(bare.numbers, numbers.parse(JSON.parse(details))) }),
  };
}

/** The feed's numbers come first, and win where both lists carry a number. */
function withDetails(known: readonly ContactNumber[], more: readonly ContactNumber[]): ContactNumber[] {
  const isKnown = ({ e164, extension }: ContactNumber) =>
    known.some((number) => number.e164 === e164 && number.extension === extension);
  return [...known, ...more.filter((number) => !isKnown(number))].slice(0, MAX_NUMBERS);
}
