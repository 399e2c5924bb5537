/** What people write around, between and within the numbers of a phone field. None of it is a number or an extension. */

export interface Remark {
  text: string;
  where: 'before' | 'behind' | 'brackets';
}

const remarks = (where: Remark['where'], text: string): Remark[] =>
  text.split('|').map((item) => ({ text: item, where }));

/** In German, English, French, Italian, Spanish, Dutch, Polish, Turkish and Portuguese. */
export const REMARKS: readonly Remark[] = [
  ...remarks(
    'before',
    'privat|Büro:|dienstlich|Frau Berger|Tel|Fax:|neu:|home|Work:|Mobile|bureau :|Domicile|ufficio|Cell.|casa:|Móvil:',
  ),
  ...remarks(
    'before',
    'despacho|kantoor:|thuis|praca|dom:|kom.|iş|ev:|Cep|escritório|Telemóvel:|Zentrale|Herr Öz:|Hotline|Notruf –',
  ),
  ...remarks(
    'behind',
    'privat|Büro|– Frau Berger|- Herr Kern|nur abends|ab 18 Uhr|neu|alt|Mo-Fr 8-12|2. OG|k.A.|?|!|*|Zentrale|AB|Tel|Fax',
  ),
  ...remarks(
    'behind',
    '/ Fax|- Fax|, Sekretariat|gesch.|dienstl.|Hr|Anna|24/7|Stand 01.12.2026|ab 1.1.2027|nicht mehr!|bitte nur SMS|!!!|…|.',
  ),
  ...remarks(
    'behind',
    'home|work|cell|after 6pm|9am-5pm|ask for Anna|old|new|mum|do not call|bureau|domicile|après 18h|le soir|7j/7|maman',
  ),
  ...remarks(
    'behind',
    'ufficio|casa|dopo le 18|solo mattina|mamma|oficina|trabajo|después de las 18 h|por la tarde|kantoor|thuis|na 18 uur|werk',
  ),
  ...remarks(
    'behind',
    'praca|dom|po 18.00|wieczorem|szef|iş|ev|akşam|hafta içi 9-18|escritório|casa da mãe|depois das 18h|só de manhã',
  ),
  ...remarks(
    'brackets',
    'Büro|privat|Fax|neu|alt|ab 18 Uhr|Mo-Fr 8-12|AB|Zentrale|Frau Berger|2. Stock|seit 03/2024|k. A.|?|home|work',
  ),
  ...remarks(
    'brackets',
    'after 6 pm|bureau|domicile|ufficio|casa|oficina|kantoor|thuis|praca|dom|iş|ev|escritório|only Tue–Thu|24h|WhatsApp',
  ),
];

/** A field with a remark, as its writer would have typed it. */
export function withRemark(field: string, { text, where }: Remark): string {
  if (where === 'before') return `${text} ${field}`;
  return where === 'behind' ? `${field} ${text}` : `${field} (${text})`;
}

/** Thirty; on either side stands a whole number. */
export const JOINERS: readonly string[] = [
  ...[';', '; ', ', ', ' / ', ' | ', ' • ', ' · ', ' & ', ' + ', '\n', '\r\n', ' // ', ', mobil: '],
  ...'oder|bzw.|u.|und|Handy|Fax|or|and|cell|ou|et|o|y|e|of|lub|veya'.split('|').map((word) => ` ${word} `),
];

/** The kinds of white space that HTML collapses, and the blanks of typographers: twenty-four. */
export const BLANKS: readonly string[] = [
  ...[' ', '\t', '\n', '\r\n', '\f', '  ', '\n    '],
  ...'\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000',
];
