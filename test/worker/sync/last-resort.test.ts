import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { person } from '../support/fake-graph.ts';
import { blockNames, runSync, sourceStub } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

describe('a source whose blocks KV has lost', () => {
  it('is asked itself for a number, and names its contacts', async () => {
    world.sales.put(
      'default',
      person('a', 'Anna', '+49 30 23125001'),
      person('b', 'Bert', '+49 30 23125002'),
    );
    await runSync();
    for (const name of await blockNames()) await env.DIRECTORY_KV.delete(`block/${name}`);
    const found = await sourceStub().findByNumber('+493023125002');
    expect(found?.map(({ displayName }) => displayName)).toEqual(['Bert']);
    expect(await sourceStub().findByNumber('+493023125003')).toEqual([]);
  });

  it('knows nothing before its first generation', async () => {
    world.sales.put('default', person('a', 'Anna', '+49 30 23125001'));
    expect(await sourceStub().findByNumber('+493023125001')).toBeUndefined();
  });
});
