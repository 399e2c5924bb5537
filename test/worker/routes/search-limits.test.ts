import { describe, expect, it } from 'vitest';
import { budgetsAnswer } from '#shared/admin-api.ts';
import { problem, searchAnswer } from '#shared/api.ts';
import { readConfiguration } from '../../../worker/configuration.ts';
import { person } from '../support/fake-graph.ts';
import { VARIABLES } from '../support/settings.ts';
import { runSync } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

async function publish(count: number): Promise<void> {
  for (let i = 0; i < count; i++)
    world.sales.put(
      'default',
      person(`p${i}`, `Anna Example ${i}`, `+493055510${String(i).padStart(2, '0')}`),
    );
  await runSync();
}

describe('a search', () => {
  it.each([
    '*',
    '**',
    '%25%25',
    '__',
    '...',
    '%3F%3F',
    '(((',
    '-+-',
    'a*',
    '*a*',
    '%2B%2B',
    '%F0%9F%93%9E%F0%9F%93%9E',
  ])('for punctuation only, or with a single letter in it, is refused: %s', async (words) => {
    await publish(1);
    const response = await world.get(`/v1/search?q=${words}`);
    expect(problem.parse(await response.json()).code).toBe('query_too_short');
  });

  it.each(['an', '%E6%9D%8E', 'a1', '49'])(
    'for two characters, or one ideograph, is accepted: %s',
    async (words) => {
      await publish(1);
      expect((await world.get(`/v1/search?q=${words}`)).status).toBe(200);
    },
  );

  it('gives the fifty best hits at most, and no way to page beyond them', async () => {
    await publish(60);
    const app = world.app();
    const read = async (query: string) =>
      searchAnswer.parse(await (await world.get(`/v1/search?q=anna${query}`, { app })).json());
    const first = await read('&limit=50');
    expect(first).toMatchObject({ more: true });
    expect(first.hits).toHaveLength(50);
    for (const beyond of ['&offset=50', '&page=2', '&skip=50', '&cursor=50', '&$skip=50'])
      expect(await read(`&limit=50${beyond}`)).toEqual(first);
  });

  it('for a whole number that a contact has counts against the numbers of the day; half a number does not', async () => {
    await publish(3);
    const budgets = JSON.stringify({ persons: { numbersPerDay: 9, warnAtNumbers: 1 } });
    const configuration = readConfiguration({ ...VARIABLES, BUDGETS: budgets });
    const app = world.app({ configuration });
    for (const words of ['030555', '03055510', '0305551000', '0305551001', '%2B49305551001', 'anna'])
      await world.get(`/v1/search?q=${words}`, { app });
    await world.settle();
    const token = await world.microsoft.personToken({ roles: ['Directory.Admin'] });
    const response = await world.get('/v1/admin/budgets', { app, token });
    expect(budgetsAnswer.parse(await response.json()).callers).toMatchObject([{ numbers: 2 }]);
  });
});
