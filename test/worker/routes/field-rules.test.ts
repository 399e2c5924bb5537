import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { explainAnswer, lookupAnswer, searchAnswer, statusAnswer } from '#shared/api.ts';
import { createKvStore } from '../../../worker/snapshot/kv-store.ts';
import { person } from '../support/fake-graph.ts';
import { SALES_GROUP } from '../support/settings.ts';
import { runSync } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

const HR_GROUP = 'f0000003-0000-4000-8000-000000000003';
const BUSINESS = '+493023125001';
const MOBILE = '+4917155501230';

/** Restricts mobile number, mail and photo of sales to the HR group; `identify` lets anyone recognise the number. */
async function publishRuled(identify: boolean): Promise<void> {
  world.sales.put('default', {
    ...person('a', 'Anna Arendt', BUSINESS),
    mobilePhone: MOBILE,
    emailAddresses: [{ address: 'lighthouse@nordwind.example' }],
  });
  await runSync();
  const sources = world.configuration.sources.map((source) => ({
    ...source,
    fields: [
      { fields: ['mobile' as const], groups: [HR_GROUP], identify },
      { fields: ['emails' as const, 'photo' as const], groups: [HR_GROUP] },
    ],
  }));
  world.configuration = { ...world.configuration, sources };
}

const tokens = {
  'a colleague': () => world.microsoft.personToken({ groups: [SALES_GROUP] }),
  'somebody of HR': () => world.microsoft.personToken({ groups: [SALES_GROUP, HR_GROUP] }),
  'a program': () => world.microsoft.programToken(),
};
type Reader = keyof typeof tokens;

async function lookUp(reader: Reader, number: string) {
  const response = await world.get(`/v1/lookup?number=${encodeURIComponent(number)}`, {
    token: await tokens[reader](),
  });
  return lookupAnswer.parse(await response.json());
}

async function find(reader: Reader, text: string) {
  const response = await world.get(`/v1/search?q=${encodeURIComponent(text)}`, {
    token: await tokens[reader](),
  });
  return searchAnswer.parse(await response.json());
}

describe('a field rule', () => {
  it.each([
    ['a colleague', [BUSINESS], []],
    ['a program', [BUSINESS], []],
    ['somebody of HR', [BUSINESS, MOBILE], ['lighthouse@nordwind.example']],
  ] as const)('shows %s only the fields that it allows', async (reader, numbers, emails) => {
    await publishRuled(false);
    for (const { hits } of [await lookUp(reader, BUSINESS), await find(reader, 'arendt')]) {
      expect(hits.map(({ contact }) => contact.numbers.map(({ e164 }) => e164))).toEqual([numbers]);
      expect(hits.map(({ contact }) => contact.emails)).toEqual([emails]);
    }
  });

  it.each([
    ['a colleague', 0],
    ['somebody of HR', 1],
  ] as const)('lets %s find a contact only by visible fields', async (reader, hits) => {
    await publishRuled(false);
    for (const text of [MOBILE, '0171 55501230', '+49171555', 'lighthouse', 'arendt lighthouse -anna']) {
      const expected = text.includes('-') ? 0 : hits;
      expect((await find(reader, text)).hits, text).toHaveLength(expected);
    }
    expect((await lookUp(reader, MOBILE)).hits).toHaveLength(hits);
    // A search with a hidden address finds her by name only, as if she had no address.
    expect((await find(reader, 'arendt light')).hits[0]?.matched).toHaveLength(1 + hits);
  });

  it('lets a hidden number identify its bearer without showing it, where the rule says so', async () => {
    await publishRuled(true);
    const answer = await lookUp('a colleague', MOBILE);
    expect(answer.match).toBe('exact');
    expect(answer.hits[0]?.contact).toMatchObject({
      displayName: 'Anna Arendt',
      numbers: [{ e164: BUSINESS, kind: 'business' }],
    });
    expect((await find('a colleague', MOBILE)).hits).toEqual([]);
    expect((await find('a colleague', '+49171555')).hits).toEqual([]);
  });

  it('keeps hidden numbers out of explanations, even as neighbours', async () => {
    await publishRuled(false);
    const explain = async (reader: Reader, number: string) => {
      const path = `/v1/explain?number=${encodeURIComponent(number)}`;
      return explainAnswer.parse(await (await world.get(path, { token: await tokens[reader]() })).json());
    };
    expect(await explain('somebody of HR', MOBILE)).toMatchObject({ match: 'exact' });
    expect(await explain('a colleague', MOBILE)).toMatchObject({
      match: 'none',
      company: [{ outcome: 'nobody_near' }],
    });
  });

  it('refuses a hidden photo without reading it', async () => {
    await publishRuled(false);
    const reads: string[] = [];
    const readPhoto = async (_source: string, name: string) => {
      reads.push(name);
      return Uint8Array.of(0xff, 0xd8, 0xff, 0xe0);
    };
    const app = world.app({ readPhoto });
    const ask = async (reader: Reader) =>
      (await world.get(`/v1/photo/sales/${'a'.repeat(32)}`, { app, token: await tokens[reader]() })).status;
    expect([await ask('a colleague'), reads.length]).toEqual([404, 0]);
    expect([await ask('somebody of HR'), reads.length]).toEqual([200, 1]);
  });

  it('hides counts that would reveal hidden fields', async () => {
    await publishRuled(false);
    const sourceOf = async (reader: Reader) => {
      const token = await tokens[reader]();
      const [source] = statusAnswer.parse(await (await world.get('/v1/status', { token })).json()).sources;
      return { contacts: source?.contacts, numbers: source?.numbers, photos: source?.photos };
    };
    expect(await sourceOf('a colleague')).toEqual({ contacts: 1, numbers: undefined, photos: undefined });
    expect(await sourceOf('somebody of HR')).toMatchObject({ contacts: 1, numbers: 2, photos: { shown: 0 } });
  });

  it('costs a look-up no additional read', async () => {
    await publishRuled(true);
    const store = createKvStore(env.DIRECTORY_KV);
    let reads = 0;
    const readBlock = (name: string) => {
      reads++;
      return store.readBlock(name);
    };
    const app = world.app({}, { ...store, readBlock });
    await world.get(`/v1/lookup?number=${encodeURIComponent(MOBILE)}`, { app });
    // One read for the manifest, one for the number's block.
    expect(reads).toBe(2);
  });
});
