/** Members of a group, direct or through nested groups. Ownership alone makes no member. */
import type { TenantGroup, TenantModel } from '../../model.ts';
import { requireRole } from '../access.ts';
import type { Call } from '../call.ts';
import { refusals } from '../errors.ts';
import type { Route } from '../router.ts';
import { groupProperties, type Json, selectUser, userProperties } from '../user-view.ts';
import { answerCollection, answerCount, type Collection } from './directory-list.ts';

const READERS = ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All'];
const USER_READERS = ['User.Read.All', 'User.ReadBasic.All', 'Directory.Read.All'];

export const groupMemberRoutes: Route[] = (['members', 'transitiveMembers'] as const).flatMap(
  (relation) =>
    [
      {
        method: 'GET',
        template: `/groups/{group}/${relation}`,
        workload: 'directory',
        answer: (call) => answerCollection(call, membersOf(call, relation, false)),
      },
      {
        method: 'GET',
        template: `/groups/{group}/${relation}/$count`,
        workload: 'directory',
        answer: (call) => answerCount(call, membersOf(call, relation, false)),
      },
      {
        method: 'GET',
        template: `/groups/{group}/${relation}/microsoft.graph.user`,
        workload: 'directory',
        answer: (call) => answerCollection(call, membersOf(call, relation, true)),
      },
      {
        method: 'GET',
        template: `/groups/{group}/${relation}/microsoft.graph.user/$count`,
        workload: 'directory',
        answer: (call) => answerCount(call, membersOf(call, relation, true)),
      },
    ] satisfies Route[],
);

function membersOf(call: Call, relation: 'members' | 'transitiveMembers', isUsersOnly: boolean): Collection {
  requireRole(call.caller, ...READERS);
  const { model } = call.data;
  const group = model.groups.get(call.params.group ?? '');
  if (!group) throw refusals.noSuchObject(call.params.group ?? '');
  const reached =
    relation === 'members' ? { users: group.members, groups: group.nested } : transitively(model, group);
  const users = [...reached.users].flatMap((id) => model.users.get(id) ?? []).map(userProperties);
  const groups = [...reached.groups].flatMap((id) => model.groups.get(id) ?? []).map(groupProperties);
  return {
    fragment: isUsersOnly ? 'users' : 'directoryObjects',
    items: isUsersOnly ? users : [...users, ...groups],
    shape: shapeFor(call, isUsersOnly),
  };
}

/** An app that may not read users gets their ids and nothing else. */
function shapeFor({ caller }: Call, isUsersOnly: boolean): Collection['shape'] {
  const mayReadUsers = USER_READERS.some((role) => caller.roles.includes(role));
  return (item, select) => {
    const isUser = 'userPrincipalName' in item;
    const type = isUsersOnly ? {} : { '@odata.type': `#microsoft.graph.${isUser ? 'user' : 'group'}` };
    if (!isUser) return { ...type, ...pickKnown(item, select) };
    const shown = selectUser(item, select, true);
    if (mayReadUsers) return { ...type, ...shown };
    return { ...type, ...Object.fromEntries(Object.keys(shown).map((name) => [name, null])), id: item.id };
  };
}

/** Selected properties that a group does not have are left out. */
function pickKnown(item: Json, select: string[] | null): Json {
  if (!select) return item;
  return Object.fromEntries(Object.entries(item).filter(([name]) => name === 'id' || select.includes(name)));
}

interface Reached {
  users: Set<string>;
  groups: Set<string>;
}

function transitively(model: TenantModel, start: TenantGroup): Reached {
  const users = new Set(start.members);
  const groups = new Set(start.nested);
  // A set may grow while it is walked: each nested group is visited once, cycles included.
  for (const id of groups) {
    const group = model.groups.get(id);
    for (const member of group?.members ?? []) users.add(member);
    for (const nested of group?.nested ?? []) if (nested !== start.id) groups.add(nested);
  }
  return { users, groups };
}
