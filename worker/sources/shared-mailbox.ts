import * as z from 'zod/mini';
import type { GraphClient } from '../graph/client.ts';
import { GraphError } from '../graph/graph-error.ts';
import { type Page, page } from '../graph/schemas.ts';
import { type ContactFolder, listContactFolders } from './contact-folders.ts';
import { CONTACT_SELECT, graphId, isPartial, type NumberPlace, toContact } from './graph-contact.ts';
import type { SharedMailboxConfig } from './source-config.ts';
import type { Change, DeltaPage, Part, SourceReader } from './source-kind.ts';

const PAGE_SIZE = 500;

const item = z.looseObject({ id: graphId, '@removed': z.optional(z.unknown()) });

/** Contacts in folders of a shared mailbox (or of a user's mailbox that is shared), read with the app's own rights. */
export function sharedMailbox(config: SharedMailboxConfig, graph: GraphClient): SourceReader {
  const base = `/users/${encodeURIComponent(config.mailbox)}/contactFolders`;
  const { country, dialling } = config;
  const place: NumberPlace = { country, dialling };
  const folderPath = (part: Part) => `${base}/${encodeURIComponent(part.id)}/contacts`;

  return {
    identity: JSON.stringify([config.kind, config.mailbox.toLowerCase(), config.folders, country, dialling]),

    async listParts() {
      const folders = await listContactFolders(graph, config.mailbox);
      const chosen = config.folders === 'all' ? folders : choose(folders, config.folders);
      if (chosen.length === 0) throw new GraphError('not_found', { graphCode: 'folder_not_found' });
      return chosen.map(({ id }) => ({ id }));
    },

    async count() {
      return undefined;
    },

    async firstPage(part) {
      const answer = await graph.get(`${folderPath(part)}/delta`, page, {
        query: { $select: CONTACT_SELECT },
        pageSize: PAGE_SIZE,
      });
      return await readPage(answer, place, (id) => refetch(part, id));
    },

    async nextPage(part, link) {
      const answer = await graph.follow(link, page, { pageSize: PAGE_SIZE });
      return await readPage(answer, place, (id) => refetch(part, id));
    },
  };

  /** The whole contact, for an item that came in part; undefined when it is gone by now. */
  async function refetch(part: Part, id: string): Promise<unknown> {
    try {
      return await graph.get(
        `${folderPath(part)}/${encodeURIComponent(id)}`,
        z.looseObject({ id: graphId }),
        {
          query: { $select: CONTACT_SELECT },
        },
      );
    } catch (error) {
      if (error instanceof GraphError && (error.code === 'not_found' || error.code === 'mailbox_not_found'))
        return undefined;
      throw error;
    }
  }
}

function choose(folders: readonly ContactFolder[], wanted: readonly string[]): ContactFolder[] {
  return folders.filter(({ id, path }) => wanted.includes(id) || wanted.includes(path));
}

async function readPage(
  answer: Page,
  place: NumberPlace,
  refetch: (id: string) => Promise<unknown>,
): Promise<DeltaPage> {
  // In order: the same contact may come twice in a page, and the later one counts. The gate keeps refetches to four at a time.
  const read = await Promise.all(answer.value.map((value) => readItem(value, place, refetch)));
  const changes = read.flatMap((result) => result.change ?? []);
  const unreadable = read.flatMap((result) => (result.isUnreadable ? ['?'] : []));
  const next = answer['@odata.nextLink'];
  const done = answer['@odata.deltaLink'];
  // With both, the round goes on: a deltaLink counts only when nothing is left to read.
  if (next !== undefined) return { changes, unreadable, next };
  if (done !== undefined) return { changes, unreadable, done };
  throw new GraphError('answer_unreadable', { graphCode: 'page_without_link' });
}

async function readItem(
  value: unknown,
  place: NumberPlace,
  refetch: (id: string) => Promise<unknown>,
): Promise<{ change?: Change; isUnreadable: boolean }> {
  const parsed = item.safeParse(value);
  if (!parsed.success) return { isUnreadable: true };
  const { id } = parsed.data;
  if (parsed.data['@removed'] !== undefined) return { change: { type: 'removed', id }, isUnreadable: false };
  const whole = isPartial(parsed.data) ? await refetch(id) : parsed.data;
  const contact = toContact(whole, place);
  if (contact) return { change: { type: 'upsert', contact }, isUnreadable: false };
  // Gone, or no longer a contact that can be shown: what was known of it must not stay.
  return { change: { type: 'removed', id }, isUnreadable: whole !== undefined };
}
