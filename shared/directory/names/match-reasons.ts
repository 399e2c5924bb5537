import type { MatchReason } from '../../api.ts';
import type { Contact } from '../../contact.ts';
import { foldWords } from '../../name/fold.ts';
import { FAR, mostEdits } from './edit-distance.ts';
import type { QueryWord } from './query-word.ts';
import { soundOf } from './segment.ts';
import { termBytes } from './term-dictionary.ts';

/** Why a contact was found: for each word of the query, the field that matches it, and how. Computed for shown contacts only. */
export function matchReasons(contact: Contact, words: readonly QueryWord[]): MatchReason[] {
  const texts = new FoldedTexts(contact);
  return words.flatMap((word) => {
    // Most words match as typed, and then the costly test for near matches is not needed.
    const reason = reasonBy(asTyped, texts, word) ?? reasonBy(nearly, texts, word);
    return reason ? [reason] : [];
  });
}

type Meets = (word: QueryWord, text: string) => MatchReason['how'] | undefined;

/** The first field with the best match. A match as typed ends the search. */
function reasonBy(meets: Meets, texts: FoldedTexts, word: QueryWord): MatchReason | undefined {
  let best: MatchReason | undefined;
  for (let at = 0; at < FIELDS.length; at++) {
    for (const text of texts.of(at)) {
      let how = meets(word, text);
      for (const reading of word.readings) how ??= meets(reading, text);
      if (how && (!best || RANK[how] < RANK[best.how])) best = { field: FIELDS[at]?.[0] ?? 'name', how };
    }
    if (best && RANK[best.how] <= RANK.prefix) break;
  }
  return best;
}

/** A contact's words by field, folded once and on demand. */
class FoldedTexts {
  readonly #contact: Contact;
  readonly #known: string[][] = [];

  constructor(contact: Contact) {
    this.#contact = contact;
  }

  of(field: number): readonly string[] {
    const texts = () => FIELDS[field]?.[1](this.#contact) ?? [];
    this.#known[field] ??= texts().flatMap((text) => (text === undefined ? [] : foldWords(text)));
    return this.#known[field];
  }
}

const FIELDS: readonly [MatchReason['field'], (contact: Contact) => (string | undefined)[]][] = [
  [
    'name',
    ({ surname, givenName, nickName, displayName, initials, yomiSurname, yomiGivenName }) => [
      surname,
      givenName,
      nickName,
      // Most contacts have nothing else here.
      displayName === `${givenName} ${surname}` ? undefined : displayName,
      initials,
      yomiSurname,
      yomiGivenName,
    ],
  ],
  ['company', ({ company, yomiCompany }) => [company, yomiCompany]],
  ['department', ({ department }) => [department]],
  ['jobTitle', ({ jobTitle }) => [jobTitle]],
  ['town', ({ town, office }) => [town, office]],
  ['email', ({ emails }) => emails],
  ['address', ({ homeAddress }) => [homeAddress]],
  ['notes', ({ notes }) => [notes]],
];

const RANK = { exact: 0, prefix: 1, typo: 2, sound: 3 } as const;

function asTyped(word: QueryWord, text: string): MatchReason['how'] | undefined {
  if (!text.startsWith(word.text)) return undefined;
  return text.length === word.text.length ? 'exact' : 'prefix';
}

/** For a text that does not begin with the word. */
function nearly(word: QueryWord, text: string): MatchReason['how'] | undefined {
  const bytes = termBytes(text);
  const limit = mostEdits(word.bytes.length);
  if (limit > 0 && word.edits.countTo(bytes, bytes.length, limit) !== FAR) return 'typo';
  if (word.sound !== 0 && soundOf(text) === word.sound) return 'sound';
  if (limit === 0 || bytes.length <= word.bytes.length) return undefined;
  for (let length = word.bytes.length - 1; length <= word.bytes.length + 1; length++) {
    if (word.edits.countTo(bytes, length, 1) !== FAR) return 'typo';
  }
  return undefined;
}
