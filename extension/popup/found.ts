import type { Hit, MatchReason } from '#shared/api.ts';
import type { FoundContacts, FoundNumber, Recent, Spelled } from '../messages/messages.ts';

/** One form for the answers of searches and of look-ups, for the popup to show. Pure. */

export interface FoundHit extends Hit {
  matched: MatchReason[];
}

export interface Found {
  /** The query, to highlight its matches. */
  query: string;
  hits: FoundHit[];
  spelled: Spelled;
  more: boolean;
  ageSeconds: number;
  /** Present if the offline copy answered: when the worker last confirmed the copy, in milliseconds since 1970. */
  copiedAt?: number | undefined;
  /** The looked-up number. Either all hits carry it, or `company` is a guess and there are no hits. */
  number?: { e164: string; international: string };
  /** The number of a look-up that found nobody; the hits come from a search for its digits. */
  nobody?: { e164: string; international: string };
  company?: { hit: Hit; droppedDigits: number };
}

export function fromSearch(query: string, { answer, spelled }: FoundContacts): Found {
  const { hits, more, ageSeconds, copiedAt } = answer;
  return { query, hits, more, ageSeconds, copiedAt, spelled };
}

/** The answer of a look-up; undefined when nobody carries the number, which may still be part of a longer one. */
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

/** The number of a contact that the list shows, dials and copies: the requested one, else the first. */
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

/** The entry of the recent look-ups for a contact that the person opened or dialled. */
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
