import * as z from 'zod/mini';

/** What a person should know before dialling a number. A file of its own, because pages load it without the numbering plans. */
export const dialCaution = z.object({
  /** The costliest category that the number belongs to. `unknown`: in no range that the plans know. */
  kind: z.enum(['premium', 'shared-cost', 'satellite', 'personal', 'unknown', 'foreign']),
  /** ISO 3166, where the number is a country's. */
  country: z.optional(z.string()),
});
export type DialCaution = z.infer<typeof dialCaution>;
