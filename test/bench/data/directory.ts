import type { Contact, ContactNumber } from '#shared/contact.ts';
import { foldWords } from '#shared/name/fold.ts';
import { Random } from '../random.ts';
import { type Company, CompanyMaker } from './companies.ts';
import type { Language } from './head-names.ts';
import { LANGUAGES, Names } from './name-pool.ts';
import { DEPARTMENTS } from './places.ts';

/** Directories of any size, generated as a stream. The same seed gives the same contacts in the same order. */

export const DEFAULT_SEED = 'ringcard-2026';

/** A contact, and its company's trunk, which only the generator knows. */
export interface Listed {
  contact: Contact;
  trunk?: string;
}

/** `mueller`: all contacts share one surname. `one-company`: all contacts work for one company. */
export type Shape = 'company' | 'mueller' | 'one-company';

const SHARE_IN_COMPANIES = 0.86;

export function* directory(seed: string, size: number, shape: Shape = 'company'): Generator<Listed> {
  const maker = new ContactMaker(seed, shape);
  let made = 0;
  while (made < size) {
    const inCompany = shape === 'one-company' || maker.random.chance(COMPANY_SHARE);
    if (!inCompany) {
      yield maker.privatePerson(made++);
      continue;
    }
    const company = maker.company(size);
    for (let i = 0; i < company.size && made < size; i++) yield maker.colleague(made++, company, i);
  }
}

/** A company has about ten people on average, so this share of *draws* gives 86 % of *contacts*. */
const MEAN_COMPANY = 10.4;
const COMPANY_SHARE = SHARE_IN_COMPANIES / (SHARE_IN_COMPANIES + (1 - SHARE_IN_COMPANIES) * MEAN_COMPANY);

class ContactMaker {
  readonly random: Random;
  readonly #names: Names;
  readonly #companies: CompanyMaker;
  readonly #shape: Shape;
  #only: Company | undefined;

  constructor(seed: string, shape: Shape) {
    this.random = new Random(`${seed}:directory:${shape}`);
    this.#names = new Names(seed);
    this.#companies = new CompanyMaker(this.random, this.#names);
    this.#shape = shape;
  }

  company(directorySize: number): Company {
    if (this.#shape !== 'one-company') return this.#companies.make(this.#companySize(directorySize));
    // One name with a trunk per site, because four-digit extensions do not suffice for fifty thousand contacts.
    this.#only ??= this.#companies.make(5000);
    const { area } = this.random.pick(this.#only.country.towns);
    return { ...this.#only, trunk: this.#companies.trunk(this.#only.country, area, 4) };
  }

  /** A Pareto distribution: most companies have a handful of people, a few have thousands. */
  #companySize(directorySize: number): number {
    const size = Math.floor(3.4 * (1 - this.random.next()) ** (-1 / 1.35));
    return Math.min(size, Math.max(20, Math.floor(directorySize / 25)));
  }

  privatePerson(index: number): Listed {
    const { random } = this;
    const country = this.#companies.country();
    const name = this.#name(country.language);
    const numbers: ContactNumber[] = [];
    if (random.chance(0.6)) numbers.push(number(this.#companies.landline(country), 'home'));
    if (numbers.length === 0 || random.chance(0.6))
      numbers.push(number(this.#companies.mobile(country), 'mobile'));
    const town = random.chance(0.7) ? { town: random.pick(country.towns).name } : {};
    const emails = random.chance(0.6) ? [`${mailbox(name)}@example.${country.domain}`] : [];
    return { contact: { ...base(index, name), ...town, emails, numbers } };
  }

  colleague(index: number, company: Company, position: number): Listed {
    const { random } = this;
    const { country, trunk } = company;
    const fields = { company: company.name, town: company.town };
    // The first contact of some companies is the company itself: no personal name, the number of the switchboard.
    if (position === 0 && random.chance(0.15)) {
      const contact = {
        id: idOf(index),
        displayName: company.name,
        ...fields,
        emails: [`info@${company.domain}`],
        categories: [],
        numbers: [number(`${trunk}0`, 'main')],
      };
      return { contact, trunk };
    }
    const name = this.#name(random.chance(0.72) ? country.language : random.pick(LANGUAGES));
    const extension = (turn: number) => trunk + extensionOf(company.extensionDigits, position + turn);
    const numbers = [number(extension(1), 'business')];
    if (random.chance(0.4)) numbers.push(number(this.#companies.mobile(country), 'mobile'));
    if (random.chance(0.16)) numbers.push(number(extension(company.size + 2), 'fax'));
    if (random.chance(0.08)) numbers.push(number(`${trunk}0`, 'main'));
    if (random.chance(0.06)) numbers.push(number(this.#companies.landline(country), 'home'));
    const contact = {
      ...base(index, name),
      ...fields,
      ...(random.chance(0.7) ? { department: random.pick(DEPARTMENTS) } : {}),
      emails: random.chance(0.9) ? [`${mailbox(name)}@${company.domain}`] : [],
      numbers: distinct(numbers).slice(0, 4),
    };
    return { contact, trunk };
  }

  #name(language: Language): { given: string; surname: string } {
    const { random } = this;
    const given = this.#names.sample(language, 'given', random);
    if (this.#shape === 'mueller') return { given, surname: 'Müller' };
    const surname = this.#names.sample(language, 'surnames', random);
    const double = random.chance(0.02) ? `-${this.#names.sample(language, 'surnames', random)}` : '';
    return { given, surname: surname + double };
  }
}

export const idOf = (index: number): string => `c${index}`;
/** Position in the directory of the contact with this id; NaN for an id that no directory contains. */
export const indexOf = (id: string): number => (/^c\d+$/.test(id) ? Number(id.slice(1)) : Number.NaN);

function base(index: number, { given, surname }: { given: string; surname: string }) {
  return {
    id: idOf(index),
    displayName: `${given} ${surname}`,
    givenName: given,
    surname,
    categories: [],
  };
}

/** Scattered over the trunk's range; 0 is the switchboard. Seven shares no factor with ten, so extensions do not collide. */
function extensionOf(digits: number, turn: number): string {
  const range = 10 ** digits;
  return String((1 + ((turn * 7) % (range - 1))) % range).padStart(digits, '0');
}

function mailbox({ given, surname }: { given: string; surname: string }): string {
  return [given, surname].map((part) => foldWords(part).join('-')).join('.');
}

function number(digits: string, kind: ContactNumber['kind']): ContactNumber {
  return { e164: `+${digits}`, kind };
}

function distinct(numbers: ContactNumber[]): ContactNumber[] {
  return numbers.filter(({ e164 }, i) => numbers.findIndex((other) => other.e164 === e164) === i);
}
