import type { MatchReason } from '../../api.ts';
import type { Contact } from '../../contact.ts';
import { foldWords } from '../../name/fold.ts';
import { editDistance, FAR } from './edit-distance.ts';
import { soundOf } from './segment.ts';
import type { QueryWord } from './spelling.ts';
import { termBytes } from './term-dictionary.ts';

/** Why a contact was found: for each word of the query, the field that meets it best, and how. Computed for shown contacts only. */
export function matchReasons(contact: Contact, words: readonly QueryWord[]): MatchReason[] {
  const fields = fieldsOf(contact);
  return words.flatMap((word) => {
    let best: { rank: number; reason: MatchReason } | undefined;
    for (const { field, words: known } of fields) {
      for (const text of known) {
        const how = meets(word, text) ?? (word.otherwise && meets(word.otherwise, text));
        if (how && (!best || RANK[how] < best.rank)) best = { rank: RANK[how], reason: { field, how } };
      }
    }
    return best ? [best.reason] : [];
  });
}

const RANK = { exact: 0, prefix: 1, typo: 2, sound: 3 } as const;

function meets(word: QueryWord, text: string): MatchReason['how'] | undefined {
  if (text === word.text) return 'exact';
  if (text.startsWith(word.text)) return 'prefix';
  const bytes = termBytes(text);
  const limit = word.bytes.length < 3 ? 0 : word.bytes.length < 5 ? 1 : 2;
  if (limit > 0 && editDistance(word.bytes, bytes, bytes.length, limit) !== FAR) return 'typo';
  if (word.sound !== 0 && soundOf(text) === word.sound) return 'sound';
  if (limit === 0 || bytes.length <= word.bytes.length) return undefined;
  for (let length = word.bytes.length - 1; length <= word.bytes.length + 1; length++) {
    if (editDistance(word.bytes, bytes, length, 1) !== FAR) return 'typo';
  }
  return undefined;
}

function fieldsOf(contact: Contact): { field: MatchReason['field']; words: string[] }[] {
  const of = (field: MatchReason['field'], ...texts: (string | undefined)[]) => ({
    field,
    words: texts.flatMap((text) => (text === undefined ? [] : foldWords(text))),
  });
  return [
    of('name', contact.surname, contact.givenName, contact.nickName, contact.displayName),
    of('company', contact.company),
    of('department', contact.department),
    of('jobTitle', contact.jobTitle),
    of('town', contact.town, contact.office),
    of('email', ...contact.emails),
  ];
}
