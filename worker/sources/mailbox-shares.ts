import type { SourceConfig } from '#shared/source-config.ts';
import { MAX_IN_FLIGHT, MAX_PER_WINDOW } from '../graph/gate.ts';

/** A mailbox serves four requests at a time; with more sources, one of them would have no share. */
export const MAX_SOURCES_PER_MAILBOX = 4;

/**
 * How many requests a source may send to its mailbox: its share of Exchange's limits, so that sources on the same mailbox
 * need no coordination, and of the administrator's limit for all sources together.
 */
export function shareOf(
  sourceId: string,
  sources: readonly SourceConfig[],
  mostInFlight: number | undefined,
): { inFlight: number; perWindow: number } {
  const sharing = mailboxShares(sources).get(sourceId) ?? 1;
  const allowed = mostInFlight === undefined ? MAX_IN_FLIGHT : Math.floor(mostInFlight / sources.length);
  return {
    inFlight: Math.max(1, Math.min(Math.floor(MAX_IN_FLIGHT / sharing), allowed)),
    perWindow: Math.floor(MAX_PER_WINDOW / sharing),
  };
}

/** Maps a source's id to how many sources read its mailbox, itself included; 1 for a source without a mailbox. */
export function mailboxShares(sources: readonly SourceConfig[]): Map<string, number> {
  const shares = new Map<string, number>();
  const mailboxOf = (source: SourceConfig) =>
    source.kind === 'shared-mailbox' ? source.mailbox.toLowerCase() : undefined;
  for (const source of sources) {
    const mailbox = mailboxOf(source);
    const sharing = sources.filter((other) => mailbox !== undefined && mailboxOf(other) === mailbox);
    shares.set(source.id, Math.max(sharing.length, 1));
  }
  return shares;
}
