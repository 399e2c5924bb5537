import { RULES_BY_LETTER, type Rule } from './double-metaphone-rules.ts';

const MAX_CODE_CHARACTERS = 4;

/** Longer text is cut: names are short, and the cap bounds the work on hostile input. */
const MAX_CHARACTERS = 256;

/** W, K and CZ (therefore also WITZ and WICZ) are how Philips tells a Slavic or Germanic spelling from the others. */
const SLAVO_GERMANIC = /[WK]|CZ/;

const SLAVO_GERMANIC_RULES = rulesFor('slavo-germanic');
const OTHER_RULES = rulesFor('other');

/**
 * Pure. Double Metaphone (Lawrence Philips 2000), in the convention of commons-codec: four characters at most.
 *
 * Returns the primary and the alternate code of a word in Latin letters: equal when it has one reading only, empty when
 * no letter sounds. Case does not matter. Blanks, hyphens and accented letters other than Ç and Ñ are silent but separate
 * their neighbours: fold accents first where `Ö` is to sound like `O`.
 */
export function doubleMetaphone(word: string): readonly [string, string] {
  const text = word.slice(0, MAX_CHARACTERS).trim().normalize('NFC').toUpperCase();
  const rules = SLAVO_GERMANIC.test(text) ? SLAVO_GERMANIC_RULES : OTHER_RULES;
  let primary = '';
  let alternate = '';
  let at = 0;
  while (
    at < text.length &&
    (primary.length < MAX_CODE_CHARACTERS || alternate.length < MAX_CODE_CHARACTERS)
  ) {
    const rule = firstFitting(rules.get(text.charCodeAt(at)), text, at);
    primary += rule?.primary ?? '';
    alternate += rule?.alternate ?? '';
    at = rule?.pattern.lastIndex ?? at + 1;
  }
  return [primary.slice(0, MAX_CODE_CHARACTERS), alternate.slice(0, MAX_CODE_CHARACTERS)];
}

/** The `lastIndex` of the rule's pattern then stands behind the consumed letters. */
function firstFitting(rules: readonly Rule[] | undefined, text: string, at: number): Rule | undefined {
  if (rules === undefined) return undefined;
  for (const rule of rules) {
    rule.pattern.lastIndex = at;
    if (rule.pattern.test(text)) return rule;
  }
  return undefined;
}

function rulesFor(spelling: Rule['spelling']): ReadonlyMap<number, readonly Rule[]> {
  return new Map(
    Object.entries(RULES_BY_LETTER).map(([letter, rules]) => [
      letter.charCodeAt(0),
      rules.filter((rule) => rule.spelling === 'any' || rule.spelling === spelling),
    ]),
  );
}
