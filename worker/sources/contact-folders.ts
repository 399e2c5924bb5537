import type { GraphClient } from '../graph/client.ts';
import { GraphError } from '../graph/graph-error.ts';
import { contactFolder, page, parentFolderProbe } from '../graph/schemas.ts';
import { allPages } from './all-pages.ts';

export interface ContactFolder {
  readonly id: string;
  /** Display names from the top, joined by `/`. */
  readonly path: string;
}

/** More folders, or deeper nesting, would be a mistake or an attack. */
const MAX_FOLDERS = 2_000;
const MAX_DEPTH = 20;
const PAGE_SIZE = 250;

/** Every contact folder of a mailbox, nested ones included. Throws GraphError. */
export async function listContactFolders(graph: GraphClient, mailbox: string): Promise<ContactFolder[]> {
  const base = `/users/${encodeURIComponent(mailbox)}/contactFolders`;
  const found = new Map<string, ContactFolder>();
  const defaultId = await findDefaultFolder(graph, mailbox);
  // v1.0 does not list the default folder among the others.
  // https://learn.microsoft.com/graph/known-issues
  if (defaultId !== undefined) {
    found.set(defaultId, { id: defaultId, path: 'Contacts' });
    await addFolders(
      graph,
      `${base}/${encodeURIComponent(defaultId)}/childFolders`,
      'Contacts/',
      1,
      base,
      found,
    );
  }
  await addFolders(graph, base, '', 0, base, found);
  return [...found.values()];
}

/** Id of the default folder: by its literal name, else from one of its contacts; undefined when neither works. */
async function findDefaultFolder(graph: GraphClient, mailbox: string): Promise<string | undefined> {
  const user = `/users/${encodeURIComponent(mailbox)}`;
  try {
    const folder = await graph.get(`${user}/contactFolders/Contacts`, contactFolder, {
      query: { $select: 'id,displayName' },
    });
    return folder.id;
  } catch (error) {
    // The literal name is undocumented. The documented way, below, is only for mailboxes that do not know the name.
    const isUnknownName =
      error instanceof GraphError && (error.code === 'not_found' || error.code === 'graph_refused');
    if (!isUnknownName) throw error;
  }
  const probe = await graph.get(`${user}/contacts`, parentFolderProbe, {
    query: { $top: '1', $select: 'parentFolderId' },
  });
  return probe.value[0]?.parentFolderId;
}

async function addFolders(
  graph: GraphClient,
  listPath: string,
  prefix: string,
  depth: number,
  base: string,
  found: Map<string, ContactFolder>,
): Promise<void> {
  if (depth > MAX_DEPTH) return;
  const first = await graph.get(listPath, page, { pageSize: PAGE_SIZE });
  const folders: ContactFolder[] = [];
  for await (const { value } of allPages(graph, first, { pageSize: PAGE_SIZE })) {
    for (const item of value) {
      const parsed = contactFolder.safeParse(item);
      if (!parsed.success || found.has(parsed.data.id) || found.size >= MAX_FOLDERS) continue;
      const folder = { id: parsed.data.id, path: `${prefix}${parsed.data.displayName ?? parsed.data.id}` };
      found.set(folder.id, folder);
      folders.push(folder);
    }
  }
  for (const { id, path } of folders) {
    await addFolders(
      graph,
      `${base}/${encodeURIComponent(id)}/childFolders`,
      `${path}/`,
      depth + 1,
      base,
      found,
    );
  }
}
