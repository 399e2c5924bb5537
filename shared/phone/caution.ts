import * as z from 'zod/mini';

/** What a person should know before a number is called. Its own file, because pages read it and do without the numbering plans. */
export const callCaution = z.object({
  /** The dearest thing that is true of the number. `unknown`: in no range that the plans know. */
  kind: z.enum(['premium', 'shared-cost', 'satellite', 'personal', 'unknown', 'foreign']),
  /** ISO 3166, where the number is a country's. */
  country: z.optional(z.string()),
});
export type CallCaution = z.infer<typeof callCaution>;
