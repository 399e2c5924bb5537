import { describe, expect, it } from 'vitest';
import { problem } from '#shared/api.ts';
import { personClaims } from '../support/fake-microsoft.ts';
import { advanceSeconds } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();
const HOUR = 3600;

async function ask(app: ReturnType<World['app']>, token?: string): Promise<number> {
  const response = await world.get('/v1/status', {
    app,
    token: token ?? (await world.microsoft.personToken()),
  });
  return response.status;
}

function breakEntra(): void {
  world.microsoft.faults.push((_request, url) => {
    if (!url.pathname.endsWith('/keys')) return undefined;
    world.microsoft.keyFetches++;
    return new Response('', { status: 503 });
  });
}

describe('the signing keys', () => {
  it('are fetched once for all isolates that start within half a day', async () => {
    for (let isolate = 0; isolate < 10; isolate++) {
      const app = world.app();
      expect([await ask(app), await ask(app)]).toEqual([200, 200]);
      advanceSeconds(HOUR);
    }
    expect(world.microsoft.keyFetches).toBe(1);
    advanceSeconds(3 * HOUR);
    expect(await ask(world.app())).toBe(200);
    expect(world.microsoft.keyFetches).toBe(2);
  });

  it('are fetched at most twice in 30 s despite a flood of 1,000 unknown key ids', async () => {
    const isolates = Array.from({ length: 10 }, () => world.app());
    const statuses = new Map<number, number>();
    for (let i = 0; i < 1000; i++) {
      const token = await world.microsoft.sign(personClaims(), { kid: `unknown-${i}` });
      const status = await ask(isolates[i % 10] ?? world.app(), token);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (i % 40 === 0) advanceSeconds(1);
    }
    expect([...statuses]).toEqual([[401, 1000]]);
    expect(world.microsoft.keyFetches).toBeLessThanOrEqual(2);
    expect(await ask(world.app())).toBe(200);
  });

  it('stay valid for a day while the sign-in service is down, in newly started isolates too', async () => {
    const app = world.app();
    await ask(app);
    breakEntra();
    for (let hour = 1; hour <= 23; hour++) {
      advanceSeconds(HOUR);
      expect([hour, await ask(app), await ask(world.app())]).toEqual([hour, 200, 200]);
      const unknown = await world.microsoft.sign(personClaims(), { kid: 'unknown' });
      expect(await ask(app, unknown)).toBe(401);
    }
    advanceSeconds(2 * HOUR);
    const response = await world.get('/v1/status', { app });
    expect(response.status).toBe(503);
    expect(problem.parse(await response.json())).toMatchObject({
      code: 'directory_unavailable',
      detail: 'The sign-in service cannot be reached.',
      retryAfterSeconds: 30,
    });
  });

  it('are requested at most every five seconds while none are known', async () => {
    breakEntra();
    for (let second = 0; second < 60; second++) {
      expect([await ask(world.app()), await ask(world.app())]).toEqual([503, 503]);
      advanceSeconds(1);
    }
    expect(world.microsoft.keyFetches).toBe(12);
    world.microsoft.faults.length = 0;
    expect(await ask(world.app())).toBe(200);
  });

  it('may rotate: new keys are found within half a minute, and old keys stop counting', async () => {
    const app = world.app();
    const old = await world.microsoft.personToken();
    expect(await ask(app, old)).toBe(200);
    advanceSeconds(31);
    await world.microsoft.rotateKeys('k2');
    expect([await ask(app), await ask(app, old)]).toEqual([200, 401]);
    expect(world.microsoft.keyFetches).toBe(2);
  });

  it('may rotate under twenty concurrent requests, cold and warm: one fetch admits them all', async () => {
    const warm = world.app();
    await ask(warm);
    advanceSeconds(31);
    await world.microsoft.rotateKeys('k2');
    const token = await world.microsoft.personToken();
    const cold = world.app();
    const apps = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? warm : cold));
    const statuses = await Promise.all(apps.map((app) => ask(app, token)));
    expect(statuses).toEqual(Array.from({ length: 20 }, () => 200));
    expect(world.microsoft.keyFetches).toBe(2);
  });

  it.each<[string, unknown]>([
    ['no keys', { keys: [] }],
    ['keys of another kind', { keys: [{ kty: 'oct', kid: 'k1', use: 'sig', k: 'AAAA' }] }],
    ['keys that are no list', { keys: 'k1' }],
    ['a body that is no object', 'k1'],
  ])('are unavailable when Entra answers with %s', async (_what, body) => {
    world.microsoft.faults.push((_request, url) =>
      url.pathname.endsWith('/keys') ? Response.json(body) : undefined,
    );
    expect(await ask(world.app())).toBe(503);
  });
});
