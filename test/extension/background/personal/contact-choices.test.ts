import { beforeEach, describe, expect, it } from 'vitest';
import type { Hit } from '#shared/api.ts';
import {
  type ContactChoices,
  createContactChoices,
} from '../../../../extension/background/personal/contact-choices.ts';
import { ANNA, ASKED, BERND, lookupAnswerWith } from '../../support/contacts.ts';
import { createStorageArea } from '../../support/storage-area.ts';

const CARLA: Hit = { ...BERND, contact: { ...BERND.contact, id: 'c3', displayName: 'Carla Conrad' } };
const BOTH = lookupAnswerWith([ANNA, BERND, CARLA]);
const chosen = ({ source, contact }: Hit) => ({ source: source.id, contact: contact.id });

describe('the contact that a person picked for a number', () => {
  let area: ReturnType<typeof createStorageArea>;
  let choices: ContactChoices;
  beforeEach(() => {
    area = createStorageArea();
    choices = createContactChoices(area);
  });
  const names = async (answer = BOTH) =>
    (await choices.inOrder(answer)).hits.map(({ contact }) => contact.displayName);

  it('comes first from then on, before the others in their order', async () => {
    expect(await names()).toEqual(['Anna Übelacker', 'Bernd Ohnsorg', 'Carla Conrad']);
    await choices.remember(ASKED.e164, chosen(CARLA));
    expect(await names()).toEqual(['Carla Conrad', 'Anna Übelacker', 'Bernd Ohnsorg']);
    await choices.remember(ASKED.e164, chosen(BERND));
    expect(await names()).toEqual(['Bernd Ohnsorg', 'Anna Übelacker', 'Carla Conrad']);
  });

  it('counts for that number alone', async () => {
    await choices.remember('+442079460018', chosen(CARLA));
    expect(await names()).toEqual(['Anna Übelacker', 'Bernd Ohnsorg', 'Carla Conrad']);
  });

  it('outlasts a restart, stored without names or numbers', async () => {
    await choices.remember(ASKED.e164, chosen(CARLA));
    choices = createContactChoices(area);
    expect((await names())[0]).toBe('Carla Conrad');
    const text = [...area.items.values()].join();
    expect(text).not.toContain('Carla');
    expect(text).not.toContain('23125123');
  });

  it('is stored so that two browsers’ data cannot be compared', async () => {
    const other = createStorageArea();
    await choices.remember(ASKED.e164, chosen(CARLA));
    await createContactChoices(other).remember(ASKED.e164, chosen(CARLA));
    const hash = ({ items }: typeof other) => /"number":"([^"]+)"/.exec([...items.values()].join())?.[1];
    expect(hash(area)).toHaveLength(44);
    expect(hash(other)).not.toBe(hash(area));
  });

  it('is forgotten for the oldest number when there are more than two hundred', async () => {
    await choices.remember(ASKED.e164, chosen(CARLA));
    // Concurrent picks: none gets lost.
    const others = Array.from({ length: 199 }, (_, i) => `+4930231${String(i).padStart(5, '0')}`);
    await Promise.all(others.map((number) => choices.remember(number, chosen(BERND))));
    expect((await names())[0]).toBe('Carla Conrad');
    await choices.remember('+442079460018', chosen(BERND));
    expect((await names())[0]).toBe('Anna Übelacker');
  });

  it('is forgotten with the rest at sign-out', async () => {
    await choices.remember(ASKED.e164, chosen(CARLA));
    await choices.forget();
    expect(area.items.size).toBe(0);
    expect((await names())[0]).toBe('Anna Übelacker');
  });

  it('is none where the stored data is damaged', async () => {
    await area.set({ 'person-choices': { secret: 7 } });
    expect((await names())[0]).toBe('Anna Übelacker');
    await choices.remember(ASKED.e164, chosen(CARLA));
    expect((await names())[0]).toBe('Carla Conrad');
  });
});
