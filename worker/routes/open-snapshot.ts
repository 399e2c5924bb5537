import { type AnswerSource, type OpenDirectory, openSnapshot } from '#shared/answers/answer-source.ts';
import { DirectoryUnreadable } from '#shared/directory/snapshot-blocks.ts';
import { companyMatchRule } from '#shared/source-config.ts';
import type { OpenSource } from '../access/open-sources.ts';
import type { AppDeps } from '../deps.ts';
import { RequestFailure } from '../http/problem.ts';

const RETRY_SECONDS = 30;

/** Reports a storage error as an outage of the directory: it must never look like "nobody found". */
export async function readDirectory<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const reason = cause instanceof DirectoryUnreadable ? cause.code : 'storage';
    throw new RequestFailure('directory_unavailable', { retryAfterSeconds: RETRY_SECONDS, reason, cause });
  }
}

/** One state of the directory, narrowed to the principal's sources. Throws `directory_empty` when none has been published. */
export async function openDirectory(deps: AppDeps, sources: readonly OpenSource[]): Promise<OpenDirectory> {
  const snapshot = await readDirectory(() => deps.reader.open());
  const published = sources.filter((source) => snapshot?.sources.has(source.id));
  if (!snapshot || published.length === 0) {
    throw new RequestFailure('directory_empty', { retryAfterSeconds: RETRY_SECONDS });
  }
  return openSnapshot(snapshot, published.map(toAnswerSource), deps.now());
}

export function toAnswerSource(source: OpenSource): AnswerSource {
  const { id, name, priority, view, country, dialling } = source;
  return { id, name, priority, view, country, dialling, companyMatch: companyMatchRule(source) };
}
