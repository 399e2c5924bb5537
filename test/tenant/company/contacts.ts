/** Generates the n-th contact anew on every request, so that a million contacts need not be kept. */
import { applyInput, type ContactContent, emptyFields, type NumberTruth } from '../graph/contact-content.ts';
import { DialPlan } from './dial-plan.ts';
import { type Firm, firmAt, toAscii } from './firms.ts';
import type { Layout, Place } from './layout.ts';
import { type Language, type PersonName, personName } from './names/languages.ts';
import { typeNumber } from './number-text.ts';
import {
  americanNumber,
  britishMobile,
  britishNumber,
  CAPACITY,
  frenchMobile,
  frenchNumber,
  germanHomeNumber,
  germanMobile,
  germanWholeNumber,
  HOME_NUMBERS,
  type ReservedNumber,
  WHOLE_NUMBERS,
} from './numbers.ts';
import { portrait } from './portrait.ts';
import { pickFrom, type Random, randomOf } from './random.ts';
import { CATEGORIES, DEPARTMENTS, JOBS, SPEECH } from './work-words.ts';

/** Graph's v1.0 contact has no field for these numbers. Exchange keeps them in MAPI properties with these tags. */
const TAGS: Partial<Record<NumberTruth['kind'], string>> = {
  'company-main': 'String 0x3a57',
  other: 'String 0x3a1f',
  'business-fax': 'String 0x3a24',
  assistant: 'String 0x3a2e',
  pager: 'String 0x3a21',
};

export class ContactGenerator {
  readonly #seed: number;
  readonly #layout: Layout;
  readonly #dial: DialPlan;

  constructor(seed: number, layout: Layout, contacts: number) {
    this.#seed = seed;
    this.#layout = layout;
    this.#dial = new DialPlan(layout.companiesFor(contacts));
  }

  expand(ordinal: number): ContactContent {
    const place = this.#layout.at(ordinal);
    const random = randomOf(this.#seed, 'contact', ordinal);
    const firm = firmAt(this.#seed, place.company, place.country);
    const person = personName(languageOf(place, random), random);
    const numbers = this.#numbersOf(ordinal, place);
    const photo = random() < 0.06 ? () => portrait(`${this.#seed} contact ${ordinal}`, 96) : null;
    return {
      ...withNumbers(writeContact(person, firm, place, random), numbers),
      photo,
    };
  }

  #numbersOf(ordinal: number, place: Place): NumberTruth[] {
    const random = randomOf(this.#seed, 'numbers', ordinal);
    if (random() < 0.04) return [];
    const numbers: NumberTruth[] = [];
    const draw = random();
    // Most are business numbers; a few are home numbers, or stand where only the extended properties show them.
    const kind = draw < 0.9 ? 'business' : draw < 0.95 ? 'other' : 'home';
    numbers.push(typeNumber(this.#ownNumber(place), kind, random));
    const mobile = mobileOf(place);
    if (mobile) numbers.push(typeNumber(mobile, 'mobile', random));
    if (place.companySize > 1) numbers.push(...this.#sharedNumbers(place, random));
    // One German contact in twelve has a home number, until the reserved ones run out.
    const home = Math.floor(place.planSequence / 12);
    if (place.numbering === 'DE' && kind !== 'home' && place.planSequence % 12 === 5 && home < HOME_NUMBERS) {
      numbers.push(typeNumber(germanHomeNumber(home), 'home', random));
    }
    return numbers;
  }

  #ownNumber(place: Place): ReservedNumber {
    const { numbering, planSequence, soloSequence, companySize } = place;
    if (numbering === 'GB' && planSequence < CAPACITY.british) return britishNumber(planSequence);
    if (numbering === 'FR' && planSequence < CAPACITY.french) return frenchNumber(planSequence);
    if (numbering === 'US' && planSequence < CAPACITY.american) return americanNumber(planSequence);
    if (companySize === 1 && numbering === 'DE' && soloSequence < WHOLE_NUMBERS)
      return germanWholeNumber(soloSequence);
    return this.#dial.person(place);
  }

  /** Numbers that a company's contacts share: the main number, the fax, the assistant's. */
  #sharedNumbers(place: Place, random: Random): NumberTruth[] {
    const numbers: NumberTruth[] = [];
    if (random() < 0.25) numbers.push(typeNumber(this.#dial.main(place), 'company-main', random));
    if (random() < 0.08) numbers.push(typeNumber(this.#dial.fax(place), 'business-fax', random));
    if (random() < 0.03) numbers.push(typeNumber(this.#dial.assistant(place), 'assistant', random));
    if (random() < 0.06) numbers.push(typeNumber(this.#dial.main(place), 'business', random));
    return numbers;
  }
}

/** The reserved mobile ranges are small: Germans get German numbers, then French ones, then none. */
function mobileOf(place: Place): ReservedNumber | undefined {
  if (place.planSequence % 2 === 1) return undefined;
  const turn = place.planSequence / 2;
  if (place.numbering === 'GB') return turn < CAPACITY.britishMobile ? britishMobile(turn) : undefined;
  if (place.numbering === 'FR') return turn < 4_000 ? frenchMobile(turn) : undefined;
  if (place.numbering !== 'DE') return undefined;
  if (turn < CAPACITY.germanMobile) return germanMobile(turn);
  const french = 4_000 + turn - CAPACITY.germanMobile;
  return french < CAPACITY.frenchMobile ? frenchMobile(french) : undefined;
}

function languageOf(place: Place, random: Random): Language {
  const draw = random();
  if (place.country !== 'DE') return place.language;
  if (draw < 0.06) return 'turkish';
  if (draw < 0.1) return 'polish';
  return draw < 0.12 ? 'english' : place.language;
}

function writeContact(person: PersonName, firm: Firm, place: Place, random: Random): ContactContent {
  const { givenName, surname } = person;
  const speech = SPEECH[place.language];
  const style = random();
  const displayName =
    style < 0.82
      ? `${givenName} ${surname}`
      : style < 0.96
        ? `${surname}, ${givenName}`
        : `${surname} (${firm.name})`;
  const address = `${toAscii(givenName)}.${toAscii(surname)}@${firm.domain}`;
  const content = { fields: emptyFields(), extended: [], photo: null, numbers: [] };
  return applyInput(content, {
    displayName,
    givenName,
    surname,
    fileAs: `${surname}, ${givenName}`,
    title: random() < 0.06 ? pickFrom(['Dr.', 'Prof. Dr.', 'Dipl.-Ing.', 'Mag.'], random) : null,
    companyName: firm.name,
    jobTitle: random() < 0.7 ? pickFrom(JOBS[speech], random) : null,
    department: random() < 0.5 ? pickFrom(DEPARTMENTS[speech], random) : null,
    emailAddresses: random() < 0.85 ? [{ name: `${givenName} ${surname}`, address }] : [],
    businessAddress: { city: firm.town, countryOrRegion: firm.country },
    categories: random() < 0.2 ? [pickFrom(CATEGORIES, random)] : [],
    personalNotes: random() < 0.05 ? 'Bitte nur vormittags anrufen.' : null,
  });
}

/** Puts each number where Outlook would: two business and two home numbers, one mobile, the rest as MAPI properties. */
export function withNumbers(content: ContactContent, numbers: NumberTruth[]): ContactContent {
  const texts = (kind: NumberTruth['kind']) =>
    numbers.filter((number) => number.kind === kind).map(({ text }) => text);
  const fields = {
    ...content.fields,
    businessPhones: texts('business'),
    homePhones: texts('home'),
    mobilePhone: texts('mobile')[0] ?? null,
  };
  const extended = numbers.flatMap(({ kind, text }) => {
    const id = TAGS[kind];
    return id ? [{ id, value: text }] : [];
  });
  return { ...content, fields, extended: [...content.extended, ...extended], numbers };
}
