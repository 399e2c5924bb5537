import type { DiallingProfile } from '#shared/phone/dialling-profile.ts';
import { err } from '#shared/result.ts';
import { type NumberReport, reportNumbers } from '../sources/number-report.ts';
import { createSourceReader } from '../sources/source-kind.ts';
import type { SourceSetup } from './source-setup.ts';

const MAX_CONTACTS = 2000;
const MAX_MS = 20_000;

/** How a dialling profile, by default the source's own, reads the source's phone fields. Asks Microsoft 365, stores nothing. */
export async function tryNumbers(
  setup: SourceSetup,
  dialling: DiallingProfile | undefined,
): Promise<NumberReport> {
  const config = setup.config();
  if (!config) return err({ code: 'not_found', retryAfterSeconds: undefined });
  const reader = createSourceReader({ ...config, ...(dialling && { dialling }) }, setup.graph());
  return await reportNumbers(reader, { maxContacts: MAX_CONTACTS, maxMs: MAX_MS, now: () => Date.now() });
}
