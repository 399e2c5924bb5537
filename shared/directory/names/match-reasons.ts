import type { MatchReason } from '../../api.ts';
import type { Contact } from '../../contact.ts';
import { foldWords } from '../../name/fold.ts';
import { editDistance, FAR, mostEdits } from './edit-distance.ts';
import { soundOf } from './segment.ts';
import type { QueryWord } from './spelling.ts';
import { termBytes } from './term-dictionary.ts';

/** Why a contact was found: for each word of the query, the field that meets it, and how. Computed for shown contacts only. */
export function matchReasons(contact: Contact, words: readonly QueryWord[]): MatchReason[] {
  const folded = new Map<MatchReason['field'], string[]>();
  return words.flatMap((word) => {
    let best: MatchReason | undefined;
    for (const [field, textsOf] of FIELDS) {
      const known =
        folded.get(field) ?? textsOf(contact).flatMap((text) => (text === undefined ? [] : foldWords(text)));
      folded.set(field, known);
      for (const text of known) {
        const how = meets(word, text) ?? (word.otherwise && meets(word.otherwise, text));
        if (how && (!best || RANK[how] < RANK[best.how])) best = { field, how };
      }
      // The fields come in the order of what they say: a word that is met as it was typed needs no other.
      if (best && RANK[best.how] <= RANK.prefix) break;
    }
    return best ? [best] : [];
  });
}

const FIELDS: readonly [MatchReason['field'], (contact: Contact) => (string | undefined)[]][] = [
  [
    'name',
    ({ surname, givenName, nickName, displayName, initials, yomiSurname, yomiGivenName }) => [
      surname,
      givenName,
      nickName,
      displayName,
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

function meets(word: QueryWord, text: string): MatchReason['how'] | undefined {
  if (text === word.text) return 'exact';
  if (text.startsWith(word.text)) return 'prefix';
  const bytes = termBytes(text);
  const limit = mostEdits(word.bytes.length);
  if (limit > 0 && editDistance(word.bytes, bytes, bytes.length, limit) !== FAR) return 'typo';
  if (word.sound !== 0 && soundOf(text) === word.sound) return 'sound';
  if (limit === 0 || bytes.length <= word.bytes.length) return undefined;
  for (let length = word.bytes.length - 1; length <= word.bytes.length + 1; length++) {
    if (editDistance(word.bytes, bytes, length, 1) !== FAR) return 'typo';
  }
  return undefined;
}
