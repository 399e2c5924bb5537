import * as z from 'zod/mini';
import { failure } from '#shared/failure.ts';

/** The state of the offline copy, for pages. */
export const offlineState = z.object({
  /**
   * `off`: the setting is off. `none`: no copy yet. `not-allowed`: the administrator lets no source be copied.
   * `too-large`: the copy would not fit, so nothing is kept. `ready`: the copy can answer when the worker does not.
   */
  phase: z.enum(['off', 'none', 'not-allowed', 'too-large', 'ready']),
  /** Present while blocks are fetched, in bytes. */
  progress: z.optional(z.object({ done: z.number(), total: z.number() })),
  /** Bytes of the copy; with `too-large`, the bytes that it would need. */
  bytes: z.number(),
  contacts: z.number(),
  /** Names of the sources. */
  sources: z.array(z.string()),
  /** When the worker last confirmed the person's right to the copy, in milliseconds since 1970. */
  confirmedAt: z.optional(z.number()),
  /** Why the last refresh failed. */
  failure: z.optional(failure),
});
export type OfflineState = z.infer<typeof offlineState>;
