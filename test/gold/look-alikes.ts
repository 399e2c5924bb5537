import type { Random } from '../bench/random.ts';
import type { GeneratedLanguage } from './gold-page.ts';
import type { Words } from './words.ts';

/** Look-alikes of phone numbers that pages hold, each among the words that usually stand around it. */

export interface Surrounded {
  kind: string;
  /** A sentence with `X` where the look-alike stands. */
  frame: string;
  text: string;
}

type Make = (random: Random, words: Words, language: GeneratedLanguage) => Omit<Surrounded, 'kind'>;

const two = (value: number) => String(value).padStart(2, '0');
const day = (random: Random) => two(random.between(1, 28));
const month = (random: Random) => two(random.between(1, 12));
const year = (random: Random) => String(random.between(1950, 2029));
const alone = (text: string) => ({ frame: 'X', text });

function date(random: Random, language: GeneratedLanguage): string {
  const [d, m, y] = [day(random), month(random), year(random)];
  const short = y.slice(2);
  const styles: Record<GeneratedLanguage, readonly string[]> = {
    de: [
      `${d}.${m}.${y}`,
      `${d}.${m}.${short}`,
      `${y}-${m}-${d}`,
      `${d}. ${m}. ${y}`,
      `${Number(d)}.${Number(m)}.${y}`,
    ],
    en: [`${d}/${m}/${y}`, `${m}/${d}/${y}`, `${y}-${m}-${d}`, `${m}-${d}-${y}`, `${d}.${m}.${y}`],
    fr: [`${d}/${m}/${y}`, `${d}.${m}.${y}`, `${d}-${m}-${y}`, `${y}-${m}-${d}`, `${d} ${m} ${y}`],
    it: [`${d}/${m}/${y}`, `${d}.${m}.${y}`, `${d}-${m}-${y}`, `${y}-${m}-${d}`],
    es: [`${d}/${m}/${y}`, `${d}-${m}-${y}`, `${d}.${m}.${y}`, `${y}-${m}-${d}`],
    nl: [`${d}-${m}-${y}`, `${d}/${m}/${y}`, `${d}.${m}.${y}`, `${y}-${m}-${d}`],
    pl: [`${d}.${m}.${y}`, `${y}-${m}-${d}`, `${d}-${m}-${y}`, `${d}/${m}/${y}`],
    tr: [`${d}.${m}.${y}`, `${d}/${m}/${y}`, `${y}-${m}-${d}`, `${d}.${m}.${short}`],
  };
  return random.pick(styles[language]);
}

function time(random: Random): string {
  return `${two(random.between(0, 23))}:${random.pick(['00', '15', '30', '45'])}`;
}

function thousands(random: Random, separator: string, groups = random.between(2, 3)): string {
  let text = String(random.between(1, 999));
  for (let group = 0; group < groups; group++) text += separator + random.digits(3);
  return text;
}

const ORDERS: readonly ((random: Random) => string)[] = [
  (random) => random.digits(random.between(7, 12)),
  (random) => `0${random.digits(9)}`,
  (random) => `${random.digits(3)}-${random.digits(4)}-${random.digits(3)}`,
  (random) => `${year(random)}-${random.digits(6)}`,
  (random) => `${random.digits(4)} ${random.digits(4)} ${random.digits(2)}`,
  (random) => `0${random.digits(2)}/${random.digits(6)}`,
];

const MAKERS: Record<string, Make> = {
  date: (random, { days }, language) => ({ frame: random.pick(days), text: date(random, language) }),
  'date-time': (random, { days }, language) => ({
    frame: random.pick(days),
    text: `${date(random, language)} ${time(random)}`,
  }),
  'date-range': (random, { days }) => {
    const [from, to, m, y] = [day(random), day(random), month(random), year(random)];
    const text = random.pick([
      `${from}.${m}.-${to}.${m}.${y}`,
      `${from}.${m}. – ${to}.${m}.${y}`,
      `${from}.${m}.${y} - ${to}.${m}.${y}`,
      `${from}./${to}.${m}.${y}`,
      `${from}/${m} - ${to}/${m}/${y}`,
    ]);
    return { frame: random.pick(days), text };
  },
  'log-time': (random) =>
    alone(
      `${year(random)}-${month(random)}-${day(random)} ${time(random)}:${two(random.below(60))}.${random.digits(3)}`,
    ),
  opening: (random, { opening }) => {
    const [from, to] = [two(random.between(6, 11)), two(random.between(12, 20))];
    const text = random.pick([
      `${from}.00-${to}.30`,
      `${from}:00–${to}:30`,
      `${from}.00 - ${to}.00`,
      `${from}00-${to}30`,
      `${from}:15 - ${to}:45`,
    ]);
    return { frame: random.pick(opening), text };
  },
  order: (random, { order }) => ({ frame: `${random.pick(order)} X`, text: random.pick(ORDERS)(random) }),
  hashed: (random) => alone(`#${random.digits(random.between(7, 10))}`),
  account: (random, { account }) => ({
    frame: `${random.pick(account)} X`,
    text: random.pick([
      random.digits(10),
      `0${random.digits(9)}`,
      `${random.digits(3)} ${random.digits(3)} ${random.digits(4)}`,
    ]),
  }),
  tax: (random, { tax }) => ({
    frame: `${random.pick(tax)} X`,
    text: random.pick([
      `${random.digits(3)}/${random.digits(3)}/${random.digits(5)}`,
      random.digits(9),
      `0${random.digits(10)}`,
      `${random.digits(3)} ${random.digits(3)} ${random.digits(3)}`,
      `${random.digits(3)}-${random.digits(2)}-${random.digits(4)}`,
    ]),
  }),
  iban: (random) => {
    const country = random.pick(['DE', 'FR', 'GB', 'NL', 'AT', 'CH', 'PL', 'IT', 'ES', 'TR']);
    const bank = country === 'GB' || country === 'NL' ? ` ${random.pick(['ABNA', 'NWBK', 'INGB'])}` : '';
    const groups = Array.from({ length: 4 }, () => random.digits(4)).join(' ');
    const text = `${country}${random.digits(2)}${bank} ${groups} ${random.digits(2)}`;
    return {
      frame: random.pick(['IBAN X', 'IBAN: X', 'X']),
      text: random.chance(0.3) ? text.replaceAll(' ', '') : text,
    };
  },
  isbn: (random) => ({
    frame: random.pick(['ISBN X', 'ISBN: X', 'ISBN-13: X']),
    text: random.pick([
      `978-3-${random.digits(2)}-${random.digits(6)}-${random.digits(1)}`,
      `0-${random.digits(3)}-${random.digits(5)}-${random.digits(1)}`,
      `978${random.digits(10)}`,
      `0${random.digits(9)}`,
    ]),
  }),
  issn: (random) => ({
    frame: random.pick(['ISSN X', 'X']),
    text: `0${random.digits(3)}-${random.digits(4)}`,
  }),
  doi: (random) => ({
    frame: random.pick(['doi:X', 'https://doi.org/X', 'DOI X']),
    text: `10.${random.digits(4)}/${random.pick(['j.', 's', ''])}${random.digits(4)}-${random.digits(3)}-0${random.digits(4)}-${random.digits(1)}`,
  }),
  ean: (random) => ({
    frame: random.pick(['EAN X', 'GTIN: X', 'UPC X']),
    text: random.pick([random.digits(13), `0 ${random.digits(5)} ${random.digits(5)} ${random.digits(1)}`]),
  }),
  card: (random) => alone(`4${random.digits(3)} ${random.digits(4)} ${random.digits(4)} ${random.digits(4)}`),
  price: (random, { prices }) => ({
    frame: random.pick(prices),
    text: random.pick([
      `${thousands(random, '.')},${random.digits(2)} €`,
      `€ ${thousands(random, ' ')}`,
      `${thousands(random, ' ')} EUR`,
      `$${thousands(random, ',')}`,
      `CHF ${thousands(random, ' ')}`,
      `${thousands(random, ' ')} zł`,
    ]),
  }),
  people: (random, { people }) => ({
    frame: random.pick(people),
    text: thousands(random, random.pick([' ', '.', ',', '\u00a0', '\u202f'])),
  }),
  plus: (random) => ({
    frame: random.pick(['X %', '(X)', 'X']),
    text: `+${random.between(1, 99)}${random.pick([' ', '.', ','])}${random.digits(3)}`,
  }),
  coordinates: (random) => {
    const [north, east] = [
      `${random.between(0, 80)}.${random.digits(6)}`,
      `${random.between(0, 170)}.${random.digits(6)}`,
    ];
    return {
      frame: random.pick(['X', 'GPS X', '(X)']),
      text: random.pick([
        `${north}, ${east}`,
        `+${north}, +${east}`,
        `-${north}, -${east}`,
        `0.${random.digits(8)}`,
      ]),
    };
  },
  version: (random) => ({
    frame: random.pick(['v X', 'Version X', 'X']),
    text: `${random.below(20)}.${random.below(30)}.${random.below(9999)}.${random.between(10, 99999)}`,
  }),
  host: (random) =>
    alone(
      `${random.between(1, 255)}.${random.between(0, 255)}.${random.between(0, 255)}.${random.between(0, 255)}`,
    ),
  uuid: (random) =>
    alone(
      `${random.digits(7)}e-${random.digits(4)}-4${random.digits(3)}-9${random.digits(3)}-${random.digits(11)}a`,
    ),
  hash: (random) =>
    alone(`${random.digits(8)}${random.pick(['a', 'b', 'cd'])}${random.digits(7)}f${random.digits(9)}`),
  hex: (random) => alone(`0x${random.digits(8)}`),
  pages: (random, { pages }) => ({
    frame: random.pick(pages),
    text: `${random.between(100, 4000)}–${random.between(4001, 9999)}`,
  }),
  years: (random) =>
    alone(
      random.pick([
        `${year(random)}-${year(random)}`,
        `${year(random)}/${year(random)}`,
        `(${year(random)} – ${year(random)})`,
      ]),
    ),
  room: (random, { rooms }) => ({
    frame: random.pick(rooms),
    text: `0${random.digits(2)}.${random.digits(3)}`,
  }),
  file: (random) =>
    alone(
      random.pick([
        `IMG_${year(random)}${month(random)}${day(random)}_${random.digits(6)}.jpg`,
        `scan-0${random.digits(9)}.pdf`,
        `/files/0${random.digits(9)}/`,
        `?id=0${random.digits(9)}&v=2`,
      ]),
    ),
  size: (random) => ({
    frame: 'X',
    text: random.pick([
      `${random.digits(4)} x ${random.digits(3)} mm`,
      `${random.digits(4)} × ${random.digits(4)} px`,
      `${thousands(random, ' ', 1)} kg`,
      `${random.digits(8)} km`,
    ]),
  }),
  stamp: (random) => alone(`1${random.digits(9)}`),
  serial: (random) => ({
    frame: random.pick(['S/N X', 'SN: X', 'IMEI X', 'VIN X']),
    text: random.pick([
      random.digits(15),
      `0${random.digits(9)}`,
      `${random.digits(4)}-${random.digits(4)}-${random.digits(4)}`,
    ]),
  }),
  results: (random) =>
    alone(
      Array.from({ length: 7 }, () => two(random.between(1, 49))).join(random.pick([' - ', ', ', ' · '])),
    ),
  zip: (random) => ({
    frame: random.pick(['Boston, MA X', 'Newark, NJ X', 'ZIP X']),
    text: `0${random.digits(4)}-${random.digits(4)}`,
  }),
  list: (random) => alone(random.digits(random.between(7, 9)).replace(/^0/, '7')),
  // Only the subject of the page tells it from a number. It is rare, and we expect to be wrong.
  undecidable: (random) => alone(`0${random.between(1, 9)}${random.digits(8)}`),
};

const KINDS = Object.keys(MAKERS).filter((kind) => kind !== 'undecidable');

export function lookAlike(random: Random, words: Words, language: GeneratedLanguage): Surrounded {
  const kind = random.chance(0.002) ? 'undecidable' : random.pick(KINDS);
  const make = MAKERS[kind];
  if (!make) throw new Error(`nothing makes ${kind}`);
  return { kind, ...make(random, words, language) };
}
