import type { Random } from '../bench/random.ts';

/**
 * Ranges that the regulators keep for films and books (Bundesnetzagentur, Ofcom, ARCEP, NANPA, PTS, ACMA), and the ways in
 * which people of those countries write them.
 */

interface Range {
  /** Area or mobile code without its zero. */
  area: string;
  /** The digits behind the area code; `x` is any digit. */
  subscriber: string;
}

interface Country {
  code: string;
  ranges: readonly Range[];
  /**
   * Spellings at home. `A`: area, `S`: subscriber, `B` and `D`: its base and its last three digits, `P`: its base in pairs,
   * `N`: its first three digits, a hyphen and the rest, `2`, `3` and `4`: it in groups of so many digits.
   */
  national: readonly string[];
  /** Spellings behind a country code, and spellings without any prefix behind a label. */
  world: readonly string[];
  labelled: readonly string[];
}

const ranges = (text: string): Range[] =>
  text.split(' ').map((pair) => {
    const [area = '', subscriber = ''] = pair.split(':');
    return { area, subscriber };
  });

const COUNTRIES: Record<string, Country> = {
  DE: {
    code: '49',
    ranges: ranges(
      '30:23125xxx 40:66969xxx 221:4710xxx 89:99998xxx 69:90009xxx 152:28817386 152:28895456 152:54599371 171:39200xx ' +
        '176:04069xxx',
    ),
    national: [
      '0A S',
      '0A/S',
      '(0A) S',
      '0A B-D',
      '(0A) B-D',
      '0A / B - D',
      '0AS',
      '0A.B.D',
      '0A-S',
      '0A – B D',
      '0A 4',
      '(0 A) P-D',
      '0A/P-D',
    ],
    world: [
      '+C A S',
      '+C A B-D',
      '+C (0)A S',
      '+C (0) A / B-D',
      '+C (A) B-D',
      '00C A S',
      '00C-A-B-D',
      '+CAS',
      '+C-A-S',
      '+C.A.S',
      '+C A 2',
      '00CAS',
      '(+C) A S',
      '00C (0)A B-D',
    ],
    labelled: ['A S', 'A/S', 'AS'],
  },
  GB: {
    code: '44',
    ranges: ranges(
      '20:79460xxx 161:4960xxx 121:4960xxx 113:4960xxx 131:4960xxx 1632:960xxx 7700:900xxx 808:1570xxx 29:20180xxx',
    ),
    national: ['0A S', '(0A) 4', '0A 4', '0AS', '0A-S', '0A B D', '0A 3'],
    world: ['+C A S', '+C A 4', '+C (0)A 4', '00C A S', '+CAS', '+C (0) A B D', '+C-A-B-D'],
    labelled: ['A 4', 'A S'],
  },
  US: {
    code: '1',
    ranges: ranges('212:55501xx 415:55501xx 312:55501xx 617:55501xx 303:55501xx 206:55501xx'),
    national: ['(A) N', 'A-N', 'A.N.', '1-A-N', '(A)N', '1 (A) N', 'A N'],
    world: ['+C A N', '+C (A) N', '+CAS', '+C-A-N', '+C A S', '001 A N'],
    labelled: ['AS', 'A S', 'N'],
  },
  FR: {
    code: '33',
    ranges: ranges('1:9900xxxx 2:6191xxxx 3:5301xxxx 4:6571xxxx 5:3649xxxx 6:3998xxxx'),
    national: ['0A 2', '0A.2.', '0A 2-', '0AS', '0A-2-', '0A 2', '0A 2'],
    world: ['+C A 2', '+C (0)A 2', '00C A 2', '+CAS', '+C.A.2.', '+C A S', '00CAS'],
    labelled: ['A 2', 'AS'],
  },
  SE: {
    code: '46',
    ranges: ranges('8:465004xx 31:39006xx 40:62804xx 70:17406xx'),
    national: ['0A-S', '0A-2', '0A S', '0A-B D'],
    world: ['+C A S', '+C A 2', '+C (0)A S', '00C A S', '+CAS'],
    labelled: ['A-S', 'A S'],
  },
  AU: {
    code: '61',
    ranges: ranges('2:5550xxxx 3:5550xxxx 7:5550xxxx 8:5550xxxx 491:570006 491:570156 491:570157'),
    national: ['(0A) 4', '0A 4', '0AS', '0A 3'],
    world: ['+C A 4', '+C (0)A 4', '+CAS', '0011 C A S'],
    labelled: ['A 4'],
  },
};

/** The countries whose numbers stand on pages of a language; the first is at home there. */
export const NEIGHBOURS = {
  de: ['DE', 'DE', 'DE', 'DE', 'FR', 'GB'],
  en: ['GB', 'US', 'US', 'GB', 'AU', 'DE'],
  fr: ['FR', 'FR', 'FR', 'DE', 'GB'],
  it: ['DE', 'FR', 'GB', 'US', 'SE'],
  es: ['FR', 'DE', 'US', 'GB', 'SE'],
  nl: ['DE', 'GB', 'FR', 'SE', 'US'],
  pl: ['DE', 'SE', 'GB', 'FR', 'US'],
  tr: ['DE', 'FR', 'GB', 'US', 'AU'],
} as const;

export type Form = 'national' | 'world' | 'labelled';

export function spelledNumber(country: string, form: Form, random: Random): string {
  const known = COUNTRIES[country];
  if (!known) throw new Error(`no ranges of ${country}`);
  const { area, subscriber } = random.pick(known.ranges);
  const digits = subscriber.replace(/x/g, () => String(random.below(10)));
  return typeset(random.pick(known[form]).replace(/C/, known.code), area, digits, random);
}

function fill(pattern: string, area: string, digits: string): string {
  const pieces: Record<string, string> = {
    A: area,
    S: digits,
    B: digits.slice(0, -3),
    D: digits.slice(-3),
    P: grouped(digits.slice(0, -3), 2),
    N: `${digits.slice(0, 3)}-${digits.slice(3)}`,
    2: grouped(digits, 2),
    3: grouped(digits, 3),
    4: grouped(digits, 4),
  };
  const dotted = pattern.endsWith('.') || pattern.endsWith('2-');
  const separator = pattern.at(-1) ?? '';
  const text = (dotted ? pattern.slice(0, -1) : pattern).replace(
    /[ASBDNP]|(?<!\d)[234](?!\d)/g,
    (key) => pieces[key] ?? key,
  );
  return dotted ? text.replace(/[ -]/g, separator) : text;
}

/** Groups from the right; the first may be shorter. */
function grouped(digits: string, size: number): string {
  return digits.replace(new RegExp(`\\B(?=(?:\\d{${size}})+$)`, 'g'), ' ');
}

/** Now and then as typesetting systems write it: no-break blanks, real dashes, full-width digits. */
function typeset(pattern: string, area: string, digits: string, random: Random): string {
  const text = fill(pattern, area, digits);
  const taste = random.next();
  if (taste < 0.05) return text.replaceAll(' ', '\u00a0');
  if (taste < 0.08) return text.replaceAll(' ', '\u202f').replaceAll('-', '\u2011');
  if (taste < 0.11) return text.replaceAll('-', '–');
  if (taste < 0.12 && text.startsWith('+'))
    return text.replace(/[\d+]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
  return text;
}
