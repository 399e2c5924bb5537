import { err, ok, type Result } from '#shared/result.ts';
import type { GraphError } from '../graph/graph-error.ts';
import type { SourceConfig } from '../sources/source-config.ts';
import type { Caller } from './caller.ts';
import type { Device } from './device.ts';
import type { GroupMembership, GroupsRead } from './group-membership.ts';

export type AccessFailure =
  | {
      readonly code: 'not_in_allowed_group';
      /** `account_unknown`: a source is for every member, and the token does not tell members from guests. */
      readonly reason: 'no_groups' | 'other_groups' | 'account_unknown';
    }
  | { readonly code: 'groups_unreadable'; readonly cause: GraphError }
  | { readonly code: 'key_not_allowed' };

export interface OpenSources {
  readonly sources: readonly SourceConfig[];
  /** Absent for programs. */
  readonly groupsRead?: GroupsRead;
}

/** The sources that a caller may see. None is a failure, so that nobody takes it for "nothing found". */
export async function openSources(
  caller: Caller | Device,
  sources: readonly SourceConfig[],
  membership: GroupMembership,
): Promise<Result<OpenSources, AccessFailure>> {
  if (caller.kind === 'program') return ok({ sources });
  if (caller.kind === 'device') {
    const open = sources.filter(({ id }) => caller.sources.includes(id));
    return open.length > 0 ? ok({ sources: open }) : err({ code: 'key_not_allowed' });
  }
  const read = await membership(caller, groupsOf(sources));
  if (!read.ok) return read;
  const { groups, read: groupsRead } = read.value;
  const open = sources.filter((source) => {
    if (source.groups === 'everyone-and-guests') return true;
    if (source.groups === 'everyone') return caller.account === 'member';
    return source.groups.some((group) => groups.has(group));
  });
  if (open.length > 0) return ok({ sources: open, groupsRead });
  const isForMembers = sources.some((source) => source.groups === 'everyone');
  if (isForMembers && caller.account === 'unknown')
    return err({ code: 'not_in_allowed_group', reason: 'account_unknown' });
  return err({ code: 'not_in_allowed_group', reason: groups.size === 0 ? 'no_groups' : 'other_groups' });
}

/** Every group that a source is given to, once. */
export function groupsOf(sources: readonly SourceConfig[]): string[] {
  const listed = sources.flatMap(({ groups }) => (typeof groups === 'string' ? [] : groups));
  return [...new Set(listed)].sort();
}
