/**
 * Forms of numbers that a plan had before it changed. libphonenumber knows a few itself (Argentina's 15, some of Brazil's
 * carriers); this table holds the others. Pure. The plans of today, which each translation must satisfy, are in `national-plan.ts`.
 */

interface OldForm {
  /** National digits as they were written, with the trunk prefix of the time. */
  was: RegExp;
  now: string;
  /** The old form is as long as some numbers of today. It is old only because its range is assigned to nobody. */
  isPossibleToday?: true;
  /** Inside the country too, the form begins with no trunk zero. Without this, digits that are no `0…` are left alone there. */
  hasNoZero?: true;
}

/** Old forms by calling code, each with the day of the change and a page that describes it. */
const OLD_FORMS: Readonly<Record<string, readonly OldForm[]>> = {
  /** 2002-11-03: 210 for Athens' 01. https://en.wikipedia.org/wiki/Telephone_numbers_in_Greece */
  '30': [{ was: /^0?1(\d{7})$/, now: '210$1' }],
  /** 1998-12-18: the zero of the area code became part of the number. https://en.wikipedia.org/wiki/Telephone_numbers_in_Italy */
  '39': [{ was: /^((?!800)[1-9]\d{5,9})$/, now: '0$1', isPossibleToday: true }],
  /** 2007-03-31: 044 for Zurich's 01. https://www.teltarif.ch/arch/2004/kw02/s2456.html */
  '41': [{ was: /^0?1(\d{7})$/, now: '44$1' }],
  /** 2010-05-15: no trunk zero. https://gsmonline.pl/artykuly/likwidacja-zera-przy-wybieraniu-numeru-krajowego */
  '48': [{ was: /^0([1-9]\d{8})$/, now: '$1' }],
  /** 2019-08-03: no 01, 044, 045, nor 1 from abroad. https://www.commsupdate.com/articles/2019/07/18/mexico-to-introduce-10-digit-phone-numbers-on-3-august/ */
  '52': [
    { was: /^1(\d{10})$/, now: '$1' },
    { was: /^0(?:1|4[45])(\d{10})$/, now: '$1' },
  ],
  /** Behind +54 9, the 15 is dialled by nobody, though people keep it. https://en.wikipedia.org/wiki/Telephone_numbers_in_Argentina */
  '54': [
    { was: /^90?(11)15(\d{8})$/, now: '9$1$2' },
    { was: /^90?([23]\d\d)15(\d{7})$/, now: '9$1$2' },
    { was: /^90?([23]\d{3})15(\d{6})$/, now: '9$1$2' },
  ],
  /**
   * A carrier of one's choice, two digits behind the zero (1999): https://www.maniadecelular.com.br/232654/codigos-de-selecao-de-prestadora-csp.html
   * 9 before the eight digits of mobile numbers (2012 to 2016-11-06): https://en.wikipedia.org/wiki/Telephone_numbers_in_Brazil
   */
  '55': [
    { was: /^0\d\d([1-9]\d{9,10})$/, now: '$1' },
    { was: /^(?:0(?:\d\d)?)?([1-9]\d)([89]\d{7})$/, now: '$19$2', isPossibleToday: true },
  ],
  /**
   * 2 behind the area code (2012-10-20 to 2013-07-06): https://studylib.net/doc/13545234/chile--country-code--56--communication-of-2.vii.2014-
   * No trunk zero (2016-09): https://en.wikipedia.org/wiki/Telephone_numbers_in_Chile
   */
  '56': [
    { was: /^0?(2)([2-9]\d{6})$/, now: '$12$2' },
    { was: /^0([3-7]\d)(\d{6})$/, now: '$12$2' },
    { was: /^0([2-9]\d{8})$/, now: '$1' },
  ],
  /** 2021-09-01: 60 before the digit of the area. https://radionacional.co/actualidad/como-marcar-de-celular-a-fijo-en-colombia */
  '57': [
    {
      was: /^(?:0(?:[3579]|4(?:[14]4|56))?)?([124-8]\d{7})$/,
      now: '60$1',
      isPossibleToday: true,
    },
  ],
  /** 2018-09-15: mobile numbers of 11 digits got 10. https://mobifone.vn/wps/portal/public/gioi-thieu/doi-dau-so/Doi_dau_so_top_1/ke-hoach-trien-khai-chuyen-doi-thue-bao */
  '84': [
    ...['120 70', '121 79', '122 77', '126 76', '128 78', '123 83', '124 84', '125 85', '127 81', '129 82'],
    ...['162 32', '163 33', '164 34', '165 35', '166 36', '167 37', '168 38', '169 39'],
    ...['186 56', '188 58', '199 59'],
  ].map((change) => {
    const [was, now] = change.split(' ');
    return { was: new RegExp(`^0?${was}(\\d{7})$`), now: `${now}$1`, isPossibleToday: true };
  }),
  /** 2021-01-31: the operator's two digits before the eight of old. https://newsgeek.ci/2020/07/28/telephonie-la-cote-divoire-bascule-a-10-chiffres-a-partir-du-31-janvier-2021 */
  '225': [
    { was: /^([04-9][0-3]\d{6})$/, now: '01$1', hasNoZero: true },
    { was: /^([04-9][4-6]\d{6})$/, now: '05$1', hasNoZero: true },
    { was: /^([04-9][7-9]\d{6})$/, now: '07$1', hasNoZero: true },
    { was: /^([23]\d8\d{5})$/, now: '21$1', hasNoZero: true },
    { was: /^([23]\d0\d{5})$/, now: '25$1', hasNoZero: true },
    { was: /^([23]\d[1-79]\d{5})$/, now: '27$1', hasNoZero: true },
  ],
  /** 2024-11-30: 01 before the eight digits of old. https://fr.allafrica.com/stories/202411300249.html */
  '229': [{ was: /^(\d{8})$/, now: '01$1', hasNoZero: true }],
  /** 2023-12-31: 20 before the eight digits of the fixed network. https://www.vanguardngr.com/2023/09/ncc-changes-nigerias-fixed-phone-lines-numbering-format-to-10-digits/ */
  '234': [{ was: /^0?((?!20|[789][01])[1-9]\d{7})$/, now: '20$1' }],
  /** 2009-10-14: the zero alone, for 8 and zero. https://www.mib.net.ua/2009/09/new-dialing-rules-in-ukraine.html */
  '380': [{ was: /^80([1-9]\d{8})$/, now: '$1', hasNoZero: true }],
  /** 2002-09-22: no trunk zero. https://english.radio.cz/12-million-telephone-lines-renumbered-throughout-country-8066209 */
  '420': [{ was: /^0([1-9]\d{8})$/, now: '$1' }],
};

export interface WrittenDigits {
  /** Calling code of the country whose number it is. */
  code: string;
  /** National digits as they were written, with whatever stands before them. */
  digits: string;
  isBehindCode: boolean;
  /** Numbers of today have this length. */
  isPossible: boolean;
}

export function hasOldForms(code: string): boolean {
  return Object.hasOwn(OLD_FORMS, code);
}

/** What digits of an old form have become, as national digits; most of the time nothing. The caller checks them by the plan. */
export function formsOfToday({ code, digits, isBehindCode, isPossible }: WrittenDigits): string[] {
  return (OLD_FORMS[code] ?? [])
    .filter((form) => isBehindCode || form.hasNoZero || digits.startsWith('0'))
    .filter((form) => !isPossible || form.isPossibleToday)
    .filter(({ was }) => was.test(digits))
    .map(({ was, now }) => digits.replace(was, now));
}

/** Brazilians, Argentines and Poles write `xx` where the caller puts the carrier: `(0xx11) 3456-7890`. */
const CARRIER_MARK =
  /(?<![\p{L}\d])((?:\+|00)(?:48|5[45])[\s.-]*)?([\s(]*0?[\s(-]*)([x×*]\s?[x×*])(?=[\s.)-]*\(?\s*[1-9])/giu;
const COUNTRIES_OF_CARRIERS = ['BR', 'AR', 'PL'];

/** `(0xx11) 3456-7890` → `(0..11) 3456-7890`, in countries with such marks and behind their codes. The text keeps its length. */
export function withoutCarrierMarks(text: string, country: string): string {
  return text.replace(CARRIER_MARK, (whole, code = '', before = '', mark = '') => {
    const isMark = code !== '' || (COUNTRIES_OF_CARRIERS.includes(country) && /[0(]/.test(before));
    return isMark ? code + before + (before.includes('0') ? '.' : '0').padEnd(mark.length, '.') : whole;
  });
}
