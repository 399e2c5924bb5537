import * as z from 'zod/mini';
import { beginBase } from '#shared/directory/build-base.ts';
import { base } from '#shared/directory/manifest.ts';

/** The state of a build, stored so that it can be interrupted after any block and go on after an eviction. */
export const build = z.object({
  /** Counts every build that was ever begun. */
  number: z.number(),
  /** Sequence number of the generation that the build makes. */
  sequence: z.number(),
  asOf: z.number(),
  /** A base goes through numbers, names and manifest; an overlay is one step. */
  stage: z.enum(['numbers', 'names', 'manifest', 'overlay']),
  /** The last number key and the last sort key that are in a block. */
  afterKey: z.number(),
  afterSortKey: z.string(),
  base,
});
export type Build = z.infer<typeof build>;

export function beginBuild(options: Pick<Build, 'number' | 'sequence' | 'asOf' | 'stage'>): Build {
  return { ...beginBase(), ...options };
}
