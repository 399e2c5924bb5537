import { foldWords, plainWords } from '#shared/name/fold.ts';
import { koelner } from '#shared/name/koelner.ts';
import type { Listed } from '../data/directory.ts';
import { indexedWords } from '../indexed-words.ts';
import { editsWithin } from './edits.ts';

/**
 * The directory as plain columns. Goes over every contact to decide which ones are relevant to a query. It has no index and
 * no candidates, and shares nothing with the measured engines.
 */
export class RawDirectory {
  readonly #ids = new Map<string, number>();
  readonly words: string[] = [];
  /** Contacts with the word as their surname. */
  readonly #bearers: number[] = [];
  /** Words of contacts that have a word with ae, oe or ue. */
  readonly #writtenOtherwise = new Map<number, string[]>();
  readonly #onlyFolded = new Map<string, boolean>();
  #plainWords: string[] | undefined;
  readonly #wordIds = new Column(Uint32Array);
  /** Contact `i` has the words from `#ends[i - 1]` to `#ends[i]`. */
  readonly #ends = new Column(Uint32Array);
  readonly #numberKeys = new Column(Float64Array);
  readonly #numberLengths = new Column(Uint8Array);
  readonly #numberOwners = new Column(Uint32Array);
  readonly #companyIds = new Map<string, number>();
  readonly #companies = new Column(Uint32Array);
  readonly #trunks = new Set<string>();
  #sounds: Set<string> | undefined;
  #signatures: Uint32Array | undefined;

  add({ contact, trunk }: Listed): void {
    const index = this.#ends.length;
    const folded = indexedWords(contact);
    const plain = indexedWords(contact, plainWords);
    if (plain.some((word) => !folded.includes(word))) this.#writtenOtherwise.set(index, plain);
    for (const word of folded) this.#wordIds.push(this.#id(word));
    this.#ends.push(this.#wordIds.length);
    for (const word of foldWords(contact.surname ?? '')) {
      const id = this.#id(word);
      this.#bearers[id] = (this.#bearers[id] ?? 0) + 1;
    }
    for (const { e164 } of contact.numbers) {
      this.#numberKeys.push(keyOf(e164.slice(1), '0'));
      this.#numberLengths.push(e164.length - 1);
      this.#numberOwners.push(index);
    }
    this.#companies.push(this.#companyId(contact.company));
    if (trunk !== undefined) this.#trunks.add(trunk);
  }

  get size(): number {
    return this.#ends.length;
  }

  has(word: string): boolean {
    return this.#ids.has(word);
  }

  bearersOf(surname: string): number {
    return this.#bearers[this.#ids.get(surname) ?? -1] ?? 0;
  }

  withWords(words: readonly string[]): number[] {
    return this.#matching(words.map((word) => [this.#ids.get(word) ?? -1]));
  }

  withPrefixes(prefixes: readonly string[]): number[] {
    return this.#matching(
      prefixes.map((prefix) => this.words.flatMap((word, id) => (word.startsWith(prefix) ? [id] : []))),
    );
  }

  withNumber(digits: string): number[] {
    const key = keyOf(digits, '0');
    const lengths = this.#numberLengths.items;
    return this.#owners((at, i) => at === key && lengths[i] === digits.length);
  }

  withNumberPrefix(digits: string): number[] {
    const [low, high] = [keyOf(digits, '0'), keyOf(digits, '9')];
    const lengths = this.#numberLengths.items;
    return this.#owners((at, i) => at >= low && at <= high && (lengths[i] ?? 0) >= digits.length);
  }

  withNumberEnd(digits: string): number[] {
    const lengths = this.#numberLengths.items;
    const end = Number(digits);
    const range = 10 ** digits.length;
    return this.#owners((at, i) => Math.floor(at / 10 ** (15 - (lengths[i] ?? 0))) % range === end);
  }

  /** True when some word begins so only after folding. */
  hasOnlyFolded(prefix: string): boolean {
    let known = this.#onlyFolded.get(prefix);
    if (known === undefined) {
      const [folded = ''] = foldWords(prefix);
      this.#plainWords ??= [...new Set([...this.#writtenOtherwise.values()].flat())];
      const isFolded = (word: string) => !word.startsWith(prefix) && foldWords(word)[0]?.startsWith(folded);
      known = this.#plainWords.some(isFolded);
      this.#onlyFolded.set(prefix, known);
    }
    return known;
  }

  /** Contacts with a word that begins so once its accents are removed, with `ae` left as it is written. */
  withLiteralPrefix(prefix: string): number[] {
    const written = [...this.#writtenOtherwise].flatMap(([contact, words]) =>
      words.some((word) => word.startsWith(prefix)) ? [contact] : [],
    );
    return [
      ...this.withPrefixes([prefix]).filter((contact) => !this.#writtenOtherwise.has(contact)),
      ...written,
    ];
  }

  /** True when at least two numbers of the company, and no other company's, begin with the digits. */
  isTrunkOf(digits: string, company: string): boolean {
    const [low, high] = [keyOf(digits, '0'), keyOf(digits, '9')];
    const numbers = new Set<number>();
    const owners = this.#owners((at) => at >= low && at <= high && numbers.add(at) !== undefined);
    const id = this.#companyId(company);
    return numbers.size >= 2 && owners.every((owner) => this.#companies.items[owner] === id);
  }

  /** True when the digits lie in a company's range according to the generator. */
  isBelowTrunk(digits: string): boolean {
    for (let i = 1; i <= digits.length; i++) if (this.#trunks.has(digits.slice(0, i))) return true;
    return false;
  }

  /** True when no word of the directory begins with the word, sounds like it or is within `edits` of it. */
  isNonsense(word: string, edits: number): boolean {
    this.#sounds ??= new Set(this.words.map(koelner));
    this.#signatures ??= Uint32Array.from(this.words, signature);
    if (this.#sounds.has(koelner(word))) return false;
    const letters = signature(word);
    return !this.words.some((known, i) => {
      if (known.startsWith(word)) return true;
      // An edit changes at most two letters of the set.
      const differing = bits(letters ^ (this.#signatures?.[i] ?? 0));
      return differing <= 2 * edits && editsWithin(known, word, edits) !== undefined;
    });
  }

  /** Contacts with a word of every group. */
  #matching(groups: readonly (readonly number[])[]): number[] {
    const wanted = groups.map((ids) => {
      const flags = new Uint8Array(this.words.length);
      for (const id of ids) if (id >= 0) flags[id] = 1;
      return flags;
    });
    const words = this.#wordIds.items;
    const ends = this.#ends.items;
    const found: number[] = [];
    for (let contact = 0, at = 0; contact < this.size; contact++) {
      const end = ends[contact] ?? 0;
      const isRelevant = wanted.every((flags) => {
        for (let i = at; i < end; i++) if (flags[words[i] ?? 0] === 1) return true;
        return false;
      });
      if (isRelevant) found.push(contact);
      at = end;
    }
    return found;
  }

  #owners(matches: (key: number, i: number) => boolean): number[] {
    const owners = new Set<number>();
    const keys = this.#numberKeys.items;
    for (let i = 0; i < this.#numberKeys.length; i++) {
      if (matches(keys[i] ?? 0, i)) owners.add(this.#numberOwners.items[i] ?? 0);
    }
    return [...owners];
  }

  #id(word: string): number {
    let id = this.#ids.get(word);
    if (id === undefined) {
      id = this.words.push(word) - 1;
      this.#ids.set(word, id);
    }
    return id;
  }

  /** 0 stands for "none". */
  #companyId(company: string | undefined): number {
    if (company === undefined) return 0;
    const known = this.#companyIds.get(company);
    if (known !== undefined) return known;
    this.#companyIds.set(company, this.#companyIds.size + 1);
    return this.#companyIds.size;
  }
}

type Items = Uint32Array | Float64Array | Uint8Array;

/** A growing column of numbers. */
class Column {
  items: Items;
  length = 0;

  constructor(type: new (length: number) => Items) {
    this.items = new type(4096);
  }

  push(value: number): void {
    if (this.length === this.items.length) {
      const larger = new (this.items.constructor as new (length: number) => Items)(this.length * 2);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.length++] = value;
  }
}

function keyOf(digits: string, fill: '0' | '9'): number {
  return Number(digits.slice(0, 15).padEnd(15, fill));
}

function signature(word: string): number {
  let set = 0;
  for (let i = 0; i < word.length; i++) set |= 1 << (word.charCodeAt(i) & 31);
  return set >>> 0;
}

function bits(value: number): number {
  let count = 0;
  for (let rest = value >>> 0; rest !== 0; rest &= rest - 1) count++;
  return count;
}
