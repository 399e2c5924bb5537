import type { Listed } from '../data/directory.ts';
import type { Random } from '../random.ts';
import type { Asked, Query } from './query.ts';
import type { RawDirectory } from './raw-directory.ts';

/** How a class makes a question from a contact, and a question without an answer. */

export type Maker = (listed: Listed, raw: RawDirectory, random: Random) => Query | undefined;

export interface Recipe {
  asked: Asked;
  isTyped?: boolean;
  /** Share of questions without an answer; one in eight when absent. */
  negatives?: number;
  /** A factor for numbers: they cost little, so more of them are asked. */
  times?: number;
  positive: Maker;
  negative: Maker;
}
