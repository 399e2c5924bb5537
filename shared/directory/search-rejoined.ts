import type { Contact } from '../contact.ts';
import { foldWords } from '../name/fold.ts';
import { readSpelling } from '../name/written-letters.ts';
import { sortKey } from './names/field.ts';
import { isConnector, meet, type Parting, partingsOf } from './names/partings.ts';
import { partOfWord, type QueryWord } from './names/query-word.ts';
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
/** Letters of a word that may be several. Beside other words, short ones are hardly ever joined. */
const LEAST_LETTERS = { alone: 4, besideOthers: 6 };
/** Candidates that are read at most: many contacts may have the words, and few of them next to each other. */
const MOST_CANDIDATES = 160;
const CHUNK = 20;

interface Wish {
  limit: number;
  /** Ids of contacts that are shown already. */
  shown: ReadonlySet<string>;
  /** Whether a typed word may stand for several of the contact. */
  mayBeParted: boolean;
}

/** Further contacts, best first. */
export async function searchRejoined(
  index: SearchableIndex,
  query: NameQuery,
  { limit, shown, mayBeParted }: Wish,
): Promise<NameHit[]> {
  const joints = jointsOf(query.words);
  const shorter = withoutConnectors(query);
  const find = async (parts: readonly SearchablePart[]) => {
    const candidates = parts.flatMap((part) =>
      candidatesIn(
        part,
        [
          ...shorter,
          ...joinedReadings(part, query, joints),
          ...(mayBeParted ? partedReadings(part, query) : []),
        ],
        MOST_CANDIDATES,
      ),
    );
    candidates.sort((a, b) => compare(a, b));
    return await firstHolding(candidates.slice(0, MOST_CANDIDATES), limit, shown);
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

/** Reads candidates until enough of them have the words of a run next to each other. */
async function firstHolding(candidates: readonly Candidate[], limit: number, shown: ReadonlySet<string>) {
  const found: (Candidate & { contact: Contact })[] = [];
  const ids = new Set<string>();
  for (let at = 0; at < candidates.length && ids.size < limit; at += CHUNK) {
    for (const each of await firstContacts(candidates.slice(at, at + CHUNK), CHUNK)) {
      const { contact, reading } = each;
      if (shown.has(contact.id) || (reading.run && !holdsRun(contact, reading.run))) continue;
      ids.add(contact.id);
      found.push(each);
    }
  }
  return found;
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

/** Words of the query that the contact may write together. */
interface Joint {
  from: number;
  to: number;
  /** In the form of `writtenWords`. */
  written: string;
}

function jointsOf(words: readonly QueryWord[]): Joint[] {
  const joints: Joint[] = [];
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 2; to <= Math.min(words.length, from + MOST_JOINED); to++) {
      const run = words.slice(from, to).map(({ written }) => written);
      joints.push({ from, to, written: run.join('') });
      // Family names of names without blanks go first, wherever they were typed.
      if (run.every((word) => IS_UNSPACED.test(word)))
        joints.push({ from, to, written: run.toReversed().join('') });
    }
  }
  return joints;
}

/** The query with some of its words written together, as far as the segment has such words. */
function joinedReadings({ segment }: SearchablePart, query: NameQuery, joints: readonly Joint[]): Reading[] {
  const { words, without } = query;
  return joints
    .filter(({ written }) => meet(segment.dictionary, written) !== 'none')
    .map(({ from, to, written }) => {
      const joined = [...words.slice(0, from), partOfWord(written, false), ...words.slice(to)];
      return { query: { words: joined, without } };
    });
}

/** The query without words for which a contact may have a sign. */
function withoutConnectors({ words, without }: NameQuery): Reading[] {
  const others = words.filter(({ text }) => !isConnector(text));
  return others.length > 0 && others.length < words.length ? [{ query: { words: others, without } }] : [];
}

/** The query with one of its words taken apart, as the segment has the parts. */
function partedReadings({ segment }: SearchablePart, { words, without }: NameQuery): Reading[] {
  return words.flatMap((word, at) =>
    partingsOf(segment, word.written, LEAST_LETTERS[words.length > 1 ? 'besideOthers' : 'alone']).map(
      (run) => {
        const parts = run.parts.map((part, i) =>
          partOfWord(part, !run.isUnfinished || i < run.parts.length - 1),
        );
        return { query: { words: [...words.slice(0, at), ...parts, ...words.slice(at + 1)], without }, run };
      },
    ),
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
