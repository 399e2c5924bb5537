import { describe, expect, it } from 'vitest';
import { problem, statusAnswer } from '#shared/api.ts';
import { PERSON_ID, SALES_GROUP } from '../support/settings.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

describe('the access that the status describes', () => {
  const statusFor = async (claims: Record<string, unknown>) => {
    const response = await world.get('/v1/status', { token: await world.microsoft.personToken(claims) });
    return statusAnswer.parse(await response.json()).access;
  };

  it('includes the age of the groups, and the time by which a change shows by itself', async () => {
    const now = Date.now() / 1000;
    const access = await statusFor({ iat: now - 600, exp: now + 3000, roles: ['Directory.Admin'] });
    expect(access).toEqual({
      objectId: PERSON_ID,
      roles: ['Directory.Admin'],
      issuedAt: '2035-01-01T07:50:00.000Z',
      ageSeconds: 600,
      groups: { from: 'token', readAt: '2035-01-01T07:50:00.000Z' },
      renewAfter: '2035-01-01T08:50:00.000Z',
    });
  });

  it('tells that Graph was asked, and when', async () => {
    world.microsoft.memberOf = [SALES_GROUP];
    expect(await statusFor({ groups: undefined, hasgroups: true })).toMatchObject({
      groups: { from: 'graph', readAt: '2035-01-01T08:00:00.000Z' },
      renewAfter: '2035-01-01T08:05:00.000Z',
    });
  });

  it('includes no groups for a program', async () => {
    const response = await world.get('/v1/status', { token: await world.microsoft.programToken() });
    const { access } = statusAnswer.parse(await response.json());
    expect(access).not.toHaveProperty('groups');
    expect(access).toMatchObject({ roles: ['Directory.Read.All'], renewAfter: '2035-01-01T09:00:00.000Z' });
  });

  it.each(['Contacts.Distribute', 'Audit.Read', 'Directory.Admin'])(
    'is closed to a program with the role %s',
    async (role) => {
      const token = await world.microsoft.programToken({ roles: [role] });
      const response = await world.get('/v1/status', { token });
      expect(problem.parse(await response.json()).code).toBe('token_rejected');
    },
  );
});
