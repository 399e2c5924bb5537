import type { FaultWorld } from './fault-world.ts';

/** One fault of the list, by its id there. `play` starts in a world without any import, and may leave trouble behind. */
export interface FaultCase {
  id: string;
  says: string;
  play: (world: FaultWorld) => Promise<void>;
}

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;

/** The delta feed of one source's mailbox. */
export function deltaOf(sourceId: string): { path: string } {
  return { path: `/users/${sourceId}@*/contacts/delta` };
}
