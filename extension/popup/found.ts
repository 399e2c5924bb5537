import type { Hit, MatchReason } from '#shared/api.ts';
import type { FoundContacts, FoundNumber, Recent, Spelled } from '../messages/messages.ts';

/** What the popup shows of an answer, whether it was searched for or looked up as a number. Pure. */

export interface FoundHit extends Hit {
  matched: MatchReason[];
}

export interface Found {
  /** What was asked, to mark it in the answers. */
  query: string;
  hits: FoundHit[];
  spelled: Spelled;
  more: boolean;
  ageSeconds: number;
  /** With it the answer comes from the offline copy; milliseconds since 1970. */
  copiedAt?: number | undefined;
  /** The number that was looked up. All hits carry it, or `company` alone is a guess. */
  number?: { e164: string; international: string };
  /** Nobody carries this number, which was looked up first; the hits are what it is part of. */
  nobody?: { e164: string; international: string };
  company?: { hit: Hit; droppedDigits: number };
}

export function fromSearch(query: string, { answer, spelled }: FoundContacts): Found {
  const { hits, more, ageSeconds, copiedAt } = answer;
  return { query, hits, more, ageSeconds, copiedAt, spelled };
}

/** A number looked up; undefined when nobody carries it, then it may still be part of one. */
export function fromLookUp(query: string, { answer, spelled }: FoundNumber): Found | undefined {
  const { match, number, hits, droppedDigits, ageSeconds, copiedAt } = answer;
  const found = { query, spelled, more: false, ageSeconds, copiedAt, number };
  const [first] = hits;
  if (match === 'exact')
    return { ...found, hits: hits.map((hit) => ({ ...hit, matched: [{ field: 'number', how: 'exact' }] })) };
  if (match === 'company' && first && droppedDigits !== undefined)
    return { ...found, hits: [], company: { hit: first, droppedDigits } };
  return undefined;
}

/** The number of a contact that the list shows, calls and copies: the one that was asked for, else the first. */
export function numberOf(
  hit: FoundHit,
  { number, query }: Pick<Found, 'number' | 'query'>,
): string | undefined {
  const { numbers } = hit.contact;
  const digits = query.replace(/\D/g, '').replace(/^0+/, '');
  const isMeant = (e164: string) =>
    number ? e164 === number.e164 : digits.length >= 3 && !/\p{L}/u.test(query) && e164.includes(digits);
  return (numbers.find(({ e164 }) => isMeant(e164)) ?? numbers[0])?.e164;
}

/** What is remembered of a contact that the person opened or called. */
export function recentOfHit(hit: FoundHit, found: Found): Recent | undefined {
  const e164 = numberOf(hit, found);
  if (e164 === undefined || !/^\+\d{5,15}$/.test(e164)) return undefined;
  const { displayName, company } = hit.contact;
  return {
    e164,
    name: displayName.slice(0, 256),
    ...(company !== undefined && { company: company.slice(0, 256) }),
  };
}
