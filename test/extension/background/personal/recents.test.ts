import { beforeEach, describe, expect, it } from 'vitest';
import { createRecents, type Recents, recentOf } from '../../../../extension/background/personal/recents.ts';
import { ANNA, ASKED, BERND, companyAnswer, lookupAnswerWith, NORDWIND } from '../../support/contacts.ts';
import { createStorageArea } from '../../support/storage-area.ts';

describe('recent look-ups', () => {
  let area: ReturnType<typeof createStorageArea>;
  let isOn: boolean;
  let owner: string | undefined;
  let recents: Recents;

  beforeEach(() => {
    area = createStorageArea();
    isOn = true;
    owner = 'anna@nordwind.example';
    recents = createRecents({ area, isOn: async () => isOn, owner: async () => owner });
  });

  const number = (last: number) => `+4930231250${String(last).padStart(2, '0')}`;
  const look = (last: number) => recents.remember({ e164: number(last) });
  const numbers = async () => (await recents.list()).map(({ e164 }) => e164);

  it('list the newest first, each number once', async () => {
    await look(1);
    await look(2);
    await look(1);
    expect(await numbers()).toEqual([number(1), number(2)]);
  });

  it('keep the last twenty', async () => {
    for (let last = 1; last <= 25; last++) await look(last);
    expect(await numbers()).toEqual(Array.from({ length: 20 }, (_, index) => number(25 - index)));
  });

  it('lose none of concurrent look-ups', async () => {
    await Promise.all([look(1), look(2), look(3)]);
    expect(await numbers()).toHaveLength(3);
  });

  it('keep nothing where the settings say so, and drop the stored list', async () => {
    await look(1);
    isOn = false;
    expect(await numbers()).toEqual([]);
    expect(area.items.size).toBe(0);
    await look(2);
    isOn = true;
    expect(await numbers()).toEqual([]);
  });

  it('are empty for the next person who signs in', async () => {
    await look(1);
    owner = 'bernd@nordwind.example';
    expect(await numbers()).toEqual([]);
    owner = 'anna@nordwind.example';
    expect(await numbers()).toEqual([]);
  });

  it('are neither shown nor kept while nobody is signed in', async () => {
    await look(1);
    owner = undefined;
    await look(2);
    expect(await numbers()).toEqual([]);
    expect(area.items.size).toBe(0);
  });

  it('stay deleted, whatever was under way', async () => {
    const late = look(1);
    await recents.forget();
    await late;
    expect(await numbers()).toEqual([]);
  });

  it('begin anew when the stored list has another shape', async () => {
    await area.set({ recents: { owner, looked: [{ name: 'x' }] } });
    await look(1);
    expect(await numbers()).toEqual([number(1)]);
  });
});

describe('the entry of a look-up', () => {
  it('is the number with the first contact that carries it', () => {
    expect(recentOf(lookupAnswerWith([ANNA, BERND]))).toEqual({
      e164: ASKED.e164,
      name: 'Anna Übelacker',
      company: 'Nordwind Logistik GmbH',
    });
  });

  it('is the company without a name for a company match', () => {
    expect(recentOf(companyAnswer(NORDWIND))).toEqual({
      e164: ASKED.e164,
      company: 'Nordwind Logistik GmbH',
    });
  });

  it('is the number alone where nobody carries it', () => {
    expect(recentOf(lookupAnswerWith([]))).toEqual({ e164: ASKED.e164 });
  });
});
