import { type Contact, contact as contactSchema } from '#shared/contact.ts';
import type { WrittenField } from '#shared/phone/profile-report.ts';
import { cleanText } from './clean-text.ts';
import { type NumberPlace, readWrittenNumbers, type WrittenNumber } from './written-numbers.ts';

type Written = string | null | undefined;

/** A contact as somebody wrote it, from any kind of source. */
export interface WrittenContact {
  readonly id: string;
  readonly displayName?: Written;
  readonly givenName?: Written;
  readonly middleName?: Written;
  readonly surname?: Written;
  readonly nickName?: Written;
  readonly initials?: Written;
  readonly yomiGivenName?: Written;
  readonly yomiSurname?: Written;
  readonly yomiCompany?: Written;
  readonly company?: Written;
  readonly department?: Written;
  readonly jobTitle?: Written;
  readonly office?: Written;
  readonly town?: Written;
  readonly homeAddress?: Written;
  readonly notes?: Written;
  readonly emails: readonly Written[];
  readonly categories?: readonly Written[] | null | undefined;
  readonly numbers: readonly WrittenNumber[];
}

/** The result of reading a written contact. */
export interface ReadContact {
  /** The contact as it is stored; undefined when there is nothing to show. */
  readonly contact: Contact | undefined;
  /** False when a field had a wrong type or numbers beyond the limit were left out, so that look-ups may miss some. */
  readonly isWhole: boolean;
  /** The phone fields as they were written; absent when they were not read. */
  readonly fields?: readonly WrittenField[];
}

const MAX_EMAILS = 10;
const MAX_CATEGORIES = 25;

/** Gives no contact when there is neither a name nor a number nor a mail address. */
export function makeContact(written: WrittenContact, place: NumberPlace): ReadContact {
  const emails = list(written.emails, MAX_EMAILS);
  const categories = list(written.categories ?? [], MAX_CATEGORIES);
  const { numbers, isWhole, fields } = readWrittenNumbers(written.numbers, place, categories);
  const displayName = displayNameOf(written) ?? emails[0] ?? numbers[0]?.e164;
  if (displayName === undefined) return { contact: undefined, isWhole: false, fields };
  const kept = {
    id: written.id,
    displayName,
    givenName: cleanText(written.givenName),
    surname: cleanText(written.surname),
    nickName: cleanText(written.nickName),
    initials: cleanText(written.initials),
    yomiGivenName: cleanText(written.yomiGivenName),
    yomiSurname: cleanText(written.yomiSurname),
    yomiCompany: cleanText(written.yomiCompany),
    company: cleanText(written.company),
    department: cleanText(written.department),
    jobTitle: cleanText(written.jobTitle),
    office: cleanText(written.office),
    town: cleanText(written.town),
    homeAddress: cleanText(written.homeAddress),
    notes: cleanText(written.notes),
    emails,
    categories,
    numbers,
  };
  const filled = Object.entries(kept).filter(([, value]) => value !== undefined);
  const contact = contactSchema.safeParse(Object.fromEntries(filled));
  return contact.success
    ? { contact: contact.data, isWhole, fields }
    : { contact: undefined, isWhole: false, fields };
}

function displayNameOf(written: WrittenContact): string | undefined {
  const full = [written.givenName, written.middleName, written.surname]
    .map((part) => cleanText(part))
    .filter(Boolean)
    .join(' ');
  return (
    cleanText(written.displayName) ??
    cleanText(full) ??
    cleanText(written.nickName) ??
    cleanText(written.company)
  );
}

function list(values: readonly Written[], limit: number): string[] {
  const clean = values
    .slice(0, limit * 4)
    .map((value) => cleanText(value))
    .filter((value) => value !== undefined);
  return [...new Set(clean)].slice(0, limit);
}
