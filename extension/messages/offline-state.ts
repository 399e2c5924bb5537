import * as z from 'zod/mini';
import { failure } from '#shared/failure.ts';

/** How the offline copy stands, for pages. */
export const offlineState = z.object({
  /**
   * `off`: the setting is. `none`: nothing is here yet. `not-allowed`: no source may be copied, the administrator says.
   * `too-large`: it would not fit; nothing of it is kept. `ready`: it answers, when the worker does not.
   */
  phase: z.enum(['off', 'none', 'not-allowed', 'too-large', 'ready']),
  /** Bytes, while blocks are fetched. */
  progress: z.optional(z.object({ done: z.number(), total: z.number() })),
  /** Bytes of the copy; with `too-large`, of what it would be. */
  bytes: z.number(),
  contacts: z.number(),
  /** Names of the sources. */
  sources: z.array(z.string()),
  /** When the worker last confirmed that the person may have it; milliseconds since 1970. */
  confirmedAt: z.optional(z.number()),
  /** Why the last refresh did not end well. */
  failure: z.optional(failure),
});
export type OfflineState = z.infer<typeof offlineState>;
