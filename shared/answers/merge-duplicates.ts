import type { Hit } from '../api.ts';
import type { Contact } from '../contact.ts';
import { areDuplicates } from '../contact-identity.ts';

/** Limits of the contact schema in shared/contact.ts. */
const MAX_NUMBERS = 50;
const MAX_EMAILS = 10;

interface Merged<T extends Hit> {
  readonly shown: T;
  readonly others: T[];
  /** Position of the first of them among the hits. */
  position: number;
}

/**
 * Merges duplicates from several sources into one hit: the contact of the source with the best priority, with the further
 * numbers and addresses of the others, at the position of the first one found. Duplicates within one source stay: its
 * administrator meant them.
 */
export function mergeDuplicates<T extends Hit>(
  hits: readonly T[],
  priorities: ReadonlyMap<string, number>,
): T[] {
  const priorityOf = ({ source }: T) => priorities.get(source.id) ?? Number.POSITIVE_INFINITY;
  const ranked = hits
    .map((hit, position) => ({ hit, position }))
    .sort((a, b) => priorityOf(a.hit) - priorityOf(b.hit) || a.position - b.position);
  const merged: Merged<T>[] = [];
  const byKey = new Map<string, Merged<T>[]>();
  for (const { hit, position } of ranked) {
    const known = keysOf(hit.contact)
      .flatMap((key) => byKey.get(key) ?? [])
      .find(({ shown }) => shown.source.id !== hit.source.id && areDuplicates(shown.contact, hit.contact));
    if (known) {
      known.others.push(hit);
      known.position = Math.min(known.position, position);
      continue;
    }
    const one = { shown: hit, others: [], position };
    merged.push(one);
    for (const key of keysOf(hit.contact)) byKey.set(key, [...(byKey.get(key) ?? []), one]);
  }
  return merged.sort((a, b) => a.position - b.position).map(toHit);
}

/** Duplicates share at least one of these keys, so few pairs need to be compared. */
function keysOf({ emails, numbers }: Contact): string[] {
  return [...emails.map(emailKey), ...numbers.map(({ e164 }) => e164)];
}

function toHit<T extends Hit>({ shown, others }: Merged<T>): T {
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
