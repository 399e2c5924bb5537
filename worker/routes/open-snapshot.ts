import type { Hit } from '#shared/api.ts';
import type { CompanyMatchRule } from '#shared/directory/company-match.ts';
import {
  DirectoryUnreadable,
  type FoundContact,
  type RankedSource,
  type Snapshot,
} from '#shared/directory/reader.ts';
import type { OpenSource } from '../access/open-sources.ts';
import type { AppDeps } from '../deps.ts';
import { RequestFailure } from '../problem.ts';
import { companyMatchRule, type SourceConfig } from '../sources/source-config.ts';
import { mergePersons } from './merge-persons.ts';

const RETRY_SECONDS = 30;

/** Storage trouble is an outage of the directory: it must never look like "nobody found". */
export async function readDirectory<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const reason = cause instanceof DirectoryUnreadable ? cause.code : 'storage';
    throw new RequestFailure('directory_unavailable', { retryAfterSeconds: RETRY_SECONDS, reason, cause });
  }
}

export interface OpenDirectory {
  readonly snapshot: Snapshot;
  /** The caller's sources that have been published. */
  readonly ranked: readonly (RankedSource & { companyMatch: CompanyMatchRule | undefined })[];
  /** Of the oldest data that is asked. */
  readonly ageSeconds: number;
}

/** One state of the directory, narrowed to the caller's sources. Throws `directory_empty` when none has been published. */
export async function openDirectory(deps: AppDeps, sources: readonly OpenSource[]): Promise<OpenDirectory> {
  const snapshot = await readDirectory(() => deps.reader.open());
  const published = sources.filter((source) => snapshot?.sources.has(source.id));
  if (!snapshot || published.length === 0) {
    throw new RequestFailure('directory_empty', { retryAfterSeconds: RETRY_SECONDS });
  }
  const oldest = Math.min(...published.map((source) => snapshot.sources.get(source.id)?.asOf ?? 0));
  return {
    snapshot,
    ranked: published.map((source) => ({
      id: source.id,
      priority: source.priority,
      view: source.view,
      companyMatch: companyMatchRule(source),
    })),
    ageSeconds: ageSeconds(oldest, deps.now()),
  };
}

export function ageSeconds(asOfMs: number, nowMs: number): number {
  return Math.max(0, Math.round((nowMs - asOfMs) / 1000));
}

/** What was found as it is shown: every person once. */
export function toHits<T extends FoundContact>(
  found: readonly T[],
  sources: readonly SourceConfig[],
): (Omit<T, keyof FoundContact> & Hit)[] {
  const hits = found.map(({ sourceId, contact, asOf, ...rest }) => ({
    ...rest,
    ...toHit({ sourceId, contact, asOf }, sources),
  }));
  return mergePersons(hits, new Map(sources.map(({ id, priority }) => [id, priority])));
}

export function toHit(found: FoundContact, sources: readonly SourceConfig[]): Hit {
  const name = sources.find((source) => source.id === found.sourceId)?.name ?? found.sourceId;
  return {
    contact: found.contact,
    source: { id: found.sourceId, name },
    asOf: new Date(found.asOf).toISOString(),
  };
}
