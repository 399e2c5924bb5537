/** Which languages an 8-bit encoding serves, and their letters beyond a to z. The letters tell code pages apart. */

const WESTERN = ['de', 'fr', 'es', 'it', 'pt', 'nl', 'da', 'sv', 'is', 'et'];
const CENTRAL = ['pl', 'cs', 'hu', 'hr', 'ro', 'de'];
const CYRILLIC = ['ru', 'uk', 'sr'];

/** `doubt` is added once to a page's cost: the less usual the page, the clearer its letters must be. */
export const PAGES: readonly { label: string; languages: readonly string[]; doubt: number }[] = [
  { label: 'windows-1252', languages: WESTERN, doubt: 0 },
  { label: 'windows-1250', languages: CENTRAL, doubt: 0.3 },
  { label: 'windows-1251', languages: CYRILLIC, doubt: 0.3 },
  { label: 'windows-1253', languages: ['el'], doubt: 0.3 },
  { label: 'windows-1254', languages: ['tr'], doubt: 0.3 },
  { label: 'windows-1255', languages: ['he'], doubt: 0.4 },
  { label: 'windows-1256', languages: ['ar'], doubt: 0.4 },
  { label: 'windows-1257', languages: ['lt', 'lv', 'et'], doubt: 0.5 },
  { label: 'iso-8859-15', languages: WESTERN, doubt: 0.4 },
  { label: 'iso-8859-2', languages: CENTRAL, doubt: 0.4 },
  { label: 'iso-8859-7', languages: ['el'], doubt: 0.4 },
  { label: 'iso-8859-9', languages: ['tr'], doubt: 0.4 },
  { label: 'iso-8859-5', languages: CYRILLIC, doubt: 0.8 },
  { label: 'koi8-r', languages: CYRILLIC, doubt: 0.5 },
  { label: 'ibm866', languages: CYRILLIC, doubt: 0.7 },
  { label: 'cp850', languages: WESTERN, doubt: 0.6 },
  { label: 'macintosh', languages: WESTERN, doubt: 0.7 },
  { label: 'cp437', languages: WESTERN, doubt: 0.8 },
  { label: 'cp852', languages: CENTRAL, doubt: 0.8 },
];

const RUSSIAN = 'абвгдежзийклмнопрстуфхцчшщъыьэюяё';

/** `rarity` is added for each word: a rare language explains a word only where no usual one does. */
const LANGUAGES: Record<string, { letters: string; rarity?: number; impossible?: RegExp }> = {
  de: { letters: 'äöüßé' },
  fr: { letters: 'àâæçéèêëîïôœùûüÿ', impossible: /[âêîôû](?:$|[^\p{L}])|[ùÿ]\p{L}/u },
  es: { letters: 'áéíñóúüºª' },
  it: { letters: 'àèéìòù' },
  // Portuguese has õ before e alone; any other one is a Hungarian ő in the wrong code page.
  pt: { letters: 'áâãàçéêíóôõú', impossible: /õ(?!e)|ã(?![eo]|$|[^\p{L}])/u },
  nl: { letters: 'ëïéöüáó' },
  da: { letters: 'æøåéöäü' },
  sv: { letters: 'åäöéü' },
  is: { letters: 'áðéíóúýþæö', rarity: 1 },
  et: { letters: 'äõöüšž', rarity: 0.8 },
  pl: { letters: 'ąćęłńóśźż' },
  cs: { letters: 'áäčďéěíĺľňóôŕřšťúůýž' },
  hu: { letters: 'áéíóöőúüű' },
  hr: { letters: 'čćđšž' },
  ro: { letters: 'ăâîșțşţ' },
  tr: { letters: 'çğıöşüâi̇' },
  lt: { letters: 'ąčęėįšųūž' },
  lv: { letters: 'āčēģīķļņšūž' },
  ru: { letters: RUSSIAN },
  uk: { letters: `${RUSSIAN}іїєґ`, rarity: 0.1 },
  sr: { letters: `${RUSSIAN}ђјљњћџќѓѕ`, rarity: 0.3 },
  he: { letters: 'אבגדהוזחטיךכלםמןנסעףפץצקרשת' },
  ar: { letters: 'ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأؤإئپچژگکھہں' },
  el: { letters: 'αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ' },
};

const COST_OF_FOREIGN_LETTER = 1.5;

/** A file is mostly of one language; a word of another costs this much more. */
const COST_OF_OTHER_LANGUAGE = 0.6;

/** How badly the letters of the words fit the languages, as seen from the language that fits most of them. */
export function misfitOf(words: readonly string[], languages: readonly string[]): number {
  const table = words.map((word) => languages.map((language) => misfitOfWord(word.toLowerCase(), language)));
  const least = table.map((row) => Math.min(...row) + COST_OF_OTHER_LANGUAGE);
  const sums = languages.map((_, main) =>
    table.reduce((sum, row, at) => sum + Math.min(row[main] ?? 0, least[at] ?? 0), 0),
  );
  return Math.min(...sums);
}

function misfitOfWord(lower: string, name: string): number {
  const language = LANGUAGES[name];
  if (!language) return Number.POSITIVE_INFINITY;
  let cost = language.rarity ?? 0;
  for (const letter of lower.replace(/[^\u0080-\uffff]|\P{L}/gu, ''))
    if (!language.letters.includes(letter)) cost += COST_OF_FOREIGN_LETTER;
  return language.impossible?.test(lower) ? cost + COST_OF_FOREIGN_LETTER : cost;
}
