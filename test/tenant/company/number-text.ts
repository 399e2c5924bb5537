/** The ways in which people type a number. Pure. */
import type { NumberKind, NumberTruth } from '../graph/contact-content.ts';
import type { NumberingCountry, ReservedNumber } from './numbers.ts';
import { pickFrom, type Random } from './random.ts';

type Style = (number: ReservedNumber) => string;

const CODES: Record<NumberingCountry, string> = { DE: '49', GB: '44', FR: '33', US: '1' };
const NO_BREAK_SPACE = '\u00a0';
const FULL_WIDTH_PLUS = '\uff0b';

const rest = (number: ReservedNumber, gap: string) => number.groups.join(gap);
const dial = (number: ReservedNumber, sign: string) =>
  number.directDial ? `${sign}${number.directDial}` : '';

const GERMAN_INTERNATIONAL: Style[] = [
  (n) => `+49 (${n.area}) ${rest(n, '-')}${dial(n, '-')}`,
  (n) => `0049 ${n.area} ${rest(n, '')}${dial(n, '')}`,
  (n) => `+49(0)${n.area}/${rest(n, '-')}${dial(n, '-')}`,
  (n) => `+49 ${n.area} ${rest(n, '')}${dial(n, '-')}`,
  (n) => `+49 ${n.area} ${rest(n, ' ')}${dial(n, ' - ')}`,
  (n) => `+49 (0) ${n.area} ${rest(n, ' ')}${dial(n, ' ')}`,
  (n) => n.e164,
];
const GERMAN_NATIONAL: Style[] = [
  (n) => `0${n.area}/${rest(n, '')}${dial(n, '-')}`,
  (n) => `0${n.area} ${rest(n, ' - ')}${dial(n, ' - ')}`,
  (n) => `(0${n.area}) ${rest(n, '-')}${dial(n, '-')}`,
  (n) => `0${n.area} ${rest(n, '')}${dial(n, '')}`,
  (n) => `0${n.area}-${rest(n, '')}${dial(n, '-')}`,
  (n) => `0${n.area} / ${rest(n, ' ')}${dial(n, ' -')}`,
];
const FOREIGN_INTERNATIONAL: Record<'GB' | 'FR' | 'US', Style[]> = {
  GB: [
    (n) => `+44 ${n.area} ${rest(n, ' ')}`,
    (n) => `+44 (0)${n.area} ${rest(n, ' ')}`,
    (n) => `0044 ${n.area} ${rest(n, '')}`,
    (n) => n.e164,
  ],
  FR: [
    (n) => `+33 ${n.area} ${rest(n, ' ')}`,
    (n) => `+33.${n.area}.${rest(n, '.')}`,
    (n) => `+33 (0)${n.area} ${rest(n, ' ')}`,
    (n) => `0033${n.area}${rest(n, '')}`,
  ],
  US: [
    (n) => `+1 ${n.area} ${rest(n, ' ')}`,
    (n) => `+1 (${n.area}) ${rest(n, '-')}`,
    (n) => `+1-${n.area}-${rest(n, '-')}`,
    (n) => `001 ${n.area} ${rest(n, ' ')}`,
  ],
};
const FOREIGN_NATIONAL: Record<'GB' | 'FR' | 'US', Style> = {
  GB: (n) => `0${n.area} ${rest(n, ' ')}`,
  FR: (n) => `0${n.area} ${rest(n, ' ')}`,
  US: (n) => `(${n.area}) ${rest(n, '-')}`,
};

/** Writes a number as somebody might type it, and keeps the E.164 number that is meant. */
export function typeNumber(number: ReservedNumber, kind: NumberKind, random: Random): NumberTruth {
  const { country, e164 } = number;
  const isNational = country === 'DE' ? random() < 0.5 : random() < 0.02;
  const style =
    country === 'DE'
      ? pickFrom(isNational ? GERMAN_NATIONAL : GERMAN_INTERNATIONAL, random)
      : isNational
        ? FOREIGN_NATIONAL[country]
        : pickFrom(FOREIGN_INTERNATIONAL[country], random);
  const text = decorate(style(number), number, random);
  return { text, e164, kind, country, form: isNational ? 'national' : 'international' };
}

function decorate(text: string, number: ReservedNumber, random: Random): string {
  const draw = random();
  if (draw < 0.03) return text.replaceAll(' ', NO_BREAK_SPACE);
  if (draw < 0.04) return text.replace('+', FULL_WIDTH_PLUS);
  if (draw < 0.05) return ` ${text} `;
  // A British or American extension is dialled after the call connects: it is not part of the number.
  if (draw < 0.07 && number.country !== 'DE') return `${text};ext=${12 + Math.floor(random() * 80)}`;
  if (draw < 0.09 && number.country !== 'DE') return `${text} ext ${12 + Math.floor(random() * 80)}`;
  // A German Durchwahl is part of the number, even written apart.
  if (draw < 0.08 && number.directDial.length > 1) {
    return `+${CODES.DE} ${number.area} ${rest(number, '')} DW ${number.directDial}`;
  }
  return text;
}
