/**
 * Where the n-th contact belongs: company, country, mailbox, and its position in each pool of numbers. Pure.
 * Companies repeat in cycles of one hundred, so that any contact is found without counting through its predecessors.
 */
import type { Language } from './names/languages.ts';
import type { NumberingCountry } from './numbers.ts';
import { randomOf, shuffled } from './random.ts';

export type Country = 'DE' | 'CH' | 'AT' | 'FR' | 'GB' | 'PL' | 'TR' | 'US';
export type MailboxKey = 'customers' | 'suppliers' | 'partners';

export interface Place {
  /** Index of the company in the whole tenant. */
  company: number;
  /** Position of the contact within the company. */
  rank: number;
  companySize: number;
  country: Country;
  numbering: NumberingCountry;
  language: Language;
  mailbox: MailboxKey;
  /** Index among all contacts with the same numbering plan. */
  planSequence: number;
  /** Index among one-person companies. */
  soloSequence: number;
  cycle: number;
  /** The company's first ten-number block on its cycle's trunk, and the offset of its first contact in that block. */
  block: number;
  blockOffset: number;
}

const SIZES = [1, 2, 1, 4, 1, 1, 7, 2, 1, 12, 3, 1, 1, 24, 2, 5, 1, 9, 3, 1];
const COMPANIES_PER_CYCLE = 100;
const COUNTRY_SHARES: Record<Country, number> = { DE: 46, CH: 10, AT: 9, FR: 11, GB: 9, PL: 6, TR: 5, US: 4 };
const MAILBOX_SHARES: Record<MailboxKey, number> = { customers: 58, suppliers: 26, partners: 16 };
const LANGUAGES: Record<Country, Language> = {
  DE: 'german',
  CH: 'swiss',
  AT: 'austrian',
  FR: 'french',
  GB: 'english',
  PL: 'polish',
  TR: 'turkish',
  US: 'english',
};

export class Layout {
  readonly #cycle: Place[] = [];
  readonly #perPlan: Record<NumberingCountry, number> = { DE: 0, GB: 0, FR: 0, US: 0 };
  #solos = 0;
  #blocks = 0;
  /** Ten one-person companies share a block. */
  #soloBlock = { block: 0, taken: 10 };

  constructor(seed: number) {
    const countries = shuffled(spread(COUNTRY_SHARES), randomOf(seed, 'countries'));
    const mailboxes = shuffled(spread(MAILBOX_SHARES), randomOf(seed, 'mailboxes'));
    for (let company = 0; company < COMPANIES_PER_CYCLE; company++) {
      this.#addCompany(company, countries[company] ?? 'DE', mailboxes[company] ?? 'customers');
    }
  }

  at(ordinal: number): Place {
    const cycle = Math.floor(ordinal / this.#cycle.length);
    const place = this.#cycle[ordinal % this.#cycle.length];
    if (!place) throw new Error(`No place for contact ${ordinal}`);
    return {
      ...place,
      cycle,
      company: cycle * COMPANIES_PER_CYCLE + place.company,
      planSequence: cycle * this.#perPlan[place.numbering] + place.planSequence,
      soloSequence: cycle * this.#solos + place.soloSequence,
    };
  }

  /** Choosing a folder needs only these two, and must be quick for a million contacts. */
  baseAt(ordinal: number): Readonly<Pick<Place, 'country' | 'mailbox'>> {
    return this.#cycle[ordinal % this.#cycle.length] as Place;
  }

  companiesFor(contacts: number): number {
    return Math.ceil(contacts / this.#cycle.length) * COMPANIES_PER_CYCLE;
  }

  #addCompany(company: number, country: Country, mailbox: MailboxKey): void {
    const companySize = SIZES[company % SIZES.length] ?? 1;
    const numbering = planOf(country, company);
    const language = country === 'CH' && numbering === 'FR' ? 'french' : LANGUAGES[country];
    const { block, blockOffset } = this.#takeBlock(companySize);
    for (let rank = 0; rank < companySize; rank++) {
      this.#cycle.push({
        company,
        rank,
        companySize,
        country,
        numbering,
        language,
        mailbox,
        planSequence: this.#perPlan[numbering]++,
        soloSequence: companySize === 1 ? this.#solos++ : 0,
        cycle: 0,
        block,
        blockOffset,
      });
    }
  }

  #takeBlock(companySize: number): { block: number; blockOffset: number } {
    if (companySize > 1) {
      const block = this.#blocks;
      this.#blocks += Math.ceil((companySize + 1) / 10);
      return { block, blockOffset: 1 };
    }
    if (this.#soloBlock.taken === 10) this.#soloBlock = { block: this.#blocks++, taken: 0 };
    return { block: this.#soloBlock.block, blockOffset: this.#soloBlock.taken++ };
  }
}

/** Switzerland, Austria, Poland and Turkey reserve no numbers for fiction: their contacts get other countries'. */
function planOf(country: Country, company: number): NumberingCountry {
  if (country === 'CH') return company % 3 === 0 ? 'FR' : 'DE';
  if (country === 'AT' || country === 'TR') return 'DE';
  if (country === 'PL') return 'GB';
  return country;
}

function spread<Key extends string>(shares: Record<Key, number>): Key[] {
  return (Object.keys(shares) as Key[]).flatMap((key) => Array.from({ length: shares[key] }, () => key));
}
