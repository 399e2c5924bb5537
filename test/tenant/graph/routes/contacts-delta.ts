/**
 * Delta of one contact folder. A round pages by slot through the contacts that lay in the folder when it began. Changes
 * meanwhile come in the next round, because the delta link starts from the sequence number of the round's beginning.
 */
import { requireMailboxRead } from '../access.ts';
import { type Call, requireFolder, requireMailbox, requireMailboxOwner } from '../call.ts';
import { type Json, requireContactProperties, viewContact } from '../contact-view.ts';
import type { DeltaPosition } from '../delta-tokens.ts';
import { GraphRefusal, refusals } from '../errors.ts';
import type { Folder, FolderEvent, StoredContact } from '../folder.ts';
import { context, linkTo } from '../links.ts';
import type { Mailbox } from '../mailbox.ts';
import { type GraphResponse, ok } from '../message.ts';
import { readSelect, requireOptions } from '../query.ts';
import type { Route } from '../router.ts';

const DEFAULT_PAGE = 10;
const LARGEST_PAGE = 1000;
const TYPE = '#microsoft.graph.contact';

export const contactDeltaRoutes: Route[] = [
  { method: 'GET', template: '/users/{user}/contacts/delta', workload: 'outlook', answer: readDelta },
  {
    method: 'GET',
    template: '/users/{user}/contactFolders/{folder}/contacts/delta',
    workload: 'outlook',
    answer: readDelta,
  },
];

function readDelta(call: Call): GraphResponse {
  requireMailboxRead(call.data.model, call.caller, requireMailboxOwner(call));
  // Microsoft's own fault: microsoft-graph-docs#2270.
  if (call.request.query.has('$expand')) throw refusals.deltaExpand();
  requireOptions(call.request, ['$select', '$skiptoken', '$deltatoken']);
  const mailbox = requireMailbox(call);
  const folder = requireFolder(call, mailbox);
  const position = readPosition(call, mailbox, folder);
  const wanted = Math.min(LARGEST_PAGE, call.preferences.maxPageSize ?? position.pageSize ?? DEFAULT_PAGE);
  const page = position.phase === 'initial' ? initialPage : changesPage;
  const { value, hasMore } = page(mailbox, folder, position, wanted);
  const next: DeltaPosition = hasMore
    ? { ...position, next: position.next + wanted }
    : { ...position, phase: 'changes', next: 0, since: roundEnd(position), until: -1 };
  const token = call.data.tokens.write(next);
  // The service writes its delta links in lower case: https://learn.microsoft.com/graph/api/contact-delta
  const self = { ...call.request, path: call.request.path.replace('/contactFolders', '/contactfolders') };
  return ok({
    '@odata.context': context(call.request, 'Collection(contact)'),
    ...(hasMore
      ? { '@odata.nextLink': linkTo(self, { $skiptoken: token }) }
      : { '@odata.deltaLink': linkTo(self, { $deltatoken: token }) }),
    value,
  });
}

function readPosition(call: Call, mailbox: Mailbox, folder: Folder): DeltaPosition {
  const scope = `contacts:${folder.id}`;
  const isImmutable = call.preferences.wantsImmutableIds;
  const token = call.request.query.get('$skiptoken') ?? call.request.query.get('$deltatoken');
  if (token === null) {
    const select = readSelect(call.request);
    requireContactProperties(select);
    const pageSize = call.preferences.maxPageSize;
    const until = folder.members.length;
    return {
      scope,
      phase: 'initial',
      next: 0,
      since: mailbox.sequence,
      until,
      select,
      pageSize,
      isImmutable,
    };
  }
  const state = call.data.tokens.read(token, scope, 'outlook');
  // A link obtained with the other kind of id is refused (alcionai/corso#3176).
  if (state.isImmutable !== isImmutable)
    throw new GraphRefusal(410, 'SyncStateInvalid', 'The sync state is invalid.');
  const { generation: _generation, issuedAt: _issuedAt, ...position } = state;
  return position.phase === 'changes' && position.until < 0
    ? { ...position, until: mailbox.sequence }
    : position;
}

function roundEnd(position: DeltaPosition): number {
  return position.phase === 'initial' ? position.since : position.until;
}

/** Vacated slots make a page short, so a short page need not be the last. */
function initialPage(mailbox: Mailbox, folder: Folder, position: DeltaPosition, size: number) {
  const end = Math.min(position.next + size, position.until);
  const value = folder.members
    .slice(position.next, end)
    .flatMap((contact) => (contact ? [upsert(mailbox, contact, position)] : []));
  return { value, hasMore: end < position.until };
}

function changesPage(mailbox: Mailbox, folder: Folder, position: DeltaPosition, size: number) {
  const changes = collapse(folder, position.since, position.until);
  const value = changes.slice(position.next, position.next + size).flatMap((change) => {
    if ('item' in change) return [change.item];
    const { first, last } = change;
    const { contact } = last;
    if (!contact.isDeleted && contact.folder === folder) return [upsert(mailbox, contact, position)];
    // Graph does not report a contact that came and went between two rounds (microsoft-graph-docs#5301).
    if (first.kind === 'added') return [];
    const id = position.isImmutable ? mailbox.idOf(contact, true) : last.mutableId;
    return [{ '@odata.type': TYPE, id, '@removed': { reason: 'deleted' } }];
  });
  return { value, hasMore: position.next + size < changes.length };
}

type Change = { first: FolderEvent; last: FolderEvent } | { item: Json };

/** First and last event of each contact in the window, ordered by the last. */
function collapse(folder: Folder, since: number, until: number): Change[] {
  const changes = new Map<object, Change>();
  for (let at = firstAfter(folder.events, since); at < folder.events.length; at++) {
    const event = folder.events[at];
    if (!event || event.sequence > until) break;
    if ('item' in event) {
      changes.set(event, event);
      continue;
    }
    const before = changes.get(event.contact);
    const first = before && 'first' in before ? before.first : event;
    changes.delete(event.contact);
    changes.set(event.contact, { first, last: event });
  }
  return [...changes.values()];
}

function firstAfter(events: Folder['events'], since: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.sequence ?? 0) > since) high = middle;
    else low = middle + 1;
  }
  return low;
}

function upsert(mailbox: Mailbox, contact: StoredContact, position: DeltaPosition): Json {
  return { '@odata.type': TYPE, ...viewContact(mailbox, contact, position) };
}
