import { foldWords } from '#shared/name/fold.ts';
import type { Random } from '../random.ts';
import type { Names } from './name-pool.ts';
import { COUNTRIES, type Country, TRADES } from './places.ts';

/** Invented companies with unique trunks, and the private numbers around them. */

export interface Company {
  name: string;
  country: Country;
  town: string;
  domain: string;
  /** Digits of E.164 without plus, up to the extension. */
  trunk: string;
  extensionDigits: number;
  size: number;
}

/** Length of a whole number in countries with varying lengths. */
const USUAL_DIGITS = 10;
const SHORTEST_TRUNK = 7;

export class CompanyMaker {
  readonly #random: Random;
  readonly #names: Names;
  readonly #taken = new Set<string>();
  readonly #recentPrivate: string[] = [];
  readonly #recentTrunks: string[] = [];

  constructor(random: Random, names: Names) {
    this.#random = random;
    this.#names = names;
  }

  make(size: number): Company {
    const random = this.#random;
    const country = this.country();
    const town = random.pick(country.towns);
    const extensionDigits = size <= 6 ? 1 : size <= 60 ? 2 : size <= 600 ? 3 : 4;
    const name = this.#name(country, town.name);
    const [first = 'firma', second] = foldWords(name).filter((word) => /^[a-z0-9]+$/.test(word));
    return {
      name,
      country,
      town: town.name,
      domain: `${first}${second === undefined ? '' : `-${second}`}.${country.domain}`,
      trunk: this.trunk(country, town.area, extensionDigits),
      extensionDigits,
      size,
    };
  }

  country(): Country {
    let left = this.#random.below(100);
    for (const country of COUNTRIES) {
      left -= country.weight;
      if (left < 0) return country;
    }
    return this.#random.pick(COUNTRIES);
  }

  /** No trunk is a prefix of another. */
  trunk(country: Country, area: string, extensionDigits: number): string {
    for (let tries = 0; ; tries++) {
      const local = this.#localDigits(country, area) - extensionDigits;
      const head = `${country.code}${area}`;
      // When an area code is full, the trunk gets one more digit instead of an endless search.
      const more = Math.floor(tries / 20);
      const trunk = head + this.#random.digits(Math.max(SHORTEST_TRUNK - head.length, local, 2) + more);
      if (this.#isFree(trunk)) {
        for (let i = SHORTEST_TRUNK; i < trunk.length; i++) this.#taken.add(`${trunk.slice(0, i)}…`);
        this.#taken.add(trunk);
        remember(this.#recentTrunks, trunk, this.#random);
        return trunk;
      }
    }
  }

  mobile(country: Country): string {
    const prefix = this.#random.pick(country.mobile);
    const digits = (country.nationalDigits ?? USUAL_DIGITS) - prefix.length;
    return `${country.code}${prefix}${this.#random.digits(digits)}`;
  }

  /** Some numbers lie next to another person's number or a company's trunk. No company match may name anybody for them. */
  landline(country: Country): string {
    const random = this.#random;
    if (this.#recentPrivate.length > 0 && random.chance(0.15)) {
      const neighbour = random.pick(this.#recentPrivate);
      const cut = random.between(1, 3);
      return neighbour.slice(0, -cut) + random.digits(cut);
    }
    if (this.#recentTrunks.length > 0 && random.chance(0.05)) {
      const trunk = random.pick(this.#recentTrunks);
      const beside = trunk.slice(0, -1) + String((Number(trunk.at(-1)) + random.between(1, 9)) % 10);
      return beside + random.digits(random.between(2, 3));
    }
    const { area } = random.pick(country.towns);
    const number = `${country.code}${area}${random.digits(this.#localDigits(country, area))}`;
    remember(this.#recentPrivate, number, random);
    return number;
  }

  #localDigits(country: Country, area: string): number {
    return Math.max(4, (country.nationalDigits ?? USUAL_DIGITS) - area.length);
  }

  #isFree(trunk: string): boolean {
    if (this.#taken.has(trunk) || this.#taken.has(`${trunk}…`)) return false;
    for (let i = SHORTEST_TRUNK; i < trunk.length; i++) if (this.#taken.has(trunk.slice(0, i))) return false;
    return true;
  }

  #name(country: Country, town: string): string {
    const random = this.#random;
    const { language } = country;
    const legal = random.pick(country.legal);
    const trade = random.pick(TRADES[language]);
    const family = () => this.#names.sample(language, 'surnames', random);
    const form = random.below(10);
    if (form < 5) return `${family()} ${trade} ${legal}`;
    if (form < 7) return `${family()} & ${family()} ${legal}`;
    if (form < 9)
      return `${family()}${random.pick(['tec', 'ia', 'a', 'on', 'ix', 'matic', 'plan'])} ${legal}`;
    return `${trade} ${town} ${legal}`;
  }
}

/** A window over recent numbers, so that a million contacts need no list of a million numbers. */
function remember(window: string[], text: string, random: Random): void {
  if (window.length < 512) window.push(text);
  else window[random.below(512)] = text;
}
