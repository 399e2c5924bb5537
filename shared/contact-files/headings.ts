/** Tells a column's content by its heading. Pure; the words are in `heading-table.ts` and `number-words.ts`. */
import type { AddressPart, AddressPlace, ContactText, FileNumberKind } from './file-contact.ts';
import {
  CATEGORY_HEADINGS,
  EMAIL_FILLERS,
  EMAIL_WORDS,
  NAME_HEADINGS,
  PART_WORDS,
  PLACE_WORDS,
  TEXT_HEADINGS,
  TITLE_HEADING,
  UNUSED_HEADINGS,
} from './heading-table.ts';
import { toWords } from './heading-words.ts';
import { kindOfMeanings, meaningsOf } from './number-kinds.ts';

export type Column =
  | { holds: 'text'; field: ContactText }
  | { holds: 'number'; kind: FileNumberKind }
  | { holds: 'address'; place: AddressPlace; part: AddressPart }
  | { holds: 'email' | 'categories' | 'unused' | 'unknown' }
  /** Google: the kind stands in the column before or after. */
  | { holds: 'labelled-number' | 'number-label'; position: string }
  /** `Office` or `Private` alone: whether it holds numbers shows in its values. */
  | { holds: 'perhaps-number'; kind: FileNumberKind; otherwise: Column };

type Found = Column | { holds: 'name' } | { holds: 'title' };

const KNOWN = buildKnown();
const EMAILS = new Set(toWords(EMAIL_WORDS));
const EMAIL_COMPANIONS = new Set([...EMAILS, ...toWords(EMAIL_FILLERS)]);
const PLACES = (Object.entries(PLACE_WORDS) as [AddressPlace, string][]).map(([place, words]) => ({
  place,
  words: new Set(toWords(words)),
}));
const PARTS = new Map(
  (Object.entries(PART_WORDS) as [AddressPart, string][]).flatMap(([part, headings]) =>
    headings.split('|').map((heading) => [keyOf(heading), part] as const),
  ),
);

/** Attributes of Active Directory whose names are too short to be words. */
const DIRECTORY_ADDRESS: Record<string, AddressPart | undefined> = {
  l: 'city',
  st: 'state',
  co: 'countryOrRegion',
};

export function columnsOf(headings: readonly string[]): Column[] {
  const found = headings.map(findColumn);
  const hasText = (field: ContactText) =>
    found.some((column) => column.holds === 'text' && column.field === field);
  // German lists have `Name;Vorname`, Spanish ones `Nombre;Apellidos`.
  const name: ContactText =
    hasText('givenName') && !hasText('surname')
      ? 'surname'
      : hasText('surname') && !hasText('givenName') && !hasText('displayName')
        ? 'givenName'
        : 'displayName';
  return found.map((column): Column => {
    if (column.holds === 'name') return { holds: 'text', field: name };
    if (column.holds === 'title') return { holds: 'text', field: hasText('title') ? 'jobTitle' : 'title' };
    return column;
  });
}

function findColumn(heading: string): Found {
  const google = /^\s*(phone|telephone|telefon)\s*(\d+) - (value|label|type|wert)\s*$/i.exec(heading);
  if (google?.[2])
    return {
      holds: /value|wert/i.test(google[3] ?? '') ? 'labelled-number' : 'number-label',
      position: google[2],
    };
  const directory = DIRECTORY_ADDRESS[heading.trim()];
  if (directory) return { holds: 'address', place: 'businessAddress', part: directory };
  const words = toWords(heading);
  if (words.length === 0) return { holds: 'unknown' };
  const known = KNOWN.get(words.join(' '));
  const meanings = meaningsOf(heading);
  if (!meanings) return known ?? mailOrAddress(words) ?? { holds: 'unknown' };
  const stated = kindOfMeanings(meanings);
  // A plain `Phone` is the one that a colleague calls.
  const kind = stated === 'other' && isPlain(meanings, words) ? 'business' : stated;
  const isPhone = ['phone', 'mobile', 'fax', 'pager'].some((meaning) => meanings.has(meaning as 'phone'));
  if (isPhone && known?.holds !== 'unused') return { holds: 'number', kind };
  if (known?.holds === 'name' || known?.holds === 'title') return known;
  const otherwise = known ?? mailOrAddress(words) ?? { holds: 'unknown' };
  return otherwise.holds === 'address' || otherwise.holds === 'email'
    ? otherwise
    : { holds: 'perhaps-number', kind, otherwise };
}

const SPECIAL = new Set([
  'callback',
  'radio',
  'tty',
  'tdd',
  'isdn',
  'ruckmeldung',
  'rappel',
  'horbehinderte',
]);

function isPlain(meanings: ReadonlySet<string>, words: readonly string[]): boolean {
  return !meanings.has('other') && !words.some((word) => SPECIAL.has(word));
}

/** `Calle del trabajo` has these between part and place. */
const BETWEEN = new Set(['de', 'del', 'la', 'do', 'da']);

function mailOrAddress(words: readonly string[]): Column | undefined {
  if (words.some((word) => EMAILS.has(word)) && words.every(isOfMail)) return { holds: 'email' };
  const whole = PARTS.get(words.join(' '));
  if (whole) return { holds: 'address', place: 'businessAddress', part: whole };
  for (const { place, words: placeWords } of PLACES) {
    const rest = words.filter((word) => !placeWords.has(word) && !BETWEEN.has(word));
    if (rest.length === words.length) continue;
    const part = PARTS.get(rest.join(' ')) ?? PARTS.get(rest.filter((word) => word !== 'address').join(' '));
    if (part) return { holds: 'address', place, part };
  }
  return undefined;
}

function isOfMail(word: string): boolean {
  return EMAIL_COMPANIONS.has(word) || meaningsOf(word) !== undefined;
}

function buildKnown(): Map<string, Found> {
  const known = new Map<string, Found>();
  const add = (headings: string, column: Found) => {
    for (const heading of headings.split('|')) known.set(keyOf(heading), column);
  };
  add(UNUSED_HEADINGS, { holds: 'unused' });
  add(NAME_HEADINGS, { holds: 'name' });
  add(TITLE_HEADING, { holds: 'title' });
  add(CATEGORY_HEADINGS, { holds: 'categories' });
  for (const [field, languages] of Object.entries(TEXT_HEADINGS) as [ContactText, Record<string, string>][])
    for (const headings of Object.values(languages)) add(headings, { holds: 'text', field });
  return known;
}

function keyOf(heading: string): string {
  return toWords(heading).join(' ');
}
