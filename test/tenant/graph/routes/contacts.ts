/** Personal contacts: list, count and single, with the extended properties that delta cannot give. */
import { requireMailboxRead } from '../access.ts';
import { type Call, requireContact, requireFolder, requireMailbox, requireMailboxOwner } from '../call.ts';
import { type Json, requireContactProperties, viewContact, viewExtended } from '../contact-view.ts';
import { refusals } from '../errors.ts';
import type { StoredContact } from '../folder.ts';
import { context, linkTo } from '../links.ts';
import type { Mailbox } from '../mailbox.ts';
import { type GraphResponse, ok, plainText } from '../message.ts';
import {
  matches,
  readCount,
  readExpandedProperties,
  readExtendedFilter,
  readFilter,
  readSelect,
  requireOptions,
} from '../query.ts';
import type { Route } from '../router.ts';

const DEFAULT_PAGE = 10;
const LARGEST_PAGE = 1000;

export const contactRoutes: Route[] = [
  { method: 'GET', template: '/users/{user}/contacts', workload: 'outlook', answer: listContacts },
  { method: 'GET', template: '/users/{user}/contacts/$count', workload: 'outlook', answer: countContacts },
  { method: 'GET', template: '/users/{user}/contacts/{contact}', workload: 'outlook', answer: getContact },
  {
    method: 'GET',
    template: '/users/{user}/contactFolders/{folder}/contacts',
    workload: 'outlook',
    answer: listContacts,
  },
  {
    method: 'GET',
    template: '/users/{user}/contactFolders/{folder}/contacts/$count',
    workload: 'outlook',
    answer: countContacts,
  },
  {
    method: 'GET',
    template: '/users/{user}/contactFolders/{folder}/contacts/{contact}',
    workload: 'outlook',
    answer: getContact,
  },
];

function listContacts(call: Call): GraphResponse {
  requireMailboxRead(call.data.model, call.caller, requireMailboxOwner(call));
  requireOptions(call.request, ['$select', '$expand', '$top', '$skip', '$filter', '$count']);
  const mailbox = requireMailbox(call);
  const folder = requireFolder(call, mailbox);
  const options = readView(call);
  const accepts = readContactFilter(call, mailbox);
  const top = readCount(call.request, '$top', LARGEST_PAGE);
  const size = Math.min(LARGEST_PAGE, top ?? call.preferences.maxPageSize ?? DEFAULT_PAGE);
  const skip = readCount(call.request, '$skip', Number.MAX_SAFE_INTEGER) ?? 0;
  const isCounting = call.request.query.get('$count') === 'true';
  const value: Json[] = [];
  let passed = 0;
  for (const contact of folder.members) {
    if (!contact || !accepts(contact)) continue;
    if (passed >= skip && value.length < size) value.push(view(call, mailbox, contact, options));
    passed++;
    if (passed > skip + size && !isCounting) break;
  }
  const owner = encodeURIComponent(call.params.user ?? '');
  const folderPath =
    call.params.folder === undefined ? '' : `/contactFolders('${encodeURIComponent(call.params.folder)}')`;
  const body: Json = { '@odata.context': context(call.request, `users('${owner}')${folderPath}/contacts`) };
  if (isCounting) body['@odata.count'] = passed;
  body.value = value;
  if (passed > skip + size) body['@odata.nextLink'] = nextLink(call, size, skip + size);
  return ok(body);
}

/** Outlook counts without the header that the directory wants. */
function countContacts(call: Call): GraphResponse {
  requireMailboxRead(call.data.model, call.caller, requireMailboxOwner(call));
  requireOptions(call.request, ['$filter']);
  const mailbox = requireMailbox(call);
  const folder = requireFolder(call, mailbox);
  const accepts = readContactFilter(call, mailbox);
  return plainText(String(folder.members.filter((contact) => contact && accepts(contact)).length));
}

function getContact(call: Call): GraphResponse {
  requireMailboxRead(call.data.model, call.caller, requireMailboxOwner(call));
  requireOptions(call.request, ['$select', '$expand']);
  const mailbox = requireMailbox(call);
  const contact = requireContact(call, mailbox);
  return ok(contactEntity(call, mailbox, contact));
}

/** A single contact's body, also the answer to POST and PATCH. */
export function contactEntity(call: Call, mailbox: Mailbox, contact: StoredContact): Json {
  const owner = encodeURIComponent(call.params.user ?? '');
  const folderPath =
    call.params.folder === undefined ? '' : `/contactFolders('${encodeURIComponent(call.params.folder)}')`;
  return {
    '@odata.context': context(call.request, `users('${owner}')${folderPath}/contacts/$entity`),
    ...view(call, mailbox, contact, readView(call)),
  };
}

interface View {
  select: string[] | null;
  isImmutable: boolean;
  expanded: Set<string> | null;
}

function readView(call: Call): View {
  const select = readSelect(call.request);
  requireContactProperties(select);
  return {
    select,
    isImmutable: call.preferences.wantsImmutableIds,
    expanded: readExpandedProperties(call.request),
  };
}

function view(call: Call, mailbox: Mailbox, contact: StoredContact, options: View): Json {
  const shown = viewContact(mailbox, contact, options);
  if (!options.expanded) return shown;
  const owner = encodeURIComponent(call.params.user ?? '');
  const id = encodeURIComponent(String(shown.id));
  const fragment = `users('${owner}')/contacts('${id}')/singleValueExtendedProperties`;
  const content = mailbox.contentOf(contact);
  return { ...shown, ...viewExtended(content, options.expanded, context(call.request, fragment)) };
}

function readContactFilter(call: Call, mailbox: Mailbox): (contact: StoredContact) => boolean {
  const text = call.request.query.get('$filter');
  if (text === null) return () => true;
  const extended = readExtendedFilter(text);
  if (extended) {
    const value = extended.value.toLowerCase();
    return (contact) =>
      mailbox
        .contentOf(contact)
        .extended.some((property) => property.id === extended.id && property.value.toLowerCase() === value);
  }
  const filter = readFilter(text);
  requireContactProperties(filter.comparisons.map((comparison) => comparison.property));
  if (filter.comparisons.some(({ property }) => property === 'personalNotes'))
    throw refusals.notImplemented();
  const isImmutable = call.preferences.wantsImmutableIds;
  return (contact) => matches(viewContact(mailbox, contact, { select: null, isImmutable }), filter);
}

/** Unstable under concurrent change, like Graph's link: its `$skip` counts items. */
function nextLink(call: Call, size: number, skip: number): string {
  const options = Object.fromEntries(
    [...call.request.query].filter(([name]) => name !== '$top' && name !== '$skip'),
  );
  return linkTo(call.request, { ...options, $top: String(size), $skip: String(skip) });
}
