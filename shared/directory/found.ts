import type { MatchReason } from '../api.ts';
import type { Contact } from '../contact.ts';
import type { CompanyFound } from './company-match.ts';
import type { FieldView } from './field-view.ts';
import type { HeadSource } from './head.ts';

/** Answers of the sources, and the fixed rule that merges them into one list. */

export interface RankedSource {
  id: string;
  /** The lower number is shown first. */
  priority: number;
  /** Fields that the principal may not see; none when absent. */
  view?: FieldView | undefined;
}

export interface FoundContact {
  sourceId: string;
  contact: Contact;
  /** Milliseconds since 1970 at which the source last equalled Microsoft 365. */
  asOf: number;
}

export interface FoundByName extends FoundContact {
  matched: MatchReason[];
}

export type FoundCompany = FoundContact & CompanyFound;

/** A contact with the values that decide its position in the merged list. */
export interface Ranked {
  sourceId: string;
  asOf: number;
  priority: number;
  contact: Contact;
}

export function addRanked(
  contacts: readonly Contact[],
  { id: sourceId, priority }: RankedSource,
  { asOf }: HeadSource,
  into: Ranked[],
): void {
  for (const contact of contacts) into.push({ sourceId, asOf, priority, contact });
}

export function shown({ sourceId, contact, asOf }: Ranked): FoundContact {
  return { sourceId, contact, asOf };
}

/** The fixed rule of merging: priority of the source, name, source, id. */
export function byRank(a: Ranked, b: Ranked): number {
  return a.priority - b.priority || byName(a, b);
}

export function byName(a: Ranked, b: Ranked): number {
  return (
    compare(a.contact.displayName, b.contact.displayName) ||
    compare(a.sourceId, b.sourceId) ||
    compare(a.contact.id, b.contact.id)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
