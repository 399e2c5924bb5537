import { describe, expect, it } from 'vitest';
import { createLog } from '../../worker/log.ts';
import { person } from './support/fake-graph.ts';
import { advanceSeconds, runSync } from './support/source-runner.ts';
import { World } from './support/world.ts';

const world = World.perTest();

describe('the log', () => {
  it('holds only listed fields, and only values that look like a code', () => {
    const lines: string[] = [];
    const log = createLog((line) => lines.push(line));
    const careless = {
      code: 'Anna Canary <anna@example.com>',
      name: 'Anna Canary',
      hits: 2,
      status: Number.NaN,
    };
    log('request', careless);
    expect(lines).toEqual(['{"event":"request","hits":2}']);
  });

  it('holds no name, number, address, token or query of a sync, a look-up, a search or a failure', async () => {
    world.sales.put('default', {
      ...person('a', 'Zoe Canary', '+49 30 5550199'),
      emailAddresses: [{ address: 'canary@nordwind.example' }],
    });
    const consoleLines: string[] = [];
    const log = console.log;
    console.log = (line: unknown) => consoleLines.push(String(line));
    await runSync();
    world.microsoft.faults.push((_request, url) =>
      url.pathname.includes('delta')
        ? Response.json({ error: { code: 'Zoe Canary', message: '+49305550199' } }, { status: 400 })
        : undefined,
    );
    advanceSeconds(300);
    await runSync();
    console.log = log;
    const app = world.app();
    const token = await world.microsoft.personToken();
    for (const path of [
      '/v1/lookup?number=%2B49305550199',
      '/v1/search?q=canary',
      '/v1/lookup?number=canary',
      '/canary',
    ]) {
      await world.get(path, { app, token });
    }
    const text = [...world.lines, ...consoleLines].join('\n');
    expect(world.lines.length).toBeGreaterThan(4);
    expect(consoleLines.length).toBeGreaterThan(2);
    for (const secret of ['canary', '5550199', token.slice(-20), 'Rieke', 'nordwind']) {
      expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
    }
  });
});
