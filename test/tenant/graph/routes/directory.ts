/** Users, groups and organisation mail contacts: lists and single objects. */
import { orgContactProperties } from '../../company/org-contacts.ts';
import { requireMailboxRead, requireRole } from '../access.ts';
import { type Call, requireMailbox, requireMailboxOwner, requireUser } from '../call.ts';
import { refusals } from '../errors.ts';
import { context } from '../links.ts';
import { type GraphResponse, ok } from '../message.ts';
import { readSelect, requireOptions } from '../query.ts';
import type { Route } from '../router.ts';
import { groupProperties, type Json, selectUser, userProperties } from '../user-view.ts';
import { answerCollection, answerCount, type Collection, shapeAs } from './directory-list.ts';

export const directoryRoutes: Route[] = [
  { method: 'GET', template: '/users', workload: 'directory', answer: listUsers },
  { method: 'GET', template: '/users/$count', workload: 'directory', answer: countUsers },
  { method: 'GET', template: '/users/{user}', workload: 'directory', answer: getUser },
  {
    method: 'GET',
    template: '/users/{user}/mailboxSettings/userPurpose',
    workload: 'outlook',
    answer: getUserPurpose,
  },
  { method: 'GET', template: '/groups', workload: 'directory', answer: listGroups },
  { method: 'GET', template: '/groups/{group}', workload: 'directory', answer: getGroup },
  { method: 'GET', template: '/contacts', workload: 'directory', answer: listOrgContacts },
  { method: 'GET', template: '/contacts/$count', workload: 'directory', answer: countOrgContacts },
  { method: 'GET', template: '/contacts/{orgContact}', workload: 'directory', answer: getOrgContact },
];

function listUsers(call: Call): GraphResponse {
  return answerCollection(call, allUsers(call));
}

function countUsers(call: Call): GraphResponse {
  return answerCount(call, allUsers(call));
}

function allUsers(call: Call): Collection {
  requireRole(call.caller, 'User.ReadBasic.All', 'User.Read.All', 'Directory.Read.All');
  const items = [...call.data.model.users.values()].map(userProperties);
  return { fragment: 'users', items, shape: (item, select) => selectUser(item, select, true) };
}

function getUser(call: Call): GraphResponse {
  // For the own profile a person needs `User.Read` only.
  const isOneself = call.caller.userId !== undefined && call.params.user === call.caller.userId;
  const own = isOneself ? ['User.Read'] : [];
  requireRole(call.caller, ...own, 'User.ReadBasic.All', 'User.Read.All', 'Directory.Read.All');
  requireOptions(call.request, ['$select']);
  const select = readSelect(call.request);
  const fragment = select ? `users(${select.join(',')})/$entity` : 'users/$entity';
  const view = selectUser(userProperties(requireUser(call)), select, false);
  return ok({ '@odata.context': context(call.request, fragment), ...view });
}

/** Needs a role of its own: the contact rights of RBAC do not include mailbox settings. */
function getUserPurpose(call: Call): GraphResponse {
  const owner = requireMailboxOwner(call);
  if (!call.caller.roles.includes('MailboxSettings.Read')) throw refusals.outlookDenied();
  if (call.caller.userId !== undefined) requireMailboxRead(call.data.model, call.caller, owner);
  requireMailbox(call);
  const fragment = `users('${encodeURIComponent(call.params.user ?? '')}')/mailboxSettings/userPurpose`;
  return ok({ '@odata.context': context(call.request, fragment), value: owner.mailbox });
}

const shapeGroup = shapeAs('group');
const shapeOrgContact = shapeAs('orgContact');

function listGroups(call: Call): GraphResponse {
  requireGroupRead(call);
  const items = [...call.data.model.groups.values()].map(groupProperties);
  return answerCollection(call, { fragment: 'groups', items, shape: shapeGroup });
}

function getGroup(call: Call): GraphResponse {
  requireGroupRead(call);
  const id = call.params.group ?? '';
  const group = call.data.model.groups.get(id);
  if (!group) throw refusals.noSuchObject(id);
  return entity(call, 'groups', groupProperties(group), shapeGroup);
}

function requireGroupRead(call: Call): void {
  requireRole(
    call.caller,
    'GroupMember.Read.All',
    'Group.ReadBasic.All',
    'Group.Read.All',
    'Directory.Read.All',
  );
}

function listOrgContacts(call: Call): GraphResponse {
  return answerCollection(call, allOrgContacts(call));
}

function countOrgContacts(call: Call): GraphResponse {
  return answerCount(call, allOrgContacts(call));
}

function allOrgContacts(call: Call): Collection {
  requireRole(call.caller, 'OrgContact.Read.All', 'Directory.Read.All');
  const items = [...call.data.orgContacts.values()].map(orgContactProperties);
  return { fragment: 'contacts', items, shape: shapeOrgContact };
}

function getOrgContact(call: Call): GraphResponse {
  requireRole(call.caller, 'OrgContact.Read.All', 'Directory.Read.All');
  const id = call.params.orgContact ?? '';
  const contact = call.data.orgContacts.get(id);
  if (!contact) throw refusals.noSuchObject(id);
  return entity(call, 'contacts', orgContactProperties(contact), shapeOrgContact);
}

function entity(call: Call, fragment: string, properties: Json, shape: Collection['shape']): GraphResponse {
  requireOptions(call.request, ['$select']);
  const view = shape(properties, readSelect(call.request));
  return ok({ '@odata.context': context(call.request, `${fragment}/$entity`), ...view });
}
