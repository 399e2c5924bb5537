import type { CompanyMatchRule } from '../directory/company-match.ts';
import type { RankedSource } from '../directory/found.ts';
import type { Snapshot } from '../directory/reader.ts';
import type { DiallingProfile } from '../phone/dialling-profile.ts';
import type { CountryCode } from '../phone/normalise.ts';

/** What every answer is made of: the sources that a principal may see. The worker and the offline copy answer alike. */

export interface AnswerSource extends RankedSource {
  name: string;
  /** Country in which numbers without international prefix were written. */
  country: CountryCode;
  dialling?: DiallingProfile | undefined;
  companyMatch: CompanyMatchRule | undefined;
}

/** One state of the directory, narrowed to the sources that the principal may see. */
export interface OpenDirectory<S extends AnswerSource = AnswerSource> {
  readonly snapshot: Snapshot;
  /** Only sources that have been published. */
  readonly sources: readonly S[];
  /** Age of the oldest data among the sources. */
  readonly ageSeconds: number;
}

export function openSnapshot<S extends AnswerSource>(
  snapshot: Snapshot,
  sources: readonly S[],
  nowMs: number,
): OpenDirectory<S> {
  const oldest = Math.min(...sources.map(({ id }) => snapshot.sources.get(id)?.asOf ?? 0));
  return { snapshot, sources, ageSeconds: ageSeconds(oldest, nowMs) };
}

export function ageSeconds(asOfMs: number, nowMs: number): number {
  return Math.max(0, Math.round((nowMs - asOfMs) / 1000));
}
