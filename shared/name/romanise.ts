/**
 * Pure. Cyrillic and Greek words in Latin letters, in the ways that people here meet them. For Cyrillic: German (Duden),
 * English (BGN/PCGN), passports (ICAO Doc 9303) and ISO 9 without its accents. For Greek: passports (ELOT 743), and by sound.
 */

type Letters = Readonly<Record<string, string>>;

/** Letters of every language in the four ways, in this order; one entry where all agree. */
const CYRILLIC = `а:a б:b в:w,v,v,v г:g д:d е:e ё:jo,yo,e,e ж:sch,zh,zh,z з:s,z,z,z и:i й:i,y,i,j к:k л:l м:m н:n о:o п:p р:r с:s
  т:t у:u ф:f х:ch,kh,kh,h ц:z,ts,ts,c ч:tsch,ch,ch,c ш:sch,sh,sh,s щ:schtsch,shch,shch,s ъ:,,ie, ы:y ь: э:e ю:ju,yu,iu,u я:ja,ya,ia,a`;
const UKRAINIAN = 'г:h и:y і:i ї:ji,yi,i,i є:je,ye,ie,e ґ:g';
const SOUTH_SLAVIC = `ј:j љ:lj њ:nj ћ:tsch,c,c,c ђ:dsch,dj,dj,d џ:dsch,dz,dz,d ж:sch,z,z,z х:h ц:z,c,c,c ч:tsch,c,c,c ш:sch,s,s,s
  ѓ:gj ќ:kj ѕ:dz щ:scht,sht,sht,st ъ:a,a,a,a`;
const BELARUSIAN = 'ў:u і:i г:h';

const WAYS = [0, 1, 2, 3] as const;
const OF_LANGUAGE: readonly { has: RegExp; letters: readonly Letters[] }[] = [
  { has: /[іїєґ]/u, letters: ways(`${CYRILLIC} ${UKRAINIAN}`) },
  { has: /[јљњћђџѓќѕ]/u, letters: ways(`${CYRILLIC} ${SOUTH_SLAVIC}`) },
  { has: /ў/u, letters: ways(`${CYRILLIC} ${BELARUSIAN}`) },
  { has: /(?:)/u, letters: ways(CYRILLIC) },
];

const GREEK: Letters = lettersOf(
  `α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o
  ου:ou γγ:ng γξ:nx γχ:nch`,
  0,
);
const GREEK_BY_SOUND: Letters = {
  ...GREEK,
  ...lettersOf('β:b η:e υ:i φ:ph χ:h μπ:b ντ:d γκ:g τζ:tz ου:u αι:e ει:i οι:i', 0),
};

/** `word`: lower case. Empty for a word without Cyrillic or Greek letters. */
export function romanised(word: string): string[] {
  if (/\p{Script=Cyrillic}/u.test(word)) return [...new Set(cyrillic(word.normalize('NFC')))];
  if (/\p{Script=Greek}/u.test(word)) return [...new Set(greek(word))];
  return [];
}

function cyrillic(word: string): string[] {
  const language = OF_LANGUAGE.find(({ has }) => has.test(word));
  return WAYS.map((way) => {
    const letters = language?.letters[way] ?? {};
    const given = way < 2 ? withSpokenJ(word, way === 0 ? 'j' : 'y') : word;
    return spelledWith(letters, shortEndings(given, way));
  });
}

/** German and English readers hear a j before е at the beginning of a word and behind vowels: Елена is Jelena, Yelena. */
function withSpokenJ(word: string, j: string): string {
  return word.replace(/(^|[аеёиоуыэюяьъ])е/gu, `$1${j}е`);
}

/** The ending of most names: Достоевский is Dostojewski, Dostoyevsky, Dostoevskii. */
function shortEndings(word: string, way: number): string {
  if (way === 0) return word.replace(/(?:и|ы|і)й$/u, 'i').replace(/([жчшщ])ё/gu, '$1о');
  return way === 1 ? word.replace(/(?:и|ы|і)й$/u, 'y') : word;
}

/** υ behind α and ε is v, or f before a voiceless letter. */
function greek(word: string): string[] {
  const plain = word
    .normalize('NFD')
    .replace(/[αε](υ)\p{M}*(?=[θκξπστφχψ]|$)/gu, (pair) => pair.replace('υ', 'f'))
    .replace(/[αε](υ)(?!\u0308)/gu, (pair) => pair.replace('υ', 'v'))
    .replace(/\p{M}/gu, '');
  const atFirst = plain.replace(/^μπ/u, 'b').replace(/^ντ/u, 'd').replace(/^γκ/u, 'g');
  return [spelledWith(GREEK, plain), spelledWith(GREEK, atFirst), spelledWith(GREEK_BY_SOUND, plain)];
}

function spelledWith(letters: Letters, word: string): string {
  let spelled = '';
  for (let at = 0; at < word.length; ) {
    const pair = letters[word.slice(at, at + 2)];
    spelled += pair ?? letters[word[at] ?? ''] ?? word[at] ?? '';
    at += pair === undefined ? 1 : 2;
  }
  return spelled;
}

function ways(table: string): Letters[] {
  return WAYS.map((way) => lettersOf(table, way));
}

function lettersOf(table: string, way: number): Letters {
  return Object.fromEntries(
    table.split(/\s+/u).map((entry) => {
      const [letter = '', latin = ''] = entry.split(':');
      const each = latin.split(',');
      return [letter, each[way] ?? each[0] ?? ''];
    }),
  );
}
