import type { Chunk } from './chunks.ts';
import { costOfJoint, costOfRest } from './cut-costs.ts';
import {
  beginsNumber,
  type CutNumber,
  createNumbers,
  endingAfter,
  hasEnding,
  type ReadOptions,
} from './cut-numbers.ts';
import { otherThings } from './other-things.ts';
import { WEIGHTS } from './weights.ts';

/**
 * Where the numbers in a chunk begin and end. Every way to cut it into numbers and other digits has a cost; the plan, the
 * separators and the neighbours set it. The cheapest cut wins, unless another with other numbers is nearly as cheap.
 */

export interface Cut {
  cost: number;
  numbers: readonly CutNumber[];
}

export interface CutOptions extends ReadOptions {
  /** Cost of reading nothing. */
  nothing: number;
}

/** The cheapest cut, and the cheapest among those with other numbers. */
export function cutsOf(text: string, chunk: Chunk, options: CutOptions): [Cut, Cut | undefined] {
  const { groups } = chunk;
  const nothing: Cut = { cost: options.nothing, numbers: [] };
  if (options.isStrict && !groups.some((_, at) => beginsNumber(groups.slice(at, at + 4))))
    return [nothing, undefined];
  otherThings(text, chunk);
  const numbers = createNumbers(text, chunk, options);
  const whole = numbers.between(0, groups.length);
  // Most fields hold one number, and nothing else could be meant.
  if (
    whole &&
    whole.cost < WEIGHTS.near &&
    groups.every(({ not }) => not === undefined) &&
    !hasEnding(groups)
  )
    return [{ cost: whole.cost, numbers: [whole.number] }, undefined];

  /** The best ways to cut the groups before each position. */
  const best: Way[][] = groups.map(() => []);
  best.unshift([{ cost: 0, numbers: [], endsInNumber: false }]);
  for (const [from, next] of groups.entries()) {
    // Digits that go on behind it are a number of their own.
    const isEnd = /^$|[/,]/.test(groups[from + 1]?.gap ?? '');
    for (const way of best[from] ?? []) {
      const ending = isEnd && way.endsInNumber ? endingAfter(way.numbers.at(-1), next) : undefined;
      if (ending) keep(best[from + 1], withNumber(way, ending, WEIGHTS.ending));
      for (let to = from + 1; to <= groups.length; to++) {
        if (way.endsInNumber || from === 0)
          keep(best[to], { ...way, cost: way.cost + costOfRest(groups, from, to, way), endsInNumber: false });
        const found = numbers.between(from, to);
        if (found)
          keep(
            best[to],
            withNumber(way, found.number, found.cost + costOfJoint(groups, from, way, found.number)),
          );
      }
    }
  }
  const ways = (best[groups.length] ?? []).filter((way) => way.numbers.length > 0);
  const [first = nothing, second] = [...ways, nothing].sort((one, other) => one.cost - other.cost);
  return [first, second];
}

interface Way extends Cut {
  endsInNumber: boolean;
}

const MAX_WAYS = 4;

function withNumber(way: Way, number: CutNumber, cost: number): Way {
  return { cost: way.cost + cost, numbers: [...way.numbers, number], endsInNumber: true };
}

/** Keeps the cheapest ways, one for each set of numbers. */
function keep(ways: Way[] | undefined, added: Way): void {
  if (!ways) return;
  const known = ways.findIndex((way) => way.endsInNumber === added.endsInNumber && isSame(way, added));
  const worse = known < 0 ? undefined : ways[known];
  if (worse && worse.cost <= added.cost) return;
  if (worse) ways.splice(known, 1);
  ways.push(added);
  ways.sort((one, other) => one.cost - other.cost);
  ways.length = Math.min(ways.length, MAX_WAYS);
}

function isSame(one: Cut, other: Cut): boolean {
  return (
    one.numbers.length === other.numbers.length &&
    one.numbers.every(({ reading: { number } }, index) => {
      const same = other.numbers[index]?.reading.number;
      return number.e164 === same?.e164 && number.extension === same.extension;
    })
  );
}
