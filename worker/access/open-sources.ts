import type { FieldView, HideableField } from '#shared/directory/field-view.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { GraphError } from '../graph/graph-error.ts';
import type { SourceConfig } from '../sources/source-config.ts';
import type { Caller } from './caller.ts';
import type { GroupMembership } from './group-membership.ts';

export type AccessFailure =
  | { readonly code: 'not_in_allowed_group'; readonly reason: 'no_groups' | 'other_groups' }
  | { readonly code: 'groups_unreadable'; readonly cause: GraphError };

/** A source that a caller may see, and what of its contacts they are not shown. */
export type OpenSource = SourceConfig & { readonly view: FieldView | undefined };

/** The sources that a caller may see. None is a failure, so that nobody takes it for "nothing found". */
export async function openSources(
  caller: Caller,
  sources: readonly SourceConfig[],
  membership: GroupMembership,
): Promise<Result<readonly OpenSource[], AccessFailure>> {
  // A program is in no group: whoever stands before a desk phone is not known.
  if (caller.kind === 'program') return ok(sources.map((source) => openTo(source, new Set())));
  const groups = await membership(caller, groupsOf(sources));
  if (!groups.ok) return groups;
  const open = sources.filter((source) => source.groups.some((group) => groups.value.has(group)));
  if (open.length > 0) return ok(open.map((source) => openTo(source, groups.value)));
  return err({
    code: 'not_in_allowed_group',
    reason: groups.value.size === 0 ? 'no_groups' : 'other_groups',
  });
}

/** Every group that decides who sees a source, or a field of one; each once. */
export function groupsOf(sources: readonly SourceConfig[]): string[] {
  const all = sources.flatMap(({ groups, fields = [] }) => [
    ...groups,
    ...fields.flatMap((rule) => rule.groups),
  ]);
  return [...new Set(all)].sort();
}

/** The source as members of these groups see it. */
export function openTo(source: SourceConfig, groups: ReadonlySet<string>): OpenSource {
  const closed = (source.fields ?? []).filter((rule) => !rule.groups.some((group) => groups.has(group)));
  const hidden = new Set<HideableField>(closed.flatMap(({ fields }) => fields));
  const identifying = new Set<HideableField>(
    closed.filter(({ identify }) => identify).flatMap(({ fields }) => fields),
  );
  return { ...source, view: hidden.size > 0 ? { hidden, identifying } : undefined };
}
