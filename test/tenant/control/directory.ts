/** Lists users and groups, and changes who is a member. */
import { z } from 'zod';
import { findUser, type TenantGroup, type TenantUser } from '../model.ts';
import { badRequest, notFound } from './failure.ts';
import type { TenantParts } from './tenant-parts.ts';

export function listUsers(parts: TenantParts): unknown {
  const users = [...parts.model.users.values()].map((user) => {
    const { id, userPrincipalName, displayName, mail, accountEnabled, userType, mailbox } = user;
    return {
      id,
      userPrincipalName,
      displayName,
      mail,
      accountEnabled,
      userType,
      mailbox,
      hasPhoto: user.photo !== null,
      delegates: namesOf(parts, user.delegates),
    };
  });
  return { users };
}

export function listGroups(parts: TenantParts): unknown {
  const groups = [...parts.model.groups.values()].map(({ members, nested, owners, ...group }) => ({
    ...group,
    members: namesOf(parts, members),
    nested: [...nested],
    owners: namesOf(parts, owners),
  }));
  return { groups };
}

const memberSchema = z.strictObject({ user: z.string().min(1) });

export function addMember(parts: TenantParts, groupKey: string, body: unknown): void {
  const group = findGroup(parts, groupKey);
  const input = memberSchema.safeParse(body).data;
  if (!input) throw badRequest('Send {"user": "<address or object id>"}.');
  group.members.add(requireUser(parts, input.user).id);
}

export function removeMember(parts: TenantParts, groupKey: string, userKey: string): void {
  const group = findGroup(parts, groupKey);
  const user = requireUser(parts, userKey);
  if (!group.members.delete(user.id)) throw notFound(`member of ${group.displayName}`, userKey);
}

export function requireUser(parts: TenantParts, key: string): TenantUser {
  const user = findUser(parts.model, key);
  if (!user) throw notFound('user', key);
  return user;
}

function findGroup(parts: TenantParts, key: string): TenantGroup {
  const direct = parts.model.groups.get(key);
  if (direct) return direct;
  const wanted = key.toLowerCase();
  for (const group of parts.model.groups.values())
    if (group.displayName.toLowerCase() === wanted) return group;
  throw notFound('group', key);
}

function namesOf(parts: TenantParts, ids: Set<string>): string[] {
  return [...ids].map((id) => parts.model.users.get(id)?.userPrincipalName ?? id);
}
