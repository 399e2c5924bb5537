/** Delta of a mailbox's folder tree: every level at once, without the default Contacts folder. */
import { requireMailboxRead } from '../access.ts';
import { type Call, requireMailbox, requireMailboxOwner } from '../call.ts';
import { type Json, viewFolder } from '../contact-view.ts';
import { context, linkTo } from '../links.ts';
import type { Mailbox } from '../mailbox.ts';
import { type GraphResponse, ok } from '../message.ts';
import { readSelect, requireOptions } from '../query.ts';
import type { Route } from '../router.ts';

const DEFAULT_PAGE = 10;

export const contactFolderDeltaRoutes: Route[] = [
  { method: 'GET', template: '/users/{user}/contactFolders/delta', workload: 'outlook', answer: readDelta },
];

function readDelta(call: Call): GraphResponse {
  requireMailboxRead(call.data.model, call.caller, requireMailboxOwner(call));
  requireOptions(call.request, ['$select', '$skiptoken', '$deltatoken']);
  const mailbox = requireMailbox(call);
  const { tokens } = call.data;
  const scope = `folders:${mailbox.number}`;
  const token = call.request.query.get('$skiptoken') ?? call.request.query.get('$deltatoken');
  const state = token === null ? null : tokens.read(token, scope, 'outlook');
  const since = state?.since ?? 0;
  const select = state ? state.select : readSelect(call.request);
  const pageSize = call.preferences.maxPageSize ?? state?.pageSize ?? DEFAULT_PAGE;
  const fresh = changesSince(mailbox, since);
  const page = fresh.slice(0, pageSize);
  const last = page.at(-1)?.sequence ?? since;
  const next = tokens.write({
    scope,
    phase: 'changes',
    next: 0,
    since: last,
    until: -1,
    select,
    pageSize,
    isImmutable: false,
  });
  const hasMore = fresh.length > page.length;
  const link = linkTo(call.request, { [hasMore ? '$skiptoken' : '$deltatoken']: next });
  const value = page.map(({ view }) => {
    if (!select || '@removed' in view) return view;
    return Object.fromEntries(
      Object.entries(view).filter(([name]) => name === 'id' || select.includes(name)),
    );
  });
  return ok({
    '@odata.context': context(call.request, 'Collection(contactFolder)'),
    [hasMore ? '@odata.nextLink' : '@odata.deltaLink']: link,
    value,
  });
}

/** Changes in the order in which they happened, without folders that came and went in between. */
function changesSince(mailbox: Mailbox, since: number): { sequence: number; view: Json }[] {
  const present = [...mailbox.folders.values()]
    .filter((folder) => folder !== mailbox.defaultFolder && folder.sequence > since)
    .map((folder) => ({ sequence: folder.sequence, view: viewFolder(mailbox, folder) }));
  const gone = mailbox.removedFolders
    .filter(({ knownSince, sequence }) => knownSince <= since && sequence > since)
    .map(({ id, sequence }) => ({ sequence, view: { id, '@removed': { reason: 'deleted' } } }));
  return [...present, ...gone].sort((a, b) => a.sequence - b.sequence);
}
