import type { Contact } from '../contact.ts';
import { foldWords } from '../name/fold.ts';
import { readSpelling } from '../name/written-letters.ts';
import { sortKey } from './names/field.ts';
import { isConnector, type Parting, partingsOf } from './names/partings.ts';
import { type QueryWord, queryWord, wholeWord } from './names/query-word.ts';
import { KIND, type NameQuery, type SegmentHit, searchSegment } from './names/search-segment.ts';
import {
  firstContacts,
  type NameHit,
  type SearchableIndex,
  type SearchablePart,
} from './searchable-index.ts';

/** Finds contacts whose words are joined where the query separates them, or the reverse. */

/** A query with other blanks. */
interface Reading {
  query: NameQuery;
  /** The words that must follow one another in the contact; absent when one word of the index holds them all. */
  run?: Parting;
}

/** Words that one name joins: von und zu makes three. */
const MOST_JOINED = 4;
/** Candidates per wanted contact: those that have the words apart from each other are dropped once they are read. */
const CANDIDATES = 4;

/** Up to `limit` contacts besides those `shown`, best first. */
export async function searchRejoined(
  index: SearchableIndex,
  query: NameQuery,
  limit: number,
  shown: ReadonlySet<string>,
): Promise<NameHit[]> {
  const joined = joinedReadings(query);
  const most = CANDIDATES * limit + shown.size;
  const find = async (parts: readonly SearchablePart[]) => {
    const candidates = parts.flatMap((part) =>
      candidatesIn(part, [...joined, ...partedReadings(part, query)], most),
    );
    candidates.sort((a, b) => compare(a, b) || 0);
    return (await firstContacts(candidates, most)).filter(
      ({ contact, reading: { run } }) => !shown.has(contact.id) && (!run || holdsRun(contact, run)),
    );
  };
  const found = await find(index.base);
  if (index.overlay) {
    found.push(...(await find([index.overlay])));
    const keys = new Map(found.map(({ contact }) => [contact, sortKey(contact)]));
    const keyOf = (contact: Contact) => keys.get(contact) ?? '';
    found.sort((a, b) => compare(a, b) || (keyOf(a.contact) < keyOf(b.contact) ? -1 : 1));
  }
  const hits = new Map<string, NameHit>();
  for (const { contact, score } of found)
    if (hits.size < limit && !hits.has(contact.id))
      hits.set(contact.id, { contact, kind: KIND.folded, score });
  return [...hits.values()];
}

interface Candidate {
  part: SearchablePart;
  position: number;
  reading: Reading;
  kind: number;
  score: number;
}

function candidatesIn(part: SearchablePart, readings: readonly Reading[], most: number): Candidate[] {
  return readings.flatMap((reading) =>
    searchSegment(part.segment, reading.query, 'begun', most).map((hit) => ({
      part,
      position: hit.contact,
      reading,
      kind: hit.kind,
      score: scoreOf(hit, reading.query.words.length),
    })),
  );
}

/** Below the score of any word that is only folded. */
function scoreOf({ score }: SegmentHit, words: number): number {
  return Math.round((0.6 * score) / words);
}

function compare(a: Candidate, b: Candidate): number {
  return a.kind - b.kind || b.score - a.score;
}

/** The query with neighbouring words written together, and without words that a sign may stand for. */
function joinedReadings({ words, without }: NameQuery): Reading[] {
  const readings: Reading[] = [];
  const add = (given: readonly QueryWord[]) => readings.push({ query: { words: given, without } });
  const others = words.filter(({ text }) => !isConnector(text));
  if (others.length > 0 && others.length < words.length) add(others);
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 2; to <= Math.min(words.length, from + MOST_JOINED); to++) {
      const run = words.slice(from, to);
      const isUnspaced = run.every(({ text }) => IS_UNSPACED.test(text));
      for (const each of isUnspaced ? [run, run.toReversed()] : [run]) {
        const joined = queryWord(each.map(({ written }) => written).join(''), words.length === run.length);
        add([...words.slice(0, from), joined, ...words.slice(to)]);
      }
    }
  }
  return readings;
}

/** The query with one of its words taken apart, as the segment has the parts. */
function partedReadings({ segment }: SearchablePart, { words, without }: NameQuery): Reading[] {
  return words.flatMap((word, at) =>
    partingsOf(segment.dictionary, word.written).map((run) => {
      const parts = run.parts.map((part, i) =>
        wholeWord(part, !run.isUnfinished || i < run.parts.length - 1),
      );
      return { query: { words: [...words.slice(0, at), ...parts, ...words.slice(at + 1)], without }, run };
    }),
  );
}

const IS_UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u;

/** Whether the parts follow one another in a field of the contact, or in its whole name in either order. */
function holdsRun(contact: Contact, { parts, isUnfinished }: Parting): boolean {
  const wanted = parts.map((part) => readSpelling(part).word);
  const isHeld = (words: readonly string[]) =>
    words.some((_, from) =>
      wanted.every((word, i) => {
        const given = words[from + i];
        return isUnfinished && i === wanted.length - 1 ? given?.startsWith(word) : given === word;
      }),
    );
  return textsOf(contact).some((text) => {
    const words = foldWords(text).filter((word) => !isConnector(word));
    return isHeld(words) || (wanted.every((word) => IS_UNSPACED.test(word)) && isHeld(words.toReversed()));
  });
}

function textsOf(contact: Contact): string[] {
  const {
    displayName,
    givenName = '',
    surname = '',
    nickName,
    company,
    department,
    jobTitle,
    town,
    office,
  } = contact;
  const { yomiGivenName = '', yomiSurname = '', yomiCompany } = contact;
  const wholeNames = [
    `${givenName} ${surname}`,
    `${surname} ${givenName}`,
    `${yomiSurname} ${yomiGivenName}`,
  ];
  const others = [nickName, company, yomiCompany, department, jobTitle, town, office];
  return [displayName, ...wholeNames, ...others.filter((text) => text !== undefined)];
}
