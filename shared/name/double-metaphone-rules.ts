/**
 * Pure data. The rules of Double Metaphone (Lawrence Philips, C/C++ Users Journal, June 2000), one list per letter; the first
 * rule that fits wins. A rule consumes the letters that its pattern matches; look-arounds are only context.
 *
 * A vowel is heard at the beginning of a word only, so a rule need not consume the vowels that follow its consonant.
 * `0` is the sound of "th", `X` that of "sh", `A` any vowel.
 */

export interface Rule {
  readonly pattern: RegExp;
  readonly primary: string;
  readonly alternate: string;
  /** Whether the rule holds for words that look Slavic or Germanic, for the others, or for both. */
  readonly spelling: 'any' | 'slavo-germanic' | 'other';
}

const rule = (pattern: RegExp, primary: string, alternate = primary): Rule => ({
  // Sticky: the pattern is tested at one position and does not search on. Dot-all: a line break is a character like any other.
  pattern: new RegExp(pattern, 'sy'),
  primary,
  alternate,
  spelling: 'any',
});
const unlessSlavoGermanic = (...rest: Parameters<typeof rule>): Rule => ({
  ...rule(...rest),
  spelling: 'other',
});
const ifSlavoGermanic = (...rest: Parameters<typeof rule>): Rule => ({
  ...rule(...rest),
  spelling: 'slavo-germanic',
});

const VOWEL: readonly Rule[] = [rule(/^./, 'A')];

const CH: readonly Rule[] = [
  rule(/CH(?=IA)/, 'K'), // Italian: Chianti, Chiara
  // German "ach" is K (Bach), but not before I or E, where English reads it (Rachel); Bacher and Macher stay German.
  rule(/(?<=[^AEIOUY]A)CH(?![IE])|(?<=[BM]A)CH(?=ER)/, 'K'),
  rule(/(?<=.)CH(?=AE)/, 'K', 'X'), // Michael
  rule(/^CH(?=ARAC|ARIS|OR(?!E)|YM|EM)/, 'K'), // Greek roots: character, charisma, chorus, chymist, chemistry; not chore
  rule(/(?<=^(?:V[AO]N |SCH).*)CH/, 'K'), // a Dutch or German word throughout
  rule(/(?<=OR)CH(?=ES|ID)|(?<=AR)CH(?=IT)/, 'K'), // Greek inside a word: orchestra, orchid, architect
  rule(/CH(?=[TS])/, 'K'), // Fuchs, Richter
  rule(/(?<=^|[AEOU])CH(?=[BFHLMNRVW ]|$)/, 'K'), // German, before these or at the end: Buchner, Koch; not Tichner
  rule(/(?<=^M(?:C.*)?)CH/, 'K'), // McHugh: the H begins the father's name; a later CH is Gaelic, too: McEachern
  rule(/^CH/, 'X'), // Charles
  rule(/CH/, 'X', 'K'), // Richard; the alternate for names from languages in which it is a K
];

const CC: readonly Rule[] = [
  rule(/CC(?=IA)/, 'X'), // focaccia
  rule(/(?<=^A)CC(?:H(?!U)|(?=[EI]))|(?<=U)CC(?=E[ES])/, 'KS'), // accident, success
  rule(/(?<!^M)CC(?:H(?!U)|(?=[EI]))/, 'X'), // Italian: Bacci, Bertucci
  rule(/(?<!^M)CC/, 'K'), // Rocco
  // After an M that opens the word it is "Mc" and a name beginning with C. npm's double-metaphone 2.0.1 loses McClellan here.
  rule(/CC(?![EI])/, 'K'),
];

const C: readonly Rule[] = [
  rule(/^C(?=AESAR)/, 'S'),
  rule(/(?<!WI)CZ/, 'S', 'X'), // Czerny; -wicz is read as a whole under W
  rule(/C[KGQ]/, 'K'), // Beck, Macquarie
  rule(/C(?=I[AEO])/, 'S', 'X'), // Mercier; "sh" in Italian and in "precious"
  rule(/C(?=[EIY])/, 'S'), // Cecil, Nancy
  rule(/C [CGQ]/, 'K'), // one sound across the gap: Mac Caffrey, Mac Gregor
  rule(/C/, 'K'),
];

const D: readonly Rule[] = [
  rule(/DG(?=[EIY])/, 'J'), // Edge, Bridges
  rule(/DG/, 'TK'), // Edgar
  rule(/D[DT]?/, 'T'), // Schmidt
];

const GH: readonly Rule[] = [
  rule(/(?<=[^AEIOUY])GH/, 'K'), // Bingham, Angharad
  rule(/^GH(?=I)/, 'J'), // Ghislaine
  rule(/^GH/, 'K'), // Ghent
  // Parker's rule: silent two to four letters after B, D or H: Hugh, Bough, Broughton, daughter.
  rule(/(?<=[BDH].{1,2}|[BH].{3})GH/, ''),
  rule(/(?<=[CGLRT].U)GH/, 'F'), // laugh, McLaughlin, cough, tough
  rule(/(?<!I)GH/, 'K'), // Vaughan
  rule(/GH/, ''), // Wright, Knightley
];

const G: readonly Rule[] = [
  rule(/^G(?=N)/, ''), // Gnome
  unlessSlavoGermanic(/(?<=^[AEIOUY])GN/, 'KN', 'N'), // Agnes
  unlessSlavoGermanic(/GN(?!EY)/, 'N', 'KN'), // French or Italian: Bolognese, Montaigne; not Cagney
  rule(/GN/, 'KN'), // Wagner
  unlessSlavoGermanic(/GL(?=I)/, 'KL', 'L'), // Italian: Tagliaro
  rule(/^G(?=Y|E[BILPRSY]|I[BELN])/, 'K', 'J'), // hard in Gerhard, Gibson and Gilbert, soft in Gerald and Gina
  // -ger- and -gy are hard in German (Unger) and soft in English; the exceptions (danger, Rieger, orgy, effigy) sound soft first.
  rule(/(?<![EI]|^[DMR]AN)G(?=ER)|(?<![EIOR])G(?=Y)/, 'K', 'J'),
  rule(/(?<=^(?:V[AO]N |SCH).*)GG?/, 'K'), // a Dutch or German word throughout
  rule(/G(?=ET)/, 'K'), // get, Target
  rule(/G(?=IER)/, 'J'), // French: Rogier
  rule(/G(?=[EIY])|(?<=[AO])GG(?=I)/, 'J', 'K'), // George, Biaggi
  rule(/GG?/, 'K'),
];

/** Spanish names keep the H of "José"; where the word might be English, it is the alternate. */
const J: readonly Rule[] = [
  rule(/^J(?=OSE(?: |$))|(?<=^SAN .*)J/, 'H'), // Jose, San Jacinto
  rule(/J(?=OSE)/, 'J', 'H'), // Joseph
  rule(/^JJ?/, 'J', 'A'), // Jankelowicz is Yankelovich
  unlessSlavoGermanic(/(?<=[AEIOUY])J(?=[AO])/, 'J', 'H'), // Bajador
  // Slavic and Dutch close a word with J for a vowel: Matej. Philips wrote "nothing" as a blank; commons-codec leaves it in the code.
  rule(/J$/, 'J', ''),
  rule(/(?<![KLS])J(?![BKLMNSTZ])J?/, 'J'), // Benjamin, hajj
  rule(/JJ?/, ''), // a glide or merged with its neighbour: Skjern, Ljubica
];

const L: readonly Rule[] = [
  // Spanish -illo, -illa and -alle: the double L is a Y, which has no code.
  rule(/(?<=I)LL(?=[AO]$)|(?<=A)LL(?=E(?:$|.*[AO]S?$))/, 'L', ''), // Cabrillo, Gallegos
  rule(/LL?/, 'L'),
];

const M: readonly Rule[] = [
  rule(/(?<=U)MB(?=$|ER)/, 'M'), // thumb, Plumber
  rule(/MM?/, 'M'),
];

const P: readonly Rule[] = [
  rule(/^P(?=[NS])/, ''), // Pneumatic, psalm
  rule(/PH/, 'F'), // Philip
  rule(/P[PB]?/, 'P'), // Campbell
];

const R: readonly Rule[] = [
  unlessSlavoGermanic(/(?<=IE)(?<!M[AE]IE)R$/, '', 'R'), // French: Rogier, Olivier; not Neumeier
  rule(/RR?/, 'R'),
];

const S: readonly Rule[] = [
  rule(/(?<=[IY])S(?=L)/, ''), // island, Carlisle, Lysle
  rule(/^S(?=UGAR)/, 'X', 'S'),
  rule(/SH(?=EIM|OEK|OLM|OLZ)/, 'S'), // the H begins a German or Nordic second part: Ensisheim, Bornsholm
  rule(/SH/, 'X'),
  unlessSlavoGermanic(/S(?=I[AO])/, 'S', 'X'), // Asia, Sian
  rule(/^S(?=[LMNW])/, 'S', 'X'), // anglicised German: Smith is Schmidt, Snider is Schneider
  rule(/SZ/, 'S', 'X'), // Polish and Hungarian: Szabo
  rule(/SCH(?=E[NR])/, 'X', 'SK'), // German Schermer, Dutch Schenker
  rule(/SCH(?=OO|UY|E[DM])/, 'SK'), // Dutch: Schooner, Schuyler, schedule, schema
  rule(/^SCH(?![AEIOUYW])/, 'X', 'S'), // Schneider is Snider
  rule(/SCH/, 'X'),
  rule(/SC(?=[EIY])/, 'S'), // Scipio
  rule(/SC.?/, 'SK'), // consumes three letters, which costs Scrope its R; kept so that codes agree with other implementations
  rule(/(?<=[AO]I)S$/, '', 'S'), // French: Artois, Resnais
  rule(/SS?/, 'S'),
];

const T: readonly Rule[] = [
  rule(/T(?=ION|IA)|TCH/, 'X'), // nation, Tatiana, Mitchell
  rule(/TH(?=[AO]M)|(?<=^(?:V[AO]N |SCH).*)TT?H/, 'T'), // Thomas, Thames; German and Dutch have no "th"
  rule(/TT?H/, '0', 'T'), // Smith, Matthew
  rule(/T[TD]?/, 'T'),
];

const W: readonly Rule[] = [
  rule(/^W(?=R)/, ''), // Wright
  rule(/WR/, 'R'), // Cartwright
  rule(/^W(?=[AEIOUY])/, 'A', 'F'), // Wasserman is Vasserman
  rule(/^W(?=H)/, 'A'), // White
  rule(/(?<=[AEIOUY])W$|(?<=[EO])W(?=SK[IY])|(?<=^SCH.*)W/, '', 'F'), // Arnow is Arnoff; Filipowski; Schwartz
  rule(/WI[CT]Z/, 'TS', 'FX'), // Polish: Filipowicz
];

const X: readonly Rule[] = [
  rule(/^X/, 'S'), // Xavier
  rule(/(?<=[AO]U)X$/, ''), // French: Breaux
  rule(/X[CX]?/, 'KS'),
];

const Z: readonly Rule[] = [
  rule(/ZH/, 'J'), // Chinese pinyin: Zhao
  rule(/ZZ(?=[AIO])/, 'S', 'TS'), // Italian: Rizzo, Pizza
  ifSlavoGermanic(/(?<=[^T])ZZ?/, 'S', 'TS'), // Kreutz has its T already, Franzke not
  rule(/ZZ?/, 'S'),
];

/** Rules by letter. A letter without a fitting rule is silent. */
export const RULES_BY_LETTER: Readonly<Record<string, readonly Rule[]>> = {
  A: VOWEL,
  E: VOWEL,
  I: VOWEL,
  O: VOWEL,
  U: VOWEL,
  Y: VOWEL,
  B: [rule(/BB?/, 'P')],
  C: [...CH, ...CC, ...C],
  Ç: [rule(/Ç/, 'S')],
  D,
  F: [rule(/FF?/, 'F')],
  G: [...GH, ...G],
  H: [rule(/(?<=^|[AEIOUY])H(?=[AEIOUY])/, 'H')],
  J,
  K: [rule(/^K(?=N)/, ''), rule(/KK?/, 'K')],
  L,
  M,
  N: [rule(/NN?/, 'N')],
  Ñ: [rule(/Ñ/, 'N')],
  P,
  Q: [rule(/QQ?/, 'K')],
  R,
  S,
  T,
  V: [rule(/VV?/, 'F')],
  W,
  X,
  Z,
};
