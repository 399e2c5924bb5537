import type { Listed } from '../data/directory.ts';
import { Random } from '../random.ts';
import { CLASSES } from './classes.ts';
import type { Asked, Query } from './query.ts';
import type { RawDirectory } from './raw-directory.ts';
import type { Maker } from './recipe.ts';

/** Questions that people ask, in classes, with the right answers. */

export interface QueryClass {
  name: string;
  asked: Asked;
  /** True when every keystroke is measured, not only the whole query. */
  isTyped: boolean;
  queries: Query[];
}

export interface WarmUp {
  numbers: string[];
  texts: string[];
}

const NEGATIVES = 1 / 8;
const TRIES = 400;

/** The classes with `count` queries each (number classes more). Leaves out a class for which this directory has no questions. */
export function makeQueries(
  raw: RawDirectory,
  sample: readonly Listed[],
  names: readonly string[],
  count: number,
  seed: string,
): QueryClass[] {
  return names.flatMap((name) => {
    const recipe = CLASSES[name];
    if (!recipe) throw new RangeError(`no class of queries is called ${name}`);
    const random = new Random(`${seed}:queries:${name}`);
    const wanted = count * (recipe.times ?? 1);
    const negatives = Math.ceil(wanted * (recipe.negatives ?? NEGATIVES));
    // A question without an answer must not slip in among those with one.
    const withAnswer: Maker = (...from) => {
      const query = recipe.positive(...from);
      return query && (query.relevant.length > 0 || query.company !== undefined) ? query : undefined;
    };
    const positive = several(withAnswer, wanted - negatives, raw, sample, random);
    const negative = several(recipe.negative, negatives, raw, sample, random);
    if (positive.length < 3) return [];
    const queries = interleave(positive, negative);
    return [{ name, asked: recipe.asked, isTyped: recipe.isTyped ?? false, queries }];
  });
}

function several(
  make: Maker,
  count: number,
  raw: RawDirectory,
  sample: readonly Listed[],
  random: Random,
): Query[] {
  const queries = new Map<string, Query>();
  for (let tries = 0; queries.size < count && tries < count * TRIES; tries++) {
    const query = make(random.pick(sample), raw, random);
    if (query && !queries.has(query.text)) queries.set(query.text, query);
  }
  return [...queries.values()];
}

/** Mixes both evenly, so that the first queries represent the whole when time runs out. */
function interleave(positive: Query[], negative: Query[]): Query[] {
  const total = positive.length + negative.length;
  const placed = [
    ...positive.map((query, i) => ({ query, at: ((i + 0.5) / positive.length) * total })),
    ...negative.map((query, i) => ({ query, at: ((i + 0.5) / negative.length) * total })),
  ];
  return placed.sort((a, b) => a.at - b.at).map(({ query }) => query);
}
