import type { SharedMailboxConfig } from '#shared/source-config.ts';
import type { GraphClient } from '../graph/client.ts';
import { GraphError } from '../graph/graph-error.ts';
import { type Page, page } from '../graph/schemas.ts';
import { contactDetails, DETAIL_TAGS } from './contact-details.ts';
import { type ContactFolder, listContactFolders } from './contact-folders.ts';
import { readCount } from './count.ts';
import { type ItemReader, readDeltaPage } from './delta-page.ts';
import { fetchMany } from './fetch-many.ts';
import { contactProperties, readContact } from './graph-contact.ts';
import { photoReader } from './photos.ts';
import type { Part, SourceReader } from './source-reader.ts';

/** Long notes can make a page exceed our limit for an answer; then the next smaller size is tried. */
const PAGE_SIZES: readonly [number, ...number[]] = [500, 50, 5];

/** Contacts in folders of a shared mailbox, or of a user's mailbox that is shared. */
export function sharedMailbox(config: SharedMailboxConfig, graph: GraphClient): SourceReader {
  const { kind, mailbox, folders, country, dialling, include = {}, account } = config;
  const base = `/users/${encodeURIComponent(mailbox)}/contactFolders`;
  const hasSitesByFolder = dialling?.sites?.some(({ folder }) => folder !== undefined) ?? false;
  const placeOf = ({ path }: Part) => ({ country, dialling, folder: path });
  const properties = contactProperties(include);
  const $select = properties.join(',');
  const contactsPath = (part: Part) => `${base}/${encodeURIComponent(part.id)}/contacts`;
  const photoPath = ({ part, id }: { part: string; id: string }) =>
    `${contactsPath({ id: part })}/${encodeURIComponent(id)}/photo`;

  const itemsOf = (part: Part): ItemReader => ({
    isPartial: (item) => properties.some((name) => !Object.hasOwn(item, name)),
    fetchWhole: (ids) =>
      fetchMany(graph, ids, (id) => `${contactsPath(part)}/${encodeURIComponent(id)}?$select=${$select}`),
    read: (item) => readContact(item, placeOf(part), include),
  });

  return {
    identity: JSON.stringify([
      kind,
      mailbox.toLowerCase(),
      folders,
      country,
      dialling,
      $select,
      account,
      DETAIL_TAGS,
    ]),

    async listParts() {
      const listed = await listContactFolders(graph, mailbox);
      const chosen = folders === 'all' ? listed : choose(listed, folders);
      if (chosen.length === 0) throw new GraphError('not_found', { graphCode: 'folder_not_found' });
      return chosen.map(({ id, path }) => ({ id, ...(hasSitesByFolder && { path }) }));
    },

    count: (part) => readCount(graph, contactsPath(part)),

    async firstPage(part) {
      const path = `${contactsPath(part)}/delta`;
      const answer = await fitting((pageSize) => graph.get(path, page, { query: { $select }, pageSize }));
      return await readDeltaPage(answer, itemsOf(part));
    },

    async nextPage(part, link) {
      const answer = await fitting((pageSize) => graph.follow(link, page, { pageSize }));
      return await readDeltaPage(answer, itemsOf(part));
    },

    details: contactDetails(graph, contactsPath, placeOf),

    photos: photoReader(graph, { metadata: photoPath, bytes: [(photo) => `${photoPath(photo)}/$value`] }),
  };
}

async function fitting(
  get: (pageSize: number) => Promise<Page>,
  [pageSize, smaller, ...more]: readonly [number, ...number[]] = PAGE_SIZES,
): Promise<Page> {
  try {
    return await get(pageSize);
  } catch (error) {
    const isTooLarge = error instanceof GraphError && error.code === 'answer_too_large';
    if (!isTooLarge || smaller === undefined) throw error;
    return await fitting(get, [smaller, ...more]);
  }
}

function choose(folders: readonly ContactFolder[], wanted: readonly string[]): ContactFolder[] {
  return folders.filter(({ id, path }) => wanted.includes(id) || wanted.includes(path));
}
