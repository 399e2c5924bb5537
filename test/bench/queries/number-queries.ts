import type { Listed } from '../data/directory.ts';
import type { Random } from '../random.ts';
import type { Query } from './query.ts';
import type { RawDirectory } from './raw-directory.ts';

/** Numbers that a directory has, nearly has, or must not guess. */

export function unfinishedNumber({ contact }: Listed, random: Random): string | undefined {
  if (contact.numbers.length === 0) return undefined;
  const digits = random.pick(contact.numbers).e164.slice(1);
  return digits.slice(0, random.between(Math.min(6, digits.length - 1), digits.length - 1));
}

/** A number that matches an existing one up to some digit, then differs. */
export function absentNumber({ contact }: Listed, raw: RawDirectory, random: Random): string | undefined {
  if (contact.numbers.length === 0) return undefined;
  const digits = random.pick(contact.numbers).e164.slice(1);
  const cut = random.between(2, 6);
  const other = digits.slice(0, -cut) + random.digits(cut);
  return raw.withNumber(other).length === 0 ? other : undefined;
}

/** A neighbour of a private number, outside every company's range: the answer must name nobody. */
export function neighbourOfPrivate(
  { contact }: Listed,
  raw: RawDirectory,
  random: Random,
): string | undefined {
  const own = contact.numbers.filter(({ kind }) => kind === 'home' || kind === 'mobile');
  if (own.length === 0) return undefined;
  const digits = random.pick(own).e164.slice(1);
  const cut = random.between(1, 2);
  const other = digits.slice(0, -cut) + random.digits(cut);
  return raw.isBelowTrunk(other) || raw.withNumber(other).length > 0 ? undefined : other;
}

/** A company's trunk with an unused extension. */
export function companyQuery(
  { contact, trunk }: Listed,
  raw: RawDirectory,
  random: Random,
): Query | undefined {
  const { company } = contact;
  const own = contact.numbers.find(({ e164 }) => trunk !== undefined && e164.startsWith(`+${trunk}`));
  if (trunk === undefined || company === undefined || own === undefined) return undefined;
  const text = trunk + random.digits(own.e164.length - 1 - trunk.length);
  if (raw.withNumber(text).length > 0 || !raw.isTrunkOf(trunk, company)) return undefined;
  return { text, relevant: [], company };
}
