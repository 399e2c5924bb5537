/**
 * Pure. How a folded word was written. Folding joins `ä`, `ae` and `a`, and `ß` and `ss`; its spelling tells them apart. Each
 * a, o, u and ss of the folded word has two bits, in their order, the first sixteen of them.
 */

/** Bits of a place: it has a special letter (ä, ß), and an e behind it. Neither: the plain letter, or ss. */
const PLAIN = 0;
const SPECIAL = 1;
const WITH_E = 2;

/** Stands for a form that nobody wrote but people type: a transliteration, a part of a word. No written word has these bits. */
export const OTHER_WRITING = 0xffffffff;

const PLACES = 16;

export interface Spelled {
  /** As `foldWords` gives it. */
  word: string;
  spelling: number;
}

/** `written`: as `writtenWords` gives it. */
export function readSpelling(written: string): Spelled {
  if (!/[AOUS]|[aou]e/.test(written)) return { word: written, spelling: 0 };
  const { word, places } = readPlaces(written);
  let spelling = 0;
  places.slice(0, PLACES).forEach(({ how }, place) => {
    spelling |= how << (2 * place);
  });
  return { word, spelling: spelling >>> 0 };
}

interface Place {
  how: number;
  isVowel: boolean;
}

function readPlaces(written: string): { word: string; places: Place[] } {
  const places: Place[] = [];
  let word = '';
  for (const [part = ''] of written.matchAll(/[aouAOU]e?|[sS]+|[^aouAOUsS]+/g)) {
    const [letter = ''] = part;
    if ('aouAOU'.includes(letter)) {
      const special = 'AOU'.includes(letter) ? SPECIAL : PLAIN;
      places.push({ how: special | (part.length > 1 ? WITH_E : PLAIN), isVowel: true });
      word += letter.toLowerCase();
    } else if (letter === 's' || letter === 'S') {
      const joined = part.replace(/S/g, 'SS');
      for (let at = 1; at < joined.length; at += 2)
        places.push({ how: joined.slice(at - 1, at + 1).includes('S') ? SPECIAL : PLAIN, isVowel: false });
      word += joined.toLowerCase();
    } else word += part;
  }
  return { word, places };
}

/** How a word that begins with the typed one, once both are folded, compares with it as written. */
export const LIKENESS = {
  /** It begins with the typed letters; accents that were not typed do not count. */
  literal: 0,
  /** It has ae where ä was typed, ss where ß was, or the reverse. */
  alike: 1,
  /** It has a where ä or ae was typed, or the reverse. */
  folded: 2,
} as const;
export type Likeness = (typeof LIKENESS)[keyof typeof LIKENESS];

/** Compares spellings with that of a typed word, by a few operations on all places at once. */
export class TypedSpelling {
  /** Bits that decide about literal likeness, and their values. */
  #decisive = 0;
  #expected = 0;
  /** Places where the other word must not have an e, and where it must have one or a special letter. */
  #withoutE = 0;
  #withEither = 0;
  /** The bit of the last place, when the typed word ends in a plain vowel: an e that follows is a further letter. */
  readonly #lastE: number;
  /** The place that a single s at the end would open, with another s behind it. */
  readonly #openS: number;

  /** `written`: as `writtenWords` gives it. */
  constructor(written: string) {
    const { places } = readPlaces(written);
    places.slice(0, PLACES).forEach(({ how, isVowel }, place) => {
      this.#add(how, isVowel, 2 * place);
    });
    const isOpen = /[aou]$/i.test(written) && places.length <= PLACES;
    this.#lastE = isOpen ? WITH_E << (2 * (places.length - 1)) : 0;
    this.#decisive &= ~this.#lastE;
    const hasOpenS = /(?:^|[^s])(?:ss)*s$/.test(written.replace(/S/g, 'ss')) && places.length < PLACES;
    this.#openS = hasOpenS ? SPECIAL << (2 * places.length) : 0;
  }

  #add(how: number, isVowel: boolean, shift: number): void {
    if (!isVowel) {
      this.#decisive |= SPECIAL << shift;
      this.#expected |= how << shift;
      return;
    }
    // An accent that was not typed does not count; an e does either way.
    this.#decisive |= (WITH_E | (how & SPECIAL)) << shift;
    this.#expected |= how << shift;
    if (how === PLAIN) this.#withoutE |= WITH_E << shift;
    else this.#withEither |= 1 << shift;
  }

  likenessOf(spelling: number): Likeness {
    if ((spelling & this.#decisive) === this.#expected) return LIKENESS.literal;
    const either = (spelling | (spelling >>> 1)) & this.#withEither;
    const hasUntypedE = (spelling & this.#withoutE & ~this.#lastE) !== 0;
    return either === this.#withEither && !hasUntypedE ? LIKENESS.alike : LIKENESS.folded;
  }

  /** Whether the word has an e behind the typed beginning, which folding has taken away. */
  hasFurtherE(spelling: number): boolean {
    return (spelling & this.#lastE) !== 0;
  }

  /** Whether the word may have ß where an s was typed last; true only if another s follows in its folded form. */
  mayHaveSharpS(spelling: number): boolean {
    return (spelling & this.#openS) !== 0;
  }
}
