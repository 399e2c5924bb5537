import * as z from 'zod/mini';
import { isoDate } from './api.ts';
import { blockNameText } from './directory/head.ts';
import { diallingProfile } from './phone/dialling-profile.ts';
import { type CountryCode, isCountryCode } from './phone/normalise.ts';

/** The offline copy's part of the HTTP contract. Apart from api.ts, which pages read without the numbering plans of the world. */

/** Where a block of the offline copy is read. */
export const offlinePath = z.object({
  source: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
  hash: blockNameText,
});

export const offlineSource = z.object({
  id: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
  name: z.string(),
  priority: z.number(),
  country: z.custom<CountryCode>((value) => typeof value === 'string' && isCountryCode(value)),
  dialling: z.optional(diallingProfile),
  companyMatch: z.optional(
    z.object({ mode: z.enum(['companies', 'colleagues']), maxDigits: z.int().check(z.gte(1), z.lte(5)) }),
  ),
  /** Generation of the source, and the block of its manifest. */
  sequence: z.int().check(z.gte(1)),
  manifest: blockNameText,
  contacts: z.number(),
  asOf: isoDate,
  /** Everything that the generation consists of, the manifest first. Without bytes where an older worker has written a block. */
  blocks: z.array(z.object({ hash: blockNameText, bytes: z.optional(z.number()) })),
});
export type OfflineSource = z.infer<typeof offlineSource>;

/** What the caller may keep of the directory. A source that is not named here must not be kept any longer. */
export const offlineAnswer = z.object({ sources: z.array(offlineSource) });
export type OfflineAnswer = z.infer<typeof offlineAnswer>;
