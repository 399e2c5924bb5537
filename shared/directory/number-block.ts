import type { Contact, NumberKind } from '../contact.ts';
import { foldWords } from '../name/fold.ts';
import { asFloat64, asUint32, readBlock, writeBlock } from './block.ts';
import {
  type CompanyMatchRule,
  companyOf,
  MIN_COMMON_DIGITS,
  type Neighbour,
  standsForCompany,
} from './company-match.ts';
import { FormatError } from './head.ts';
import { ContactRows, ContactRowsWriter, ROW_SECTIONS } from './record.ts';

/**
 * Numbers sorted by their digits, each with the contact that carries it. An exact number, the numbers that an unfinished one
 * begins, and the neighbours of a number lie side by side, so one read gives the answer.
 */

const E164_DIGITS = 15;

/**
 * Digits (E.164 without its plus) left-justified to fifteen digits: an integer below 2⁵³ whose order is the order of
 * the digits. Numbers that differ in trailing zeros only share a key; the number of digits tells them apart.
 */
export function numberKey(digits: string): number {
  return Number(digits.slice(0, E164_DIGITS).padEnd(E164_DIGITS, '0'));
}

/** Flags of an entry, above the count of digits before its extension (0 … 15): the contact stands for a company; the number is personal. */
const CENTRE = 16;
const PERSONAL = 64;

/** Whether an entry counts, by its contact and its number's digits. */
export type IsWanted = (contact: Contact, digits: string) => boolean;

export interface NumberEntry {
  digits: string;
  contact: Contact;
}

export class NumberBlockWriter {
  readonly #keys: number[] = [];
  readonly #lengths: number[] = [];
  readonly #marks: number[] = [];
  readonly #companies: number[] = [];
  readonly #entries: number[] = [];
  readonly #rowOf = new Map<string, number>();
  readonly #rows = new ContactRowsWriter();

  /** Numbers must ascend by `numberKey(digits)`, number of digits and contact id. Throws RangeError when the digits do not. */
  add(digits: string, contact: Contact): void {
    const key = numberKey(digits);
    const last = this.#keys.length - 1;
    const lastKey = this.#keys[last];
    if (
      lastKey !== undefined &&
      (key < lastKey || (key === lastKey && digits.length < (this.#lengths[last] ?? 0)))
    ) {
      throw new RangeError('numbers must be added in ascending order');
    }
    this.#append(digits, contact);
  }

  #append(digits: string, contact: Contact): void {
    const row = this.#rowOf.get(contact.id) ?? this.#rows.add(contact);
    this.#rowOf.set(contact.id, row);
    this.#keys.push(numberKey(digits));
    this.#lengths.push(digits.length);
    this.#marks.push(markOf(contact, digits));
    this.#companies.push(this.#rows.share(foldedCompany(contact)));
    this.#entries.push(row);
  }

  get count(): number {
    return this.#keys.length;
  }

  /** Size that `finish` would give now, within a few per cent. */
  get sizeBytes(): number {
    return 64 + this.#keys.length * 18 + this.#rows.sizeBytes;
  }

  get firstKey(): number {
    return this.#keys[0] ?? 0;
  }

  /** A block may end only where the key changes, so that all contacts of a number are one read. */
  get lastKey(): number {
    return this.#keys.at(-1) ?? 0;
  }

  /** `around`: the entries beside this block, from `nearestEntries`, so that a company match needs one read. */
  finish(around: readonly NumberEntry[] = []): Uint8Array {
    const inside = this.#keys.length;
    for (const { digits, contact } of around) this.#append(digits, contact);
    return writeBlock('n', [
      Uint32Array.of(inside),
      Float64Array.from(this.#keys),
      Uint8Array.from(this.#lengths),
      Uint8Array.from(this.#marks),
      Uint32Array.from(this.#companies),
      Uint32Array.from(this.#entries),
      ...this.#rows.finish(),
    ]);
  }
}

/** Two companies are the same when their folded names are. */
function foldedCompany(contact: Contact): string | undefined {
  const name = companyOf(contact);
  return name === undefined ? undefined : foldWords(name).join(' ');
}

function markOf(contact: Contact, digits: string): number {
  const numbers = contact.numbers.filter(({ e164 }) => e164.slice(1) === digits);
  const trunk = numbers.find((number) => number.trunk !== undefined)?.trunk ?? 0;
  const isPersonal = numbers.every(({ kind }) => PERSONAL_KINDS.has(kind));
  return trunk | (standsForCompany(contact) ? CENTRE : 0) | (isPersonal ? PERSONAL : 0);
}

/** The ranges of these belong to providers: two colleagues with neighbouring mobile numbers prove no trunk. */
const PERSONAL_KINDS: ReadonlySet<NumberKind> = new Set(['mobile', 'home', 'pager']);

/**
 * How many numbers beyond each end a block knows, of all contacts and of those that stand for a company. Two numbers prove
 * a trunk, and an overlay may replace some.
 */
const NEAREST_NUMBERS = 8;
const NEAREST_CENTRES = 4;

/** The nearest entries on one side of a block. `entries` come in the order of their distance and are read only as far as needed. */
export function nearestEntries(entries: Iterable<NumberEntry>, which: 'any' | 'centres'): NumberEntry[] {
  const most = which === 'any' ? NEAREST_NUMBERS : NEAREST_CENTRES;
  const nearest = new Map<string, NumberEntry>();
  for (const entry of entries) {
    // A whole company may carry the number of its exchange.
    const key = `${entry.digits} ${companyOf(entry.contact) ?? ''}`;
    if (!nearest.has(key)) nearest.set(key, entry);
    if (nearest.size === most) break;
  }
  return [...nearest.values()];
}

/** How many contacts that stand for a company are tried on each side: the nearest may have a longer trunk than fits. */
const CENTRE_REACH = 8;
/** How many numbers on each side are examined for a company. */
const REACH = 64;

const OWN_SECTIONS = 6;

export class NumberBlock {
  readonly #inside: number;
  readonly #keys: Float64Array;
  readonly #lengths: Uint8Array;
  readonly #marks: Uint8Array;
  readonly #companies: Uint32Array;
  readonly #entries: Uint32Array;
  readonly #rows: ContactRows;
  #centres: number[] | undefined;

  /** Throws FormatError. */
  constructor(bytes: Uint8Array) {
    const sections = readBlock('n', bytes, OWN_SECTIONS + ROW_SECTIONS);
    const section = (i: number) => sections[i] ?? new Uint8Array();
    this.#inside = asUint32(section(0))[0] ?? 0;
    this.#keys = asFloat64(section(1));
    this.#lengths = section(2);
    this.#marks = section(3);
    this.#companies = asUint32(section(4));
    this.#entries = asUint32(section(5));
    this.#rows = new ContactRows(sections.slice(OWN_SECTIONS));
  }

  /** Contacts that carry exactly these digits, in the order of their ids. */
  exact(digits: string): Contact[] {
    const key = numberKey(digits);
    const found: Contact[] = [];
    for (let i = this.#lowerBound(key); i < this.#inside && this.#keys[i] === key; i++) {
      if (this.#lengths[i] === digits.length) found.push(this.#contact(i));
    }
    return found;
  }

  /** Up to `limit` contacts with a wanted number that begins with these digits, in the order of the numbers. */
  startingWith(digits: string, limit: number, isWanted?: IsWanted): Contact[] {
    const found = new Map<string, Contact>();
    const beyond = Number(digits.padEnd(E164_DIGITS, '9'));
    for (let i = this.#lowerBound(numberKey(digits)); i < this.#inside && found.size < limit; i++) {
      if ((this.#keys[i] ?? 0) > beyond) break;
      if ((this.#lengths[i] ?? 0) < digits.length) continue;
      const contact = this.#contact(i);
      if (!isWanted || isWanted(contact, this.#digits(i))) found.set(contact.id, contact);
    }
    return [...found.values()];
  }

  /** Contacts with a wanted number that ends with these digits. Looks at every number: only for an overlay. */
  endingWith(digits: string, isWanted?: IsWanted): Contact[] {
    const found = new Map<string, Contact>();
    for (let i = 0; i < this.#inside; i++) {
      if (!this.#digits(i).endsWith(digits)) continue;
      const contact = this.#contact(i);
      if (!isWanted || isWanted(contact, this.#digits(i))) found.set(contact.id, contact);
    }
    return [...found.values()];
  }

  /**
   * The wanted numbers around one that no contact carries, as far as the rule can use them, and the nearest wanted numbers of
   * contacts that stand for a company.
   */
  around(
    digits: string,
    rule: CompanyMatchRule,
    isWanted?: IsWanted,
  ): { near: Neighbour[]; centres: Neighbour[] } {
    const common = digits.slice(0, Math.max(MIN_COMMON_DIGITS, digits.length - rule.maxDigits));
    const least = numberKey(common);
    const most = Number(common.padEnd(E164_DIGITS, '9'));
    const at = this.#lowerBound(numberKey(digits));
    const isNear = (i: number) => (this.#keys[i] ?? 0) >= least && (this.#keys[i] ?? 0) <= most;
    const isMeant = (i: number) => !isWanted || isWanted(this.#contact(i), this.#digits(i));
    const before = this.#first(REACH, at - 1, -1, isNear, isMeant);
    const after = this.#first(REACH, at, 1, isNear, isMeant);
    const positions = [...before, ...after];
    for (let i = this.#inside; i < this.#keys.length; i++) if (isNear(i) && isMeant(i)) positions.push(i);
    return {
      near: positions.map((position) => this.#neighbour(position)),
      centres: this.#nearestCentres(at, isMeant).map((position) => this.#neighbour(position)),
    };
  }

  /** Up to `limit` meant entries of this block, from a position on in one direction, while they are near. */
  #first(
    limit: number,
    from: number,
    step: 1 | -1,
    isNear: (i: number) => boolean,
    isMeant: (i: number) => boolean,
  ): number[] {
    const positions: number[] = [];
    for (let i = from; i >= 0 && i < this.#inside && positions.length < limit && isNear(i); i += step)
      if (isMeant(i)) positions.push(i);
    return positions;
  }

  /** Contacts that stand for a company are few; the nearest on each side share the longest beginning. */
  #nearestCentres(at: number, isMeant: (i: number) => boolean): number[] {
    this.#centres ??= Array.from(this.#marks.keys()).filter((i) => ((this.#marks[i] ?? 0) & CENTRE) !== 0);
    const inside = this.#centres.filter((i) => i < this.#inside);
    const outside = this.#centres.filter((i) => i >= this.#inside && isMeant(i));
    const after = inside.findIndex((i) => i >= at);
    const middle = after < 0 ? inside.length : after;
    const nearest = (positions: Iterable<number>) => {
      const meant: number[] = [];
      for (const position of positions) {
        if (meant.length === CENTRE_REACH) break;
        if (isMeant(position)) meant.push(position);
      }
      return meant;
    };
    return [
      ...nearest(inside.slice(0, middle).reverse()).reverse(),
      ...nearest(inside.slice(middle)),
      ...outside,
    ];
  }

  #neighbour(entry: number): Neighbour {
    const mark = this.#marks[entry] ?? 0;
    return {
      digits: this.#digits(entry),
      trunk: mark & 15,
      isPersonal: (mark & PERSONAL) !== 0,
      company: this.#rows.text(this.#companies[entry] ?? 0),
      contact: () => this.#contact(entry),
    };
  }

  #digits(entry: number): string {
    return String(this.#keys[entry] ?? 0).slice(0, this.#lengths[entry] ?? 0);
  }

  #contact(entry: number): Contact {
    const contact = this.#rows.contact(this.#entries[entry] ?? 0);
    if (!contact) throw new FormatError('damaged', 'a contact is missing from its block');
    return contact;
  }

  #lowerBound(key: number): number {
    let low = 0;
    let high = this.#inside;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#keys[middle] ?? 0) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
