import type { SourceConfig } from '#shared/source-config.ts';
import type { GraphClient } from '../graph/client.ts';
import { orgContacts } from './org-contacts.ts';
import { sharedMailbox } from './shared-mailbox.ts';
import type { SourceReader } from './source-reader.ts';
import { users } from './users.ts';

/** A new kind of source is a new file, a member in source-config.ts, and a case here. */
export function createSourceReader(config: SourceConfig, graph: GraphClient): SourceReader {
  switch (config.kind) {
    case 'shared-mailbox':
      return sharedMailbox(config, graph);
    case 'org-contacts':
      return orgContacts(config, graph);
    case 'users':
      return users(config, graph);
  }
}
