import type { DiallingProfile } from '#shared/phone/dialling-profile.ts';
import { err } from '#shared/result.ts';
import { type NumberReport, reportNumbers } from '../sources/number-report.ts';
import { createSourceReader } from '../sources/source-kind.ts';
import type { SourceSetup } from './source-setup.ts';

const MAX_CONTACTS = 2000;
const MAX_MS = 20_000;

/** What a dialling profile, the source's own when absent, makes of its phone fields. Reads Microsoft 365 and stores nothing. */
export async function tryNumbers(
  setup: SourceSetup,
  dialling: DiallingProfile | undefined,
): Promise<NumberReport> {
  const config = setup.config();
  if (!config) return err({ code: 'not_found', retryAfterSeconds: undefined });
  const reader = createSourceReader({ ...config, ...(dialling && { dialling }) }, setup.graph());
  return await reportNumbers(reader, { maxContacts: MAX_CONTACTS, maxMs: MAX_MS, now: () => Date.now() });
}
