import { beforeEach, describe, expect, it } from 'vitest';
import { lookupAnswer } from '#shared/api.ts';
import { person } from '../support/fake-graph.ts';
import type { FakeMailbox } from '../support/fake-mailbox.ts';
import { SUPPORT_GROUP } from '../support/settings.ts';
import { advanceSeconds, runSync } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();
const IN_BERLIN = '+493023125123';
const IN_HAMBURG = '+494066969123';
const IN_MUNICH = '+498999998123';

async function namesOf(number: string): Promise<string[]> {
  const token = await world.microsoft.personToken({ groups: [SUPPORT_GROUP] });
  const response = await world.get(`/v1/lookup?number=${encodeURIComponent(number)}`, { token });
  return lookupAnswer.parse(await response.json()).hits.map(({ contact }) => contact.displayName);
}

describe('an internal number in a source with several sites', () => {
  let support: FakeMailbox;
  beforeEach(() => {
    support = world.microsoft.mailbox('support@nordwind.example');
    support.addFolder('hamburg', 'Hamburg');
    support.addFolder('harbour', 'Harbour', 'hamburg');
    support.put('default', person('b', 'Berta', '123'));
    support.put('hamburg', person('h', 'Hanna', '123'), {
      ...person('v', 'Vera', '123'),
      categories: ['munich'],
    });
    support.put('harbour', person('k', 'Kai', '123'));
    support.put('default', { ...person('w', 'Wanda', '123'), categories: ['Partner', 'Munich'] });
  });

  it('belongs to the site that the contact’s folder or category names, otherwise to the source', async () => {
    await runSync('support');
    expect(await namesOf(IN_BERLIN)).toEqual(['Berta']);
    expect(await namesOf(IN_HAMBURG)).toEqual(['Hanna', 'Kai', 'Vera']);
    expect(await namesOf(IN_MUNICH)).toEqual(['Wanda']);
  });

  it('is completed the same way where the change feed does not carry it', async () => {
    support.extended.set('h', { 'String 0x3A2E': '124' });
    support.extended.set('w', { 'String 0x3A2E': '124' });
    await runSync('support');
    expect(await namesOf('+494066969124')).toEqual(['Hanna']);
    expect(await namesOf('+498999998124')).toEqual(['Wanda']);
    support.extended.set('k', { 'String 0x3A2E': '124' });
    support.put('harbour', person('k', 'Kai Kern', '123'));
    await runSync('support');
    expect(await namesOf('+494066969124')).toEqual(['Hanna', 'Kai Kern']);
  });

  it('is read again when the folder’s name or the contact’s category changes', async () => {
    await runSync('support');
    support.renameFolder('hamburg', 'Archive');
    support.put('default', person('w', 'Wanda', '123'));
    // The folder list is read again after a quarter of an hour.
    advanceSeconds(16 * 60);
    await runSync('support');
    expect(await namesOf(IN_BERLIN)).toEqual(['Berta', 'Hanna', 'Kai', 'Wanda']);
    expect(await namesOf(IN_HAMBURG)).toEqual([]);
    expect(await namesOf(IN_MUNICH)).toEqual(['Vera']);
  });
});
