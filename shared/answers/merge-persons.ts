import type { Hit } from '../api.ts';
import type { Contact } from '../contact.ts';
import { samePerson } from '../contact-identity.ts';

/** What a contact may hold; see shared/contact.ts. */
const MAX_NUMBERS = 50;
const MAX_EMAILS = 10;

interface Person<T extends Hit> {
  readonly shown: T;
  readonly others: T[];
  /** Where the first of them stands. */
  place: number;
}

/**
 * The same person in several sources, once: as the source shows them that goes first, with what the others know besides, at
 * the place of whichever was found first. Whoever stands twice in one source stays there twice: its administrator meant it.
 */
export function mergePersons<T extends Hit>(
  hits: readonly T[],
  priorities: ReadonlyMap<string, number>,
): T[] {
  const priorityOf = ({ source }: T) => priorities.get(source.id) ?? Number.POSITIVE_INFINITY;
  const ranked = hits
    .map((hit, place) => ({ hit, place }))
    .sort((a, b) => priorityOf(a.hit) - priorityOf(b.hit) || a.place - b.place);
  const persons: Person<T>[] = [];
  const byKey = new Map<string, Person<T>[]>();
  for (const { hit, place } of ranked) {
    const known = keysOf(hit.contact)
      .flatMap((key) => byKey.get(key) ?? [])
      .find(({ shown }) => shown.source.id !== hit.source.id && samePerson(shown.contact, hit.contact));
    if (known) {
      known.others.push(hit);
      known.place = Math.min(known.place, place);
      continue;
    }
    const person = { shown: hit, others: [], place };
    persons.push(person);
    for (const key of keysOf(hit.contact)) byKey.set(key, [...(byKey.get(key) ?? []), person]);
  }
  return persons.sort((a, b) => a.place - b.place).map(toHit);
}

/** Without one of these in common nobody is the same person, so that few pairs need be compared. */
function keysOf({ emails, numbers }: Contact): string[] {
  return [...emails.map(emailKey), ...numbers.map(({ e164 }) => e164)];
}

function toHit<T extends Hit>({ shown, others }: Person<T>): T {
  if (others.length === 0) return shown;
  const { contact } = shown;
  const all = [shown, ...others].map((hit) => hit.contact);
  const numbers = onlyOnce(
    all.flatMap((each) => each.numbers),
    ({ e164, extension = '' }) => `${e164};${extension}`,
  );
  const emails = onlyOnce(
    all.flatMap((each) => each.emails),
    emailKey,
  );
  return {
    ...shown,
    contact: { ...contact, numbers: numbers.slice(0, MAX_NUMBERS), emails: emails.slice(0, MAX_EMAILS) },
    alsoIn: onlyOnce(
      others.map(({ source }) => source),
      ({ id }) => id,
    ),
  };
}

function emailKey(email: string): string {
  return email.trim().toLowerCase();
}

function onlyOnce<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const item of items) if (!seen.has(keyOf(item))) seen.set(keyOf(item), item);
  return [...seen.values()];
}
