import { lookupAnswer } from '#shared/api.ts';
import { readTruth } from '../support/truth.ts';
import type { RecordedCopy } from './record.ts';
import type { Wishes } from './record-requests.ts';
import type { Stage } from './stage.ts';

/** Chooses the contacts of the recorded requests, so that no answer depends on the ranking of hits. */

interface Known {
  readonly number: string;
  readonly name: string;
}

export interface People {
  readonly wishes: Wishes;
  /** In the offline copy. */
  readonly copied: Pick<RecordedCopy, 'number' | 'name'>;
  readonly ofKeys: Known;
  readonly erased: Known;
}

const PEOPLE = {
  person: 'anna.berger@nordwind.example',
  stranger: 'jonas.keller@nordwind.example',
  overage: 'oskar.brandt@nordwind.example',
};
const MOST_TRIED = 400;
const MOST_SHARED = 6;

export async function choosePeople(stage: Stage): Promise<People> {
  const customers = await plainContacts(stage, 'customers');
  const suppliers = await plainContacts(stage, 'suppliers');
  const token = await stage.program('Directory.Read.All');
  const lookUp = async (number: string) => {
    const answer = await stage.ask(token, `/v1/lookup?number=${encodeURIComponent(number)}`);
    return lookupAnswer.parse(await answer.json());
  };
  const withPhoto = await first(customers, async ({ number }) =>
    (await lookUp(number)).hits.some(({ contact }) => contact.photo !== undefined),
  );
  const shared = await first(await sharedNumbers(stage), async (number) => {
    const { hits } = await lookUp(number);
    return hits.length > 1 && hits.length < MOST_SHARED;
  });
  const others = customers.filter((known) => known !== withPhoto);
  const companyNumbers = others.map(
    ({ number }) => `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`,
  );
  const ofCompany = await first(companyNumbers, async (number) => (await lookUp(number)).match === 'company');
  const [ofKeys, erased, searched] = others;
  const [copied] = suppliers;
  if (!ofKeys || !erased || !searched || !copied) throw new Error('The company has too few contacts.');
  return {
    wishes: {
      ...PEOPLE,
      number: withPhoto.number,
      nationally: `0${searched.number.slice('+49'.length)}`,
      shared,
      ofCompany,
      nobodys: '+493023125999',
      names: [withPhoto.name, searched.name, copied.name],
    },
    copied,
    ofKeys,
    erased,
  };
}

/** Contacts with a unique name and a unique German number. */
async function plainContacts(stage: Stage, sourceId: string): Promise<Known[]> {
  const { sources } = await readTruth(stage);
  const all = sources.flatMap(({ contacts }) => contacts);
  const uses = new Map<string, number>();
  const count = (text: string) => uses.set(text, (uses.get(text) ?? 0) + 1);
  for (const { displayName, numbers } of all) {
    count(displayName);
    for (const { e164 } of numbers) if (e164 !== null) count(e164);
  }
  const contacts = sources.find(({ id }) => id === sourceId)?.contacts ?? [];
  return contacts.flatMap(({ displayName, companyName, numbers }) => {
    const number = numbers[0]?.e164;
    const isPlain = companyName && /^\p{L}+ \p{L}+$/u.test(displayName) && number?.startsWith('+49');
    const isAlone = uses.get(displayName) === 1 && numbers.every(({ e164 }) => e164 && uses.get(e164) === 1);
    return isPlain && isAlone && number ? [{ number, name: displayName }] : [];
  });
}

/** Numbers that more than one contact carries. */
async function sharedNumbers(stage: Stage): Promise<string[]> {
  const { sources } = await readTruth(stage);
  const isVisible = ({ id }: { id: string }) => id === 'customers' || id === 'suppliers';
  const numbers = sources
    .filter(isVisible)
    .flatMap(({ contacts }) => contacts.flatMap((contact) => contact.numbers));
  const all = numbers.flatMap(({ e164 }) => (e164 === null ? [] : [e164]));
  return [...new Set(all.filter((e164, at) => all.indexOf(e164) !== at))];
}

async function first<T>(among: readonly T[], fits: (one: T) => Promise<boolean>): Promise<T> {
  for (const one of among.slice(0, MOST_TRIED)) if (await fits(one)) return one;
  throw new Error('The company has no such contact.');
}
