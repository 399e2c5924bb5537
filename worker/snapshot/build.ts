import * as z from 'zod/mini';
import { beginBase } from '#shared/directory/build-base.ts';
import { base } from '#shared/directory/manifest.ts';

/** Where the building of a base stands, so that it can be cut at any block and go on after an eviction. */
export const build = z.object({
  /** Number of the build, among all that were ever begun. */
  number: z.number(),
  /** Of the generation that will come of it. */
  sequence: z.number(),
  asOf: z.number(),
  /** A base goes through numbers, names and manifest; an overlay is one step. */
  stage: z.enum(['numbers', 'names', 'manifest', 'overlay']),
  /** Last key, and last place in the phone book, that are in a block. */
  afterKey: z.number(),
  afterSortKey: z.string(),
  base,
});
export type Build = z.infer<typeof build>;

export function beginBuild(options: Pick<Build, 'number' | 'sequence' | 'asOf' | 'stage'>): Build {
  return { ...beginBase(), ...options };
}
