import type { SourceConfig } from '#shared/source-config.ts';
import { MAX_IN_FLIGHT, MAX_PER_WINDOW } from '../graph/gate.ts';

/** More sources on one mailbox would leave none of them a place at the mailbox. */
export const MAX_SOURCES_PER_MAILBOX = 4;

/**
 * What a source may use of its mailbox: its share of what Exchange allows, so that no two sources have to talk about it,
 * and of what the administrator allows all sources together.
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

/** By the id of a source, how many sources read its mailbox, itself included; 1 where there is no mailbox. */
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
