import { beforeEach, describe, expect, it } from 'vitest';
import { problem } from '#shared/api.ts';
import { refusal } from '../support/fake-graph.ts';
import { PERSON_ID, SALES_GROUP, SUPPORT_GROUP } from '../support/settings.ts';
import { advanceSeconds } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();
const OTHER_GROUP = 'f0000009-0000-4000-8000-000000000009';

describe('a person who owns a group without being a member', () => {
  let app: ReturnType<World['app']>;
  beforeEach(() => {
    app = world.app();
  });

  async function refused(changes: Record<string, unknown> = {}) {
    const token = await world.microsoft.personToken({ groups: [], ...changes });
    const response = await world.get('/v1/status', { app, token });
    const body = problem.parse(await response.json());
    expect(response.status).toBe(body.status);
    return body;
  }
  const questions = () => world.microsoft.paths.filter((path) => path.includes('ownedObjects')).length;

  it('is told that owners are not members, but not which group it is or what it opens', async () => {
    world.microsoft.ownerOf = [OTHER_GROUP, SUPPORT_GROUP.toUpperCase()];
    const { requestId: _, ...body } = await refused();
    expect(body).toMatchObject({ status: 403, code: 'owner_not_member' });
    expect(body.detail).toContain('owners are not members');
    expect(JSON.stringify(body)).not.toMatch(/f0000002|support/i);
    world.microsoft.ownerOf = [SALES_GROUP];
    app = world.app();
    const { requestId: __, ...same } = await refused();
    expect(same).toEqual(body);
  });

  it('gets the usual refusal when the group opens nothing', async () => {
    world.microsoft.ownerOf = [OTHER_GROUP];
    expect(await refused()).toMatchObject({ status: 403, code: 'not_in_allowed_group' });
  });

  it('is let in as soon as a token names them as a member, and Graph is not asked', async () => {
    world.microsoft.ownerOf = [SALES_GROUP];
    const response = await world.get('/v1/status', { app });
    expect(response.status).toBe(200);
    expect(questions()).toBe(0);
  });

  it('is told the same when the token cannot hold the groups', async () => {
    world.microsoft.ownerOf = [SALES_GROUP];
    expect(await refused({ groups: undefined, hasgroups: true })).toMatchObject({ code: 'owner_not_member' });
    expect(world.microsoft.paths).toEqual([
      `${PERSON_ID}/checkMemberGroups`,
      `${PERSON_ID}/ownedObjects/microsoft.graph.group`,
    ]);
  });

  it('is asked about at most once in five minutes', async () => {
    for (let i = 0; i < 10; i++) await refused();
    expect(questions()).toBe(1);
    advanceSeconds(301);
    await refused();
    expect(questions()).toBe(2);
  });

  it('gets the usual refusal when Graph does not answer', async () => {
    world.microsoft.ownerOf = [SALES_GROUP];
    world.microsoft.failOnce(/ownedObjects/, () => refusal(403, 'Authorization_RequestDenied'));
    expect(await refused()).toMatchObject({ status: 403, code: 'not_in_allowed_group' });
    expect(world.lines.join()).toContain('ownership_unreadable');
  });

  it('shares a limit of thirty such questions to Graph a minute', async () => {
    const oids = Array.from({ length: 50 }, (_, i) => PERSON_ID.replace(/..$/, String(i + 10)));
    for (const oid of oids) await refused({ oid });
    expect(questions()).toBe(30);
    advanceSeconds(60);
    for (const oid of oids) await refused({ oid });
    expect(questions()).toBe(50);
  });
});
