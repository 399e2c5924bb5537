/**
 * Where the n-th contact belongs: company, country, mailbox, and its place in each pool of numbers. Pure.
 * Companies repeat in cycles of one hundred, so that any contact can be found without those before it.
 */
import type { Language } from './names/languages.ts';
import type { NumberingCountry } from './numbers.ts';
import { randomOf, shuffled } from './random.ts';

export type Country = 'DE' | 'CH' | 'AT' | 'FR' | 'GB' | 'PL' | 'TR' | 'US';
export type MailboxKey = 'customers' | 'suppliers' | 'partners';

export interface Place {
  /** Number of the company in the whole tenant. */
  company: number;
  /** Place of the contact within the company. */
  rank: number;
  companySize: number;
  country: Country;
  numbering: NumberingCountry;
  language: Language;
  mailbox: MailboxKey;
  /** Number among all contacts with the same numbering plan. */
  planSequence: number;
  /** Number among one-person companies. */
  soloSequence: number;
  cycle: number;
  /** First of the ten-number blocks that the company has on its cycle's trunk, and where its people begin in it. */
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

  /** Folder decisions need no more than this, and a million of them must be quick. */
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

/** Switzerland, Austria, Poland and Turkey reserve no numbers for fiction: their people have others'. */
function planOf(country: Country, company: number): NumberingCountry {
  if (country === 'CH') return company % 3 === 0 ? 'FR' : 'DE';
  if (country === 'AT' || country === 'TR') return 'DE';
  if (country === 'PL') return 'GB';
  return country;
}

function spread<Key extends string>(shares: Record<Key, number>): Key[] {
  return (Object.keys(shares) as Key[]).flatMap((key) => Array.from({ length: shares[key] }, () => key));
}
