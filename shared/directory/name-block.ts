import type { MatchReason } from '../api.ts';
import type { Contact } from '../contact.ts';
import { editsWithin } from '../name/edits.ts';
import { foldWords } from '../name/fold.ts';
import { koelner } from '../name/koelner.ts';
import { asUint32, readBlock, writeBlock } from './block.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { readContact, Strings, StringTable, writeContact } from './record.ts';

/**
 * Contacts with their folded words. A search compares its words with the distinct words of a block, then walks the
 * contacts' rows: simple, and linear in the directory; the index by prefix, edit and sound takes its place.
 */

const FIELDS = ['name', 'company', 'department', 'jobTitle', 'town', 'email'] as const;

export class NameBlockWriter {
  readonly #starts: number[] = [];
  readonly #records = new ByteWriter();
  readonly #strings = new StringTable();
  readonly #rows = new ByteWriter();
  readonly #words = new StringTable();

  add(contact: Contact): void {
    this.#starts.push(this.#records.length);
    writeContact(this.#records, this.#strings, contact);
    const words = wordsOf(contact);
    this.#rows.integer(words.length);
    for (const { word, field } of words) {
      this.#rows.integer(this.#words.reference(word) * 8 + field);
    }
  }

  get count(): number {
    return this.#starts.length;
  }

  get sizeBytes(): number {
    const strings = this.#strings.sizeBytes + this.#words.sizeBytes;
    return 72 + this.#starts.length * 4 + this.#records.length + this.#rows.length + strings;
  }

  finish(): Uint8Array {
    const strings = this.#strings.finish();
    const words = this.#words.finish();
    return writeBlock('c', [
      Uint32Array.from(this.#starts),
      this.#records.finish(),
      strings.ends,
      strings.bytes,
      this.#rows.finish(),
      words.ends,
      words.bytes,
    ]);
  }
}

function wordsOf(contact: Contact): { word: string; field: number }[] {
  const name = [contact.displayName, contact.givenName, contact.surname, contact.nickName].join(' ');
  const texts = [
    name,
    contact.company,
    contact.department,
    contact.jobTitle,
    contact.town,
    contact.emails.join(' '),
  ];
  return texts.flatMap((text, field) => [...new Set(foldWords(text ?? ''))].map((word) => ({ word, field })));
}

export interface NameMatch {
  contact: Contact;
  score: number;
  matched: MatchReason[];
}

export interface NameQuery {
  /** Folded words that must all be found. */
  words: { word: string; sound: string; edits: number }[];
  /** Folded words none of which may begin a word of the contact. */
  without: string[];
}

/** Words of what a person typed. `-word` excludes. Undefined when nothing is left to look for. */
export function parseNameQuery(text: string): NameQuery | undefined {
  const parts = text.split(/\s+/u);
  const without = parts.filter((part) => part.startsWith('-')).flatMap((part) => foldWords(part));
  const words = parts
    .filter((part) => !part.startsWith('-'))
    .flatMap((part) => foldWords(part))
    .slice(0, 8)
    .map((word) => ({ word, sound: word.length > 2 ? koelner(word) : '', edits: editsFor(word) }));
  return words.length === 0 ? undefined : { words, without };
}

/** A word of three letters has no room for a typing error; from seven on there is room for two. */
function editsFor(word: string): number {
  if (word.length < 4) return 0;
  return word.length < 7 ? 1 : 2;
}

const HOW = ['sound', 'typo', 'prefix', 'exact'] as const;
const SCORE = [1, 2, 4, 5];

export class NameBlock {
  readonly #starts: Uint32Array;
  readonly #records: Uint8Array;
  readonly #strings: Strings;
  readonly #rows: Uint8Array;
  readonly #wordEnds: Uint32Array;
  readonly #words: Strings;
  #texts: { word: string; sound: string }[] | undefined;

  /** Throws FormatError. */
  constructor(bytes: Uint8Array) {
    const sections = readBlock('c', bytes, 7);
    const section = (i: number) => sections[i] ?? new Uint8Array();
    this.#starts = asUint32(section(0));
    this.#records = section(1);
    this.#strings = new Strings(asUint32(section(2)), section(3));
    this.#rows = section(4);
    this.#wordEnds = asUint32(section(5));
    this.#words = new Strings(this.#wordEnds, section(6));
  }

  search(query: NameQuery): NameMatch[] {
    const matches = query.words.map((word) => this.#levels(word));
    const excluded = query.without.map((word) =>
      this.#distinct().map((known) => known.word.startsWith(word)),
    );
    const rows = new ByteReader(this.#rows, 0);
    const found: NameMatch[] = [];
    for (const start of this.#starts) {
      const best = query.words.map(() => ({ level: 0, field: 0 }));
      let isExcluded = false;
      for (let left = rows.integer(); left > 0; left--) {
        const entry = rows.integer();
        const word = (entry >>> 3) - 1;
        if (excluded.some((flags) => flags[word])) isExcluded = true;
        matches.forEach((levels, i) => {
          const level = levels[word] ?? 0;
          const slot = best[i];
          if (slot && level > slot.level) Object.assign(slot, { level, field: entry & 7 });
        });
      }
      if (isExcluded || best.some((slot) => slot.level === 0)) continue;
      found.push({
        contact: readContact(new ByteReader(this.#records, start), this.#strings),
        score: best.reduce(
          (sum, slot) => sum + (SCORE[slot.level - 1] ?? 0) + (slot.field === 0 ? 0.5 : 0),
          0,
        ),
        matched: best.map((slot) => ({
          field: FIELDS[slot.field] ?? 'name',
          how: HOW[slot.level - 1] ?? 'sound',
        })),
      });
    }
    return found;
  }

  /** How well each distinct word of the block meets the wanted one: 0 not at all, else 1 + its place in HOW. */
  #levels(wanted: { word: string; sound: string; edits: number }): Uint8Array {
    const known = this.#distinct();
    const levels = new Uint8Array(known.length);
    known.forEach(({ word, sound }, i) => {
      if (word === wanted.word) levels[i] = 4;
      else if (word.startsWith(wanted.word)) levels[i] = 3;
      else if (wanted.edits > 0 && editsWithin(wanted.word, word, wanted.edits) !== undefined) levels[i] = 2;
      else if (wanted.sound !== '' && sound === wanted.sound) levels[i] = 1;
    });
    return levels;
  }

  #distinct(): { word: string; sound: string }[] {
    this.#texts ??= Array.from(this.#wordEnds, (_, i) => {
      const word = this.#words.required(i + 1);
      return { word, sound: word.length > 2 ? koelner(word) : '' };
    });
    return this.#texts;
  }
}
