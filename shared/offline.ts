import * as z from 'zod/mini';
import { isoDate } from './api.ts';
import { blockNameText } from './directory/head.ts';
import { diallingProfile } from './phone/dialling-profile.ts';
import { type CountryCode, isCountryCode } from './phone/normalise.ts';

/** The offline copy's part of the HTTP contract. Apart from api.ts, so that pages load that file without the world's numbering plans. */

/** Names a block of the offline copy. */
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
  /** All blocks of the generation, the manifest first. `bytes` is absent for blocks that an older worker wrote. */
  blocks: z.array(z.object({ hash: blockNameText, bytes: z.optional(z.number()) })),
});
export type OfflineSource = z.infer<typeof offlineSource>;

/** The sources that the principal may keep offline. Copies of all other sources must be deleted. */
export const offlineAnswer = z.object({ sources: z.array(offlineSource) });
export type OfflineAnswer = z.infer<typeof offlineAnswer>;
