import type { SourceConfig } from './source-config.ts';

/** More sources on one mailbox would leave none of them a place at the mailbox. */
export const MAX_SOURCES_PER_MAILBOX = 4;

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
