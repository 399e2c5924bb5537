import * as z from 'zod/mini';
import { type Contact, type ContactNumber, contact, contactNumber } from '#shared/contact.ts';

/** The columns of `contacts` that a contact is made of; select them as `CONTACT_COLUMNS`. */
export interface ContactRow {
  [column: string]: SqlStorageValue;
  json: string;
  details: string | null;
  photo: string | null;
}
export const CONTACT_COLUMNS = 'c.json, c.details, c.photo';

/** A contact with as many numbers as it may have. */
const MAX_NUMBERS = 50;
const numbers = z.array(contactNumber);

/** What readers see: what the change feed said, the numbers that it cannot carry, and the photo. */
export function contactOf({ json, details, photo }: ContactRow): Contact {
  const bare = contact.parse(JSON.parse(json));
  return {
    ...bare,
    ...(photo !== null && { photo }),
    ...(details !== null && { numbers: withDetails(bare.numbers, numbers.parse(JSON.parse(details))) }),
  };
}

/** The feed's numbers first: a number that both carry is what the feed says it is. */
function withDetails(known: readonly ContactNumber[], more: readonly ContactNumber[]): ContactNumber[] {
  const isKnown = ({ e164, extension }: ContactNumber) =>
    known.some((number) => number.e164 === e164 && number.extension === extension);
  return [...known, ...more.filter((number) => !isKnown(number))].slice(0, MAX_NUMBERS);
}
