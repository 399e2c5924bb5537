import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountsAnswer, consentLink, runsAnswer, sourcesAnswer } from '#shared/admin-api.ts';
import { lookupAnswer } from '#shared/api.ts';
import { type Services, startServices } from '../support/services.ts';
import { PROGRAM_CLIENT_ID } from '../tenant/ids.ts';

let services: Services;

beforeAll(async () => {
  services = await startServices({
    contacts: 300,
    sources: ({ sources }) => sources.filter(({ id }) => id === 'customers').map(delegated),
  });
});
afterAll(async () => await services.stop());

function delegated(source: object): object {
  return { ...source, account: 'main' };
}

async function ask(path: string, method = 'GET', body?: object): Promise<Response> {
  const token = await services.tenant.entra.issueToken({
    azp: PROGRAM_CLIENT_ID,
    azpacr: '1',
    idtyp: 'app',
    roles: ['Directory.Admin', 'Directory.Read.All'],
    scp: null,
    groups: null,
    name: null,
    preferred_username: null,
  });
  return await fetch(`${services.worker.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
}

async function control(path: string, body: object): Promise<unknown> {
  const response = await fetch(`${services.tenant.controlUrl}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  expect(response.ok).toBe(true);
  return response.status === 204 ? undefined : await response.json();
}

/** The person's steps: opens the link, signs in, consents, and is sent back to the worker. */
async function consent(user: string, url: string): Promise<Response> {
  const answer = await control('/sign-in', { user, url });
  const location = typeof answer === 'object' && answer && 'location' in answer ? answer.location : undefined;
  return await fetch(String(location));
}

async function source() {
  const { sources } = sourcesAnswer.parse(await (await ask('/v1/admin/sources')).json());
  const [only] = sources;
  if (!only) throw new Error('The worker has no source.');
  return only;
}

/** One run of the source, until it succeeds or fails. */
async function round() {
  const before = Date.now();
  await ask('/v1/admin/sources/customers/sync', 'POST');
  await expect
    .poll(
      async () => {
        const { phase, problem, lastRun } = await source();
        const isDone = phase === 'ready' && Date.parse(lastRun?.startedAt ?? '') >= before;
        return isDone || (phase === 'failed' && problem !== undefined);
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  return await source();
}

async function matchOf(e164: string) {
  const response = await ask(`/v1/lookup?number=${encodeURIComponent(e164)}`);
  return lookupAnswer.parse(await response.json()).match;
}

describe('a source read on behalf of a person', () => {
  it('waits for the person’s consent, then reads the mailbox shared with that person', async () => {
    expect((await round()).problem?.code).toBe('reconnect_needed');
    const added = await ask('/v1/admin/accounts', 'POST', { id: 'main', label: 'Main account' });
    expect(added.status).toBe(201);
    const { authorizeUrl } = consentLink.parse(await added.json());
    const page = await consent(services.tenant.demo.people.anna, authorizeUrl);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    const read = await round();
    expect(read).toMatchObject({ phase: 'ready' });
    const { runs } = runsAnswer.parse(await (await ask('/v1/admin/sources/customers/runs?limit=1')).json());
    expect(read.contacts + (runs[0]?.unreadable ?? 0)).toBe(services.tenant.contactsOf('customers'));
  });

  it('reports that it must be reconnected after a withdrawn consent, and still serves its data', async () => {
    const { contacts } = await source();
    await control('/consents/withdraw', { user: services.tenant.demo.people.anna });
    // The access token stays valid for an hour unless Graph refuses it.
    await control('/faults', { match: { path: '*/contacts/delta' }, status: 401 });
    expect((await round()).problem?.code).toBe('reconnect_needed');
    const { accounts } = accountsAnswer.parse(await (await ask('/v1/admin/accounts')).json());
    expect(accounts).toMatchObject([{ id: 'main', state: 'reconnect_needed' }]);
    expect(await source()).toMatchObject({ contacts });
    const matches = await Promise.all(services.tenant.demo.numbers.map(({ e164 }) => matchOf(e164)));
    expect(matches).toContain('exact');
  });

  it('continues when the same person consents again, and refuses another person', async () => {
    const link = async () => {
      const answer = await ask('/v1/admin/accounts/main/reconnect', 'POST');
      return consentLink.parse(await answer.json()).authorizeUrl;
    };
    const other = await consent(services.tenant.demo.people.petra, await link());
    expect(other.status).toBe(400);
    const same = await consent(services.tenant.demo.people.anna, await link());
    expect(same.status).toBe(200);
    expect(await round()).toMatchObject({ phase: 'ready' });
  });
});
