import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revocation } from '#shared/admin-api.ts';
import { problem, statusAnswer } from '#shared/api.ts';
import { type Services, startServices } from '../support/services.ts';
import { PROGRAM_CLIENT_ID } from '../tenant/ids.ts';

let services: Services;

beforeAll(async () => {
  // Besides the three sources with groups, one source is open to nobody.
  services = await startServices({
    contacts: 100,
    sources: ({ sources, directorySources }) => [
      ...sources,
      ...directorySources
        .filter(({ id }) => id === 'mail-contacts')
        .map((source) => ({ ...source, groups: [] })),
    ],
  });
});
afterAll(async () => await services.stop());

type Name = keyof Services['tenant']['demo']['people'];

async function tokenOf(name: Name): Promise<string> {
  return await services.tenant.entra.issueUserToken(services.tenant.demo.people[name]);
}

async function ask(token: string, path = '/v1/status', method = 'GET', body?: object): Promise<Response> {
  return await fetch(`${services.worker.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
}

async function accessOf(token: string) {
  const response = await ask(token);
  if (!response.ok) return { code: problem.parse(await response.json()).code };
  const { sources, access } = statusAnswer.parse(await response.json());
  return { sources: sources.map(({ id }) => id), from: access?.groups?.from };
}

/** Adds a member to a group, as the group's owner does. */
async function join(name: Name, group: string): Promise<void> {
  const address = `${services.tenant.controlUrl}/groups/${encodeURIComponent(group)}/members`;
  const user = services.tenant.demo.people[name];
  const response = await fetch(address, { method: 'POST', body: JSON.stringify({ user }) });
  expect(response.ok).toBe(true);
}

describe('access to the sources', () => {
  it.each<[Name, object]>([
    ['anna', { sources: ['customers', 'suppliers'], from: 'token' }],
    ['mia', { sources: ['customers'], from: 'token' }],
    ['oskar', { sources: ['customers'], from: 'graph' }],
    ['jonas', { code: 'not_in_allowed_group' }],
    ['petra', { code: 'owner_not_member' }],
  ])('gives %s: %j', async (name, expected) => {
    expect(await accessOf(await tokenOf(name))).toEqual(expected);
  });

  it('gives a program every source, even the one that is open to nobody', async () => {
    const { sources } = await services.status();
    expect(sources.map(({ id }) => id)).toEqual(['customers', 'suppliers', 'partners', 'mail-contacts']);
  });

  it('gives an owner who joins the group its source with the next token', async () => {
    const before = await tokenOf('petra');
    await join('petra', 'Partner Team');
    expect(await accessOf(before)).toEqual({ code: 'owner_not_member' });
    expect(await accessOf(await tokenOf('petra'))).toEqual({ sources: ['partners'], from: 'token' });
  });
});

describe('a revocation', () => {
  it('ends every token of a person within a minute, and nobody else’s', async () => {
    const anna = await tokenOf('anna');
    const { access } = statusAnswer.parse(await (await ask(anna)).json());
    const admin = await services.tenant.entra.issueToken({
      azp: PROGRAM_CLIENT_ID,
      azpacr: '1',
      idtyp: 'app',
      roles: ['Directory.Admin'],
      scp: null,
      groups: null,
      name: null,
      preferred_username: null,
    });
    const body = { objectId: access?.objectId, reason: 'lost laptop' };
    const answer = await ask(admin, '/v1/admin/revocations', 'POST', body);
    expect(answer.status).toBe(201);
    expect(revocation.parse(await answer.json())).toMatchObject(body);
    await expect
      .poll(() => accessOf(anna), { timeout: 55_000, interval: 1000 })
      .toEqual({ code: 'access_revoked' });
    expect(await accessOf(await tokenOf('mia'))).toMatchObject({ sources: ['customers'] });
  });
});
