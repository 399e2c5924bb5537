import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findCandidates } from '#shared/phone/candidates.ts';
import { readNumbers, unfinishedDigits } from '#shared/phone/normalise.ts';
import { readings } from '#shared/phone/readings.ts';
import { REPEATED } from '../../gold/repeated.ts';

/**
 * These tests count work instead of time: every character that is read, and every pattern that runs, with the length of its
 * text. `test`, `replace`, `split` and `match` all go through `exec`.
 */

const work = { characters: 0, patterns: 0, patternCharacters: 0, longest: 0 };
const sources = new Set<string>();

const { exec } = RegExp.prototype;
const { charCodeAt } = String.prototype;

beforeAll(() => {
  RegExp.prototype.exec = function (text) {
    work.patterns++;
    work.patternCharacters += text.length;
    work.longest = Math.max(work.longest, text.length);
    sources.add(this.source);
    return exec.call(this, text);
  };
  String.prototype.charCodeAt = function (at) {
    work.characters++;
    return charCodeAt.call(this, at);
  };
});
afterAll(() => {
  RegExp.prototype.exec = exec;
  String.prototype.charCodeAt = charCodeAt;
});
beforeEach(() => {
  Object.assign(work, { characters: 0, patterns: 0, patternCharacters: 0, longest: 0 });
});

function workOf(act: () => void): typeof work {
  const before = { ...work };
  act();
  return {
    characters: work.characters - before.characters,
    patterns: work.patterns - before.patterns,
    patternCharacters: work.patternCharacters - before.patternCharacters,
    longest: work.longest,
  };
}

describe('the finder', () => {
  it.each(REPEATED)('does twice the work for twice as many %j', (unit) => {
    const text = unit.repeat(Math.ceil(4000 / unit.length));
    const once = workOf(() => findCandidates(text));
    const twice = workOf(() => findCandidates(text + text));
    expect(twice.characters).toBeLessThanOrEqual(2.1 * once.characters + 200);
    expect(twice.patternCharacters).toBeLessThanOrEqual(2.1 * once.patternCharacters + 2000);
  });

  it.each(REPEATED)('reads each character of many %j a bounded number of times', (unit) => {
    const text = unit.repeat(Math.ceil(8000 / unit.length));
    const { characters, patterns } = workOf(() => findCandidates(text));
    expect(characters).toBeLessThanOrEqual(100 * text.length);
    expect(patterns).toBeLessThanOrEqual(60 * text.length);
  });

  it('runs no pattern on more than a few dozen characters', () => {
    const { longest } = workOf(() => {
      for (const unit of REPEATED) findCandidates(unit.repeat(2000));
    });
    expect(longest).toBeLessThanOrEqual(48);
  });
});

describe('the number reader', () => {
  it.each(REPEATED)('runs its patterns on no more than a field of %j', (unit) => {
    const place = { country: 'DE', area: '30', main: '23125', outside: '0' } as const;
    const field = unit.repeat(250).slice(0, 250);
    const { longest, patterns } = workOf(() => {
      readNumbers(unit.repeat(5000), 'DE');
      readings(field, place);
      unfinishedDigits(field, 'DE');
    });
    // `№` expands to two characters before the field is cut again.
    expect(longest).toBeLessThanOrEqual(500);
    // At most 64 texts of a field are read, whatever its signs.
    expect(patterns).toBeLessThanOrEqual(60_000);
  });
});

describe('every pattern that was run', () => {
  it('has no endless repetition inside another', () => {
    const nested = [...sources].filter((source) => hasNestedRepetition(source));
    expect(sources.size).toBeGreaterThan(60);
    // libphonenumber's is harmless: separators, then a digit, which is no separator, so it matches a text in one way only.
    expect(nested.map((source) => source.slice(0, 9))).toEqual(['^[0-9０-９٠']);
  });

  it('would be caught if it had one', () => {
    for (const source of ['(a+)+', '(?:a*b?)*', '(?:x(?:\\d+|y))*z', '(?:[a-z]+ ?){2,}'])
      expect(hasNestedRepetition(source), source).toBe(true);
    for (const source of ['(a+)?', '(?:a{1,3})*', '[a+*]+(b)*', '(?:\\d+\\+){1,2}', '(?<!a+)b*'])
      expect(hasNestedRepetition(source), source).toBe(false);
  });
});

/** Only such a pattern takes exponential time: `(a+)+`. All others are polynomial, and the tests above bound their texts. */
function hasNestedRepetition(source: string): boolean {
  const plain = source.replace(/\\[pP]\{[^}]*\}|\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  const endless = /^(?:[*+]|\{\d+,\})/;
  const groups = [false];
  for (let at = 0; at < plain.length; at++) {
    const rest = plain.slice(at + 1);
    if (plain[at] === '(') groups.push(false);
    else if (plain[at] === ')') {
      const inner = groups.pop() ?? false;
      if (inner && endless.test(rest)) return true;
      if (inner || endless.test(rest)) groups[groups.length - 1] = true;
    } else if (endless.test(rest)) groups[groups.length - 1] = true;
  }
  return false;
}
