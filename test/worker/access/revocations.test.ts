import { beforeEach, describe, expect, it } from 'vitest';
import { revocation, revocationsAnswer } from '#shared/admin-api.ts';
import { problem } from '#shared/api.ts';
import { createRevocations } from '../../../worker/access/revocations.ts';
import { PERSON_ID, PROGRAM_CLIENT_ID, SALES_GROUP } from '../support/settings.ts';
import { advanceSeconds, gatehouseStub } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();
const ADMIN_ID = 'ad000001-0000-4000-8000-000000000001';
const OTHER_ID = 'e0000002-0000-4000-8000-000000000002';
const PATH = '/v1/admin/revocations';
type App = ReturnType<World['app']>;

async function asAdmin(app: App, method: string, path: string, body?: object): Promise<Response> {
  const token = await world.microsoft.personToken({ oid: ADMIN_ID, roles: ['Directory.Admin'], groups: [] });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return await app.request(path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}

async function revoke(body: object = { objectId: PERSON_ID }): Promise<Response> {
  return await asAdmin(world.app(), 'POST', PATH, body);
}

async function answerTo(app: App, token: string): Promise<string> {
  const response = await world.get('/v1/status', { app, token });
  return response.ok ? 'ok' : `${response.status} ${problem.parse(await response.json()).code}`;
}

/** Lets a minute pass while people go on asking, so that every isolate's copy ages as in production. */
async function aMinuteOf(app: App, token: string): Promise<string[]> {
  const answers: string[] = [];
  for (let second = 0; second < 60; second += 5) {
    answers.push(await answerTo(app, token));
    await Promise.all(world.later.splice(0));
    advanceSeconds(5);
  }
  return answers;
}

describe('a revocation', () => {
  it('refuses every token that the person holds, in every isolate within a minute', async () => {
    const busy = world.app();
    const idle = world.app();
    const token = await world.microsoft.personToken();
    expect([await answerTo(busy, token), await answerTo(idle, token)]).toEqual(['ok', 'ok']);
    advanceSeconds(1);
    expect((await revoke()).status).toBe(201);
    const answers = await aMinuteOf(busy, token);
    const firstRefused = answers.indexOf('401 access_revoked');
    expect(firstRefused).toBeGreaterThanOrEqual(0);
    expect(firstRefused * 5).toBeLessThanOrEqual(30);
    expect(new Set(answers.slice(firstRefused))).toEqual(new Set(['401 access_revoked']));
    expect(await answerTo(idle, token)).toBe('401 access_revoked');
    expect(await answerTo(world.app(), token)).toBe('401 access_revoked');
  });

  it('concerns that person alone, on every route, and programs in the same way', async () => {
    await revoke();
    const app = world.app();
    const admin = await world.microsoft.personToken({ roles: ['Directory.Admin'] });
    for (const path of ['/v1/status', '/v1/lookup?number=1', '/v1/search?q=anna', '/v1/photo/sales/x', PATH])
      expect([path, (await world.get(path, { app, token: admin })).status]).toEqual([path, 401]);
    expect(await answerTo(app, await world.microsoft.personToken({ oid: OTHER_ID }))).toBe('ok');
    const program = await world.microsoft.programToken({ oid: PROGRAM_CLIENT_ID, sub: PROGRAM_CLIENT_ID });
    expect(await answerTo(app, program)).toBe('ok');
    await revoke({ objectId: PROGRAM_CLIENT_ID });
    expect(await answerTo(world.app(), program)).toBe('401 access_revoked');
  });

  it('admits a token issued afterwards, with the claims of that token', async () => {
    await revoke();
    const app = world.app();
    expect(await answerTo(app, await world.microsoft.personToken())).toBe('401 access_revoked');
    advanceSeconds(1);
    expect(await answerTo(app, await world.microsoft.personToken())).toBe('ok');
    expect(await answerTo(app, await world.microsoft.personToken({ groups: [] }))).toBe(
      '403 not_in_allowed_group',
    );
  });

  it('makes the worker ask Graph again for groups that did not fit into the token', async () => {
    const overage = { groups: undefined, hasgroups: true };
    const app = world.app();
    world.microsoft.memberOf = [SALES_GROUP];
    expect(await answerTo(app, await world.microsoft.personToken(overage))).toBe('ok');
    world.microsoft.memberOf = [];
    await revoke();
    advanceSeconds(31);
    expect(await answerTo(app, await world.microsoft.personToken(overage))).toBe('403 not_in_allowed_group');
  });

  it('is listed with the person who ordered it, can be taken back, and ends by itself', async () => {
    const app = world.app();
    const made = revocation.parse(
      await (await revoke({ objectId: PERSON_ID.toUpperCase(), reason: 'left' })).json(),
    );
    expect(made).toMatchObject({ objectId: PERSON_ID, revokedBy: ADMIN_ID, reason: 'left' });
    await revoke({ objectId: OTHER_ID });
    const list = async () =>
      revocationsAnswer
        .parse(await (await asAdmin(app, 'GET', PATH)).json())
        .revocations.map(({ objectId }) => objectId);
    // Both were ordered in the same moment.
    expect(await list()).toEqual([OTHER_ID, PERSON_ID]);
    expect((await asAdmin(app, 'DELETE', `${PATH}/${OTHER_ID}`)).status).toBe(204);
    expect((await asAdmin(app, 'DELETE', `${PATH}/${OTHER_ID}`)).status).toBe(404);
    expect(await list()).toEqual([PERSON_ID]);
    expect(await answerTo(world.app(), await world.microsoft.personToken({ oid: OTHER_ID }))).toBe('ok');
    advanceSeconds(51 * 3600);
    expect(await list()).toEqual([PERSON_ID]);
    advanceSeconds(2 * 3600);
    expect(await list()).toEqual([]);
  });

  it.each([
    { objectId: 'anna@nordwind.example' },
    { objectId: PERSON_ID, reason: '' },
    { objectId: PERSON_ID, until: 'tomorrow' },
    {},
  ])('cannot be ordered with %j', async (body) => {
    expect((await revoke(body)).status).toBe(400);
  });

  it('can be ordered by administrators only', async () => {
    for (const [method, path] of [
      ['GET', PATH],
      ['POST', PATH],
      ['DELETE', `${PATH}/${PERSON_ID}`],
    ] as const) {
      const token = await world.microsoft.personToken();
      const response = await world
        .app()
        .request(path, { method, headers: { authorization: `Bearer ${token}` } });
      expect([method, response.status]).toEqual([method, 403]);
    }
  });
});

describe('an isolate’s copy of the revocations', () => {
  let reads: number;
  let isDown: boolean;
  let behind: Promise<unknown>[];
  let isRevoked: ReturnType<typeof createRevocations>;
  const principal = () => ({ objectId: PERSON_ID, issuedAtMs: Date.now() });

  beforeEach(() => {
    reads = 0;
    isDown = false;
    behind = [];
    isRevoked = createRevocations({
      read: async () => {
        reads++;
        if (isDown) throw new Error('the object is away');
        return await gatehouseStub().revokedSince();
      },
      now: () => Date.now(),
      waitUntil: (work) => behind.push(work),
    });
  });

  it('is read once for many requests, and refreshed in the background after 15 s', async () => {
    for (let i = 0; i < 100; i++) await isRevoked(principal());
    expect([reads, behind.length]).toEqual([1, 0]);
    advanceSeconds(16);
    for (let i = 0; i < 100; i++) await isRevoked(principal());
    expect([reads, behind.length]).toEqual([2, 1]);
  });

  it('lets nobody in when it is older than 30 s and cannot be refreshed', async () => {
    expect(await isRevoked(principal())).toBe(false);
    isDown = true;
    advanceSeconds(29);
    expect(await isRevoked(principal())).toBe(false);
    await Promise.all(behind);
    advanceSeconds(2);
    await expect(isRevoked(principal())).rejects.toMatchObject({ code: 'revocations_unavailable' });
    const app = world.app({ isRevoked });
    const response = await world.get('/v1/status', { app });
    expect(response.status).toBe(503);
    expect(problem.parse(await response.json())).toMatchObject({
      code: 'directory_unavailable',
      retryAfterSeconds: 30,
    });
    isDown = false;
    expect(await isRevoked(principal())).toBe(false);
  });
});
