import { describe, expect, it } from 'vitest';
import { credentialsAnswer } from '#shared/admin-api.ts';
import { problem } from '#shared/api.ts';
import { World } from '../support/world.ts';

const world = World.perTest();
const ADMIN = '/v1/admin/credentials';

const codeOf = async (response: Response) => problem.parse(await response.json()).code;

describe('the administration', () => {
  it.each([
    [
      'a person with the role, in whatever groups',
      () => world.microsoft.personToken({ roles: ['Directory.Admin'], groups: [] }),
    ],
    ['a program with the role', () => world.microsoft.programToken({ roles: ['Directory.Admin'] })],
  ])('is open to %s', async (_who, token) => {
    const response = await world.get(ADMIN, { token: await token() });
    expect(response.status).toBe(200);
    expect(credentialsAnswer.parse(await response.json()).credentials).toHaveLength(1);
  });

  it.each([
    ['a person without roles', () => world.microsoft.personToken()],
    [
      'a person with another role',
      () => world.microsoft.personToken({ roles: ['directory.admin', 'Admin'] }),
    ],
    ['a program that reads the directory', () => world.microsoft.programToken()],
  ])('is closed to %s, who is told which role is missing', async (_who, token) => {
    const response = await world.get(ADMIN, { token: await token() });
    expect(response.status).toBe(403);
    const body = problem.parse(await response.json());
    expect(body).toMatchObject({ code: 'admin_only', contact: 'it@nordwind.example' });
    expect(body.detail).toContain('Directory.Admin');
  });

  it('is closed without a valid token', async () => {
    expect(await codeOf(await world.app().request(ADMIN))).toBe('signed_out');
    const foreign = await world.microsoft.personToken({ roles: ['Directory.Admin'], aud: 'other' });
    expect(await codeOf(await world.get(ADMIN, { token: foreign }))).toBe('token_rejected');
  });

  it('reveals nothing about missing addresses before the role is shown', async () => {
    expect((await world.get('/v1/admin/nothing')).status).toBe(403);
    const token = await world.microsoft.personToken({ roles: ['Directory.Admin'] });
    expect((await world.get('/v1/admin/nothing', { token })).status).toBe(404);
  });
});

describe('an administrator’s role', () => {
  it.each(['/v1/status', '/v1/lookup?number=03011111111'])('opens no source: %s', async (path) => {
    const program = await world.microsoft.programToken({ roles: ['Directory.Admin'] });
    expect(await codeOf(await world.get(path, { token: program }))).toBe('token_rejected');
    const person = await world.microsoft.personToken({ roles: ['Directory.Admin'], groups: [] });
    expect(await codeOf(await world.get(path, { token: person }))).toBe('not_in_allowed_group');
  });
});
