import { Random } from '../bench/random.ts';
import { NEIGHBOURS, spelledNumber } from './fictional-numbers.ts';
import { GENERATED_LANGUAGES, type GeneratedLanguage, type GoldPage, pageOf } from './gold-page.ts';
import { lookAlike } from './look-alikes.ts';
import { WORDS } from './words.ts';

/** Pages of every language from a seed: numbers in contact blocks, lists and sentences, among look-alikes. */

const PAGES_PER_LANGUAGE = 7;
const NUMBERS_PER_PAGE = 56;
const LOOK_ALIKES_PER_PAGE = 170;

export function generatedPages(seed: string): GoldPage[] {
  return GENERATED_LANGUAGES.flatMap((language) =>
    Array.from({ length: PAGES_PER_LANGUAGE }, (_, index) => {
      const name = `${language}-${index}`;
      return pageOf(name, language, linesOf(language, new Random(`${seed} ${name}`)));
    }),
  );
}

function linesOf(language: GeneratedLanguage, random: Random): string[] {
  const numbers = Array.from({ length: NUMBERS_PER_PAGE }, () => numberLine(language, random));
  const others = Array.from({ length: LOOK_ALIKES_PER_PAGE }, () => lookAlikeLine(language, random));
  // Some share a line, most have their own.
  return random.shuffle([...numbers, ...others]).reduce<string[]>((lines, line) => {
    const last = lines.at(-1);
    if (last !== undefined && random.chance(0.2)) lines[lines.length - 1] = joined(last, line, random);
    else lines.push(line);
    return lines;
  }, []);
}

/** A lone blank follows letters and full stops only: between digits, people could not tell two numbers apart. */
function joined(left: string, right: string, random: Random): string {
  const separators = /[\p{L}.!?)]$/u.test(left) ? [' ', '; ', ' – '] : [' · ', ', ', ' | ', '; '];
  return left + random.pick(separators) + right;
}

function numberLine(language: GeneratedLanguage, random: Random): string {
  const { labels, sentences, rows } = WORDS[language];
  const country = random.pick(NEIGHBOURS[language]);
  // Numbers at home are mostly in national form, all others mostly with their country code.
  const isHome =
    country === NEIGHBOURS[language][0] && (language === 'de' || language === 'en' || language === 'fr');
  const marked = (form: 'national' | 'world' | 'labelled') => `{{${spelledNumber(country, form, random)}}}`;
  const usual = marked(random.chance(isHome ? 0.7 : 0.25) ? 'national' : 'world');
  const manner = random.next();
  if (manner < 0.35) return `${random.pick(labels)} ${usual}`;
  if (manner < 0.45) return `${random.pick(labels)} ${marked('labelled')}`;
  if (manner < 0.7) return random.pick(sentences).replace(/\bN\b/, () => usual);
  if (manner < 0.9) return `${random.pick(rows)}${random.pick([' ', ': ', ' – ', '\t', ' (', ', '])}${usual}`;
  return usual;
}

function lookAlikeLine(language: GeneratedLanguage, random: Random): string {
  const { kind, frame, text } = lookAlike(random, WORDS[language], language);
  return frame.replace(/\bX\b/, () => `[[${kind}|${text}]]`);
}
