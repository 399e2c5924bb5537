import type { FieldView, HideableField } from '#shared/directory/field-view.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { SourceConfig } from '#shared/source-config.ts';
import type { GraphError } from '../graph/graph-error.ts';
import type { Device } from './device.ts';
import type { GroupMembership, GroupsRead } from './group-membership.ts';
import type { Principal } from './principal.ts';

export type AccessFailure =
  | {
      readonly code: 'not_in_allowed_group';
      /** `account_unknown`: a source is for every member, and the token does not tell members from guests. */
      readonly reason: 'no_groups' | 'other_groups' | 'account_unknown';
    }
  | { readonly code: 'groups_unreadable'; readonly cause: GraphError }
  | { readonly code: 'key_not_allowed' };

export interface OpenSources {
  readonly sources: readonly OpenSource[];
  /** Absent for programs and devices. */
  readonly groupsRead?: GroupsRead;
}

/** A source that a principal may see, with the fields of its contacts that are hidden from the principal. */
export type OpenSource = SourceConfig & { readonly view: FieldView | undefined };

const NO_GROUPS: ReadonlySet<string> = new Set();

/** The sources that a principal may see. No source is a failure, so that it never looks like "nobody found". */
export async function openSources(
  principal: Principal | Device,
  sources: readonly SourceConfig[],
  membership: GroupMembership,
): Promise<Result<OpenSources, AccessFailure>> {
  // Programs and devices are in no group: the person in front of a desk phone is unknown.
  if (principal.kind === 'program')
    return ok({ sources: sources.map((source) => openTo(source, NO_GROUPS)) });
  if (principal.kind === 'device') {
    const open = sources.filter(({ id }) => principal.sources.includes(id));
    if (open.length === 0) return err({ code: 'key_not_allowed' });
    return ok({ sources: open.map((source) => openTo(source, NO_GROUPS)) });
  }
  const read = await membership(principal, groupsOf(sources));
  if (!read.ok) return read;
  const { groups, read: groupsRead } = read.value;
  const open = sources.filter((source) => {
    if (source.groups === 'everyone-and-guests') return true;
    if (source.groups === 'everyone') return principal.account === 'member';
    return source.groups.some((group) => groups.has(group));
  });
  if (open.length > 0) return ok({ sources: open.map((source) => openTo(source, groups)), groupsRead });
  const isForMembers = sources.some((source) => source.groups === 'everyone');
  if (isForMembers && principal.account === 'unknown')
    return err({ code: 'not_in_allowed_group', reason: 'account_unknown' });
  return err({ code: 'not_in_allowed_group', reason: groups.size === 0 ? 'no_groups' : 'other_groups' });
}

/** Every group that opens a source, or a field of one; each once. */
export function groupsOf(sources: readonly SourceConfig[]): string[] {
  const all = sources.flatMap(({ groups, fields = [] }) => [
    ...(typeof groups === 'string' ? [] : groups),
    ...fields.flatMap((rule) => rule.groups),
  ]);
  return [...new Set(all)].sort();
}

/** The source as a member of these groups sees it. */
export function openTo(source: SourceConfig, groups: ReadonlySet<string>): OpenSource {
  const closed = (source.fields ?? []).filter((rule) => !rule.groups.some((group) => groups.has(group)));
  const hidden = new Set<HideableField>(closed.flatMap(({ fields }) => fields));
  const identifying = new Set<HideableField>(
    closed.filter(({ identify }) => identify).flatMap(({ fields }) => fields),
  );
  return { ...source, view: hidden.size > 0 ? { hidden, identifying } : undefined };
}
