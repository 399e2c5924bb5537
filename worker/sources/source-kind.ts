import { READER_VERSION } from '#shared/phone/reader-version.ts';
import type { SourceConfig } from '#shared/source-config.ts';
import type { GraphClient } from '../graph/client.ts';
import { orgContacts } from './org-contacts.ts';
import { sharedMailbox } from './shared-mailbox.ts';
import type { SourceReader } from './source-reader.ts';
import { users } from './users.ts';

/** After an upgrade that reads numbers differently, every kind of source is read anew. */
export function createSourceReader(config: SourceConfig, graph: GraphClient): SourceReader {
  const reader = readerOf(config, graph);
  return { ...reader, identity: JSON.stringify([READER_VERSION, reader.identity]) };
}

/** A new kind of source is a new file, a member in source-config.ts, and a case here. */
function readerOf(config: SourceConfig, graph: GraphClient): SourceReader {
  switch (config.kind) {
    case 'shared-mailbox':
      return sharedMailbox(config, graph);
    case 'org-contacts':
      return orgContacts(config, graph);
    case 'users':
      return users(config, graph);
  }
}
