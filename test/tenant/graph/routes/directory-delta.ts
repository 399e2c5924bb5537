/** Delta of users and organisation contacts. Tokens live seven days; a removal is `changed` or `deleted`. */
import { orgContactProperties } from '../../company/org-contacts.ts';
import { requireRole } from '../access.ts';
import type { Call, GraphData } from '../call.ts';
import type { DeltaPosition } from '../delta-tokens.ts';
import type { DirectoryEvent, DirectoryLog } from '../directory-log.ts';
import { context, linkTo } from '../links.ts';
import { type GraphResponse, ok } from '../message.ts';
import { readSelect, requireOptions } from '../query.ts';
import type { Route } from '../router.ts';
import { type Json, selectUser, userProperties } from '../user-view.ts';
import { shapeAs } from './directory-list.ts';

const DEFAULT_PAGE = 200;

export const directoryDeltaRoutes: Route[] = [
  { method: 'GET', template: '/users/delta', workload: 'directory', answer: userDelta },
  { method: 'GET', template: '/contacts/delta', workload: 'directory', answer: orgContactDelta },
];

interface Feed {
  name: 'users' | 'contacts';
  log: DirectoryLog;
  items: Map<string, Json>;
  shape: (item: Json, select: string[] | null) => Json;
}

/** Records the changes in the directory since the last look. */
export function observeDirectory({ model, orgContacts, userLog, orgContactLog }: GraphData): void {
  userLog.observe([...model.users.values()].map((user) => ({ ...userProperties(user), id: user.id })));
  orgContactLog.observe(
    [...orgContacts.values()].map((contact) => ({ ...orgContactProperties(contact), id: contact.id })),
  );
}

function userDelta(call: Call): GraphResponse {
  // ReadBasic is not enough for delta: https://learn.microsoft.com/graph/api/user-delta
  requireRole(call.caller, 'User.Read.All', 'Directory.Read.All');
  const users = [...call.data.model.users.values()].map((user): [string, Json] => [
    user.id,
    userProperties(user),
  ]);
  const shape = (item: Json, select: string[] | null) => selectUser(item, select, true);
  return answerDelta(call, { name: 'users', log: call.data.userLog, items: new Map(users), shape });
}

function orgContactDelta(call: Call): GraphResponse {
  requireRole(call.caller, 'OrgContact.Read.All', 'Directory.Read.All');
  const contacts = [...call.data.orgContacts.values()].map((contact): [string, Json] => [
    contact.id,
    orgContactProperties(contact),
  ]);
  const shape = shapeAs('orgContact');
  return answerDelta(call, {
    name: 'contacts',
    log: call.data.orgContactLog,
    items: new Map(contacts),
    shape,
  });
}

function answerDelta(call: Call, feed: Feed): GraphResponse {
  requireOptions(call.request, ['$select', '$skiptoken', '$deltatoken']);
  observeDirectory(call.data);
  const position = readPosition(call, feed);
  const size = Math.min(999, call.preferences.maxPageSize ?? position.pageSize ?? DEFAULT_PAGE);
  const { value, hasMore } =
    position.phase === 'initial'
      ? initialPage(feed, position, size)
      : changesPage(call, feed, position, size);
  const end = position.phase === 'initial' ? position.since : position.until;
  const next: DeltaPosition = hasMore
    ? { ...position, next: position.next + size }
    : { ...position, phase: 'changes', next: 0, since: end, until: -1 };
  const token = call.data.tokens.write(next);
  const fragment = position.select ? `${feed.name}(${position.select.join(',')})` : feed.name;
  return ok({
    '@odata.context': context(call.request, fragment),
    ...(hasMore
      ? { '@odata.nextLink': linkTo(call.request, { $skiptoken: token }) }
      : { '@odata.deltaLink': linkTo(call.request, { $deltatoken: token }) }),
    value,
  });
}

function readPosition(call: Call, feed: Feed): DeltaPosition {
  const scope = `directory:${feed.name}`;
  const token = call.request.query.get('$skiptoken') ?? call.request.query.get('$deltatoken');
  const start: DeltaPosition = {
    scope,
    phase: 'initial',
    next: 0,
    since: feed.log.sequence,
    until: feed.log.order.length,
    select: readSelect(call.request),
    pageSize: call.preferences.maxPageSize,
    isImmutable: false,
  };
  if (token === null) return start;
  // "From now on", without the first round.
  if (token === 'latest') return { ...start, next: start.until };
  const emptyLink = linkTo(call.request, { $deltatoken: '' });
  const {
    generation: _generation,
    issuedAt: _issuedAt,
    ...position
  } = call.data.tokens.read(token, scope, 'directory', emptyLink);
  return position.phase === 'changes' && position.until < 0
    ? { ...position, until: feed.log.sequence }
    : position;
}

function initialPage(feed: Feed, position: DeltaPosition, size: number) {
  const end = Math.min(position.next + size, position.until);
  const value = feed.log.order.slice(position.next, end).flatMap((id) => {
    const item = feed.items.get(id);
    return item ? [feed.shape(item, position.select)] : [];
  });
  return { value, hasMore: end < position.until };
}

function changesPage(call: Call, feed: Feed, position: DeltaPosition, size: number) {
  const changes = new Map<string, DirectoryEvent>();
  for (const event of feed.log.events) {
    if (event.sequence <= position.since || event.sequence > position.until) continue;
    if (!isTracked(event, position.select)) continue;
    const before = changes.get(event.id)?.properties;
    changes.delete(event.id);
    const properties = event.properties && before ? [...before, ...event.properties] : event.properties;
    changes.set(event.id, { ...event, properties });
  }
  const value = [...changes.values()].slice(position.next, position.next + size).map((event) => {
    const item = feed.items.get(event.id);
    if (!item)
      return { id: event.id, '@removed': { reason: event.kind === 'purged' ? 'deleted' : 'changed' } };
    const shown = feed.shape(item, position.select);
    if (!call.preferences.wantsMinimal || !event.properties) return shown;
    const names = [...event.properties, 'id'];
    return Object.fromEntries(Object.entries(shown).filter(([name]) => names.includes(name)));
  });
  return { value, hasMore: position.next + size < changes.size };
}

/** `$select` narrows the tracked changes, too: a change of any other property is not reported. */
function isTracked(event: DirectoryEvent, select: string[] | null): boolean {
  if (!select || !event.properties) return true;
  return event.properties.some((name) => select.includes(name));
}
