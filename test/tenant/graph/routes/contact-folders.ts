/** Contact folders: list, children, single, creation. Their delta is in `contact-folders-delta.ts`. */
import { z } from 'zod';
import { requireMailboxRead, requireMailboxWrite } from '../access.ts';
import { type Call, requireFolder, requireMailbox, requireMailboxOwner } from '../call.ts';
import { viewFolder } from '../contact-view.ts';
import { refusals } from '../errors.ts';
import type { Folder } from '../folder.ts';
import { context, linkTo } from '../links.ts';
import { type GraphResponse, ok, readJson } from '../message.ts';
import { matches, readCount, readFilter, readSelect, requireOptions } from '../query.ts';
import type { Route } from '../router.ts';

const DEFAULT_PAGE = 10;
const PROPERTIES = ['id', 'displayName', 'parentFolderId'];

export const contactFolderRoutes: Route[] = [
  // v1.0 lists the folders in the default Contacts folder, and not that folder itself: https://learn.microsoft.com/graph/known-issues
  {
    method: 'GET',
    template: '/users/{user}/contactFolders',
    workload: 'outlook',
    answer: (call) => listChildren(call, 'contactFolders'),
  },
  {
    method: 'GET',
    template: '/users/{user}/contactFolders/{folder}/childFolders',
    workload: 'outlook',
    answer: (call) => listChildren(call, `contactFolders('${call.params.folder}')/childFolders`),
  },
  {
    method: 'GET',
    template: '/users/{user}/contactFolders/{folder}',
    workload: 'outlook',
    answer: getFolder,
  },
  { method: 'POST', template: '/users/{user}/contactFolders', workload: 'outlook', answer: createFolder },
  {
    method: 'POST',
    template: '/users/{user}/contactFolders/{folder}/childFolders',
    workload: 'outlook',
    answer: createFolder,
  },
];

function listChildren(call: Call, fragment: string): GraphResponse {
  requireMailboxRead(call.data.model, call.caller, requireMailboxOwner(call));
  requireOptions(call.request, ['$select', '$top', '$skip', '$filter', '$count']);
  const mailbox = requireMailbox(call);
  const parent = requireFolder(call, mailbox);
  const filterText = call.request.query.get('$filter');
  const filter = filterText === null ? null : readFilter(filterText);
  const isTop = call.params.folder === undefined;
  const wanted = [...(isTop ? mailbox.besideDefault() : []), ...mailbox.childrenOf(parent)].filter(
    (folder) => !filter || matches(viewFolder(mailbox, folder), filter),
  );
  const top = readCount(call.request, '$top', 1000);
  const size = top ?? call.preferences.maxPageSize ?? DEFAULT_PAGE;
  const skip = readCount(call.request, '$skip', 1_000_000) ?? 0;
  const value = wanted.slice(skip, skip + size).map((folder) => selected(call, viewFolder(mailbox, folder)));
  const body: Record<string, unknown> = {
    '@odata.context': context(
      call.request,
      `users('${encodeURIComponent(call.params.user ?? '')}')/${fragment}`,
    ),
  };
  if (call.request.query.get('$count') === 'true') body['@odata.count'] = wanted.length;
  body.value = value;
  if (skip + size < wanted.length) body['@odata.nextLink'] = nextLink(call, size, skip + size);
  return ok(body);
}

function nextLink(call: Call, size: number, skip: number): string {
  const options = Object.fromEntries(
    [...call.request.query].filter(([name]) => name !== '$top' && name !== '$skip'),
  );
  return linkTo(call.request, { ...options, $top: String(size), $skip: String(skip) });
}

function getFolder(call: Call): GraphResponse {
  requireMailboxRead(call.data.model, call.caller, requireMailboxOwner(call));
  requireOptions(call.request, ['$select']);
  const mailbox = requireMailbox(call);
  return ok(entity(call, selected(call, viewFolder(mailbox, requireFolder(call, mailbox)))));
}

const newFolderSchema = z.object({ displayName: z.string().min(1).max(255) });

function createFolder(call: Call): GraphResponse {
  requireMailboxWrite(call.data.model, call.caller, requireMailboxOwner(call));
  const mailbox = requireMailbox(call);
  const parent: Folder = requireFolder(call, mailbox);
  const input = newFolderSchema.safeParse(readJson(call.request)).data;
  if (!input) throw refusals.badRequest('Unable to read JSON request payload.');
  const isTaken = mailbox.childrenOf(parent).some((folder) => folder.displayName === input.displayName);
  if (isTaken) throw refusals.folderExists();
  const folder = mailbox.addFolder(input.displayName, parent);
  return { status: 201, body: entity(call, viewFolder(mailbox, folder)) };
}

function entity(call: Call, view: Record<string, unknown>): Record<string, unknown> {
  const fragment = `users('${encodeURIComponent(call.params.user ?? '')}')/contactFolders/$entity`;
  return { '@odata.context': context(call.request, fragment), ...view };
}

function selected(call: Call, view: Record<string, unknown>): Record<string, unknown> {
  const select = readSelect(call.request);
  if (!select) return view;
  const unknown = select.find((name) => !PROPERTIES.includes(name));
  if (unknown)
    throw refusals.badRequest(
      `Could not find a property named '${unknown}' on type 'Microsoft.OutlookServices.ContactFolder'.`,
    );
  return Object.fromEntries(Object.entries(view).filter(([name]) => name === 'id' || select.includes(name)));
}
