/**
 * Pure. Names of other languages as a German who hears them writes them: `Przybylski` as pschibilski, `Čapek` as tschapek,
 * `Chekhov` as tschechow. The letters of a word tell its language; a word without any that does has no such form.
 */

interface Ear {
  /** Letters that only words of the language have. */
  isOf: RegExp;
  /** Letters and how they sound, longest first. `-` in front: only at the end of a word; behind: only at its beginning. */
  sounds: readonly (readonly [string, string])[];
}

const POLISH: Ear = {
  isOf: /^(?!.*[áéíőűöü]).*(?:[ąęłńśźż]|[bcdgjkptwv]rz|rz[eyąęi].*(?:sk[iay]|wicz|cz?yk|ek|ak)$|sz(?!e?$)|cz|cie[cjk]|jci|dzi)/u,
  sounds: pairs(`szcz-schtsch śc-schtsch dzi-dschi dź-dsch dż-dsch sz-sch cz-tsch rz-sch ch-ch ci-tschi ck-tzk
    si-schi zi-schi ć-tsch ś-sch ź-sch ż-sch ą-on ę-en ó-u y-i c-z v-w ł-l ń-n`),
};

const WEST_AND_SOUTH_SLAVIC: Ear = {
  isOf: /[čšžřěůďťňľĺŕđýć]|(?:[eoaiu]v|[bdfgjkllmnprstz])ic$/u,
  sounds:
    pairs(`dž-dsch ch-ch dj-dj č-tsch ć-tsch š-sch ž-sch ř-rsch đ-dsch ě-e ů-u ú-u ď-d ť-t ň-n ľ-l ĺ-l ŕ-r
    ý-i y-i á-a é-e í-i ó-o ^cv-zw ic$-itsch cevic$-tschewitsch cevi-tschewi c-z v-w`),
};

const EAST_SLAVIC: Ear = {
  isOf: /shch|^zh|zh[aeiou]|[aeiou]zh|kh[aeiou]|[aeiou]kh|(?:sh|ch|ts|^y[aeou]).*(?:[oe]va?|ina?|enko|chuk|sk(?:y|iy|ij|ii|aya|aja|i))$|^y[aeu][^s]|^ch[aeiou]\w*[aeou]va?$|[oe]vich$/u,
  sounds:
    pairs(`shchev$-schtschow chev$-tschow shch-schtsch tch-tsch ch-tsch sh-sch zh-sch kh-ch ts-z ya-ja yu-ju ye-je yo-jo
    skaya$-skaja skiy$-ski skij$-ski sky$-ski iy$-i y$-i y-j v-w z-s`),
};

const HUNGARIAN: Ear = {
  isOf: /[őű]|gy$|gy[aeiouöüóőáé]|zs|[aeiouáéíóöőúüű]cs|^cs|^sz(?!cz|y)|[aeiouáéíóöőúüű]sz[aeiouáéíóöőúüű]/u,
  sounds: pairs('sz-s zs-sch cs-tsch gy-dj ny-nj ly-j ty-tj cz-z c-z s-sch v-w á-a é-e í-i ó-o ő-ö ú-u ű-ü'),
};

const TURKISH: Ear = {
  isOf: /[şğıșț]|^ç/u,
  sounds: pairs('ş-sch ș-sch ț-z ç-tsch c-dsch ğ- ı-i y-j v-w z-s'),
};

const EARS = [POLISH, WEST_AND_SOUTH_SLAVIC, EAST_SLAVIC, HUNGARIAN, TURKISH].map(({ isOf, sounds }) => ({
  isOf,
  sounds: new Map(sounds.map(([letters, sound]) => [letters.replace(/[$^]/g, ''), sound])),
  letters: new RegExp(sounds.map(([letters]) => letters).join('|'), 'gu'),
}));

/** Words that a German wrote already; and words that are too long or too short to tell. */
const NO_FOREIGN_WORD = /sch|^.{0,2}$|^.{33}/u;

/** Two other letters make a short word unlike. */
const SHORT = 6;

/** `word`: lower case, with its accents. Forms with other letters in the places of single ones are near spellings anyway. */
export function heardForms(word: string): string[] {
  if (NO_FOREIGN_WORD.test(word)) return [];
  const composed = word.normalize('NFC');
  const forms = EARS.filter(({ isOf }) => isOf.test(composed)).map(({ letters, sounds }) =>
    composed.replace(letters, (found) => sounds.get(found) ?? found),
  );
  const isFar = (form: string) => form.length !== composed.length || form.length < SHORT;
  return [...new Set(forms)].filter((form) => form !== composed && isFar(form));
}

function pairs(text: string): (readonly [string, string])[] {
  return text.split(/\s+/u).map((pair) => {
    const at = pair.indexOf('-');
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
}
