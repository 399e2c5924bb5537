import { err, ok, type Result } from '#shared/result.ts';
import type { GraphError } from '../graph/graph-error.ts';
import type { SourceConfig } from '../sources/source-config.ts';
import type { Caller } from './caller.ts';
import type { Device } from './device.ts';
import type { GroupMembership } from './group-membership.ts';

export type AccessFailure =
  | { readonly code: 'not_in_allowed_group'; readonly reason: 'no_groups' | 'other_groups' }
  | { readonly code: 'groups_unreadable'; readonly cause: GraphError }
  | { readonly code: 'key_not_allowed' };

/** The sources that a caller may see. None is a failure, so that nobody takes it for "nothing found". */
export async function openSources(
  caller: Caller | Device,
  sources: readonly SourceConfig[],
  membership: GroupMembership,
): Promise<Result<readonly SourceConfig[], AccessFailure>> {
  if (caller.kind === 'program') return ok(sources);
  if (caller.kind === 'device') {
    const open = sources.filter(({ id }) => caller.sources.includes(id));
    return open.length > 0 ? ok(open) : err({ code: 'key_not_allowed' });
  }
  const configured = [...new Set(sources.flatMap((source) => source.groups))].sort();
  const groups = await membership(caller, configured);
  if (!groups.ok) return groups;
  const open = sources.filter((source) => source.groups.some((group) => groups.value.has(group)));
  if (open.length > 0) return ok(open);
  return err({
    code: 'not_in_allowed_group',
    reason: groups.value.size === 0 ? 'no_groups' : 'other_groups',
  });
}
