import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { accountGraph } from '../../../worker/accounts/account-graph.ts';
import { MailboxGate } from '../../../worker/graph/gate.ts';
import { page } from '../../../worker/graph/schemas.ts';
import { administer, connectAccount } from '../support/account-steps.ts';
import { person } from '../support/fake-graph.ts';
import { World } from '../support/world.ts';

const world = World.perTest();
const CONTACTS = '/users/sales%40nordwind.example/contactFolders/default/contacts/delta';

const read = (id = 'main') =>
  accountGraph(world.configuration, env, id, new MailboxGate()).get(CONTACTS, page);
const bearers = () =>
  world.microsoft.graphRequests.map((request) => request.headers.get('authorization')?.split(' ')[1] ?? '');

describe('Graph on behalf of an account', () => {
  it('reads a shared mailbox with the person’s token, never with the app’s', async () => {
    world.sales.put('default', person('a', 'Anna'));
    await connectAccount(world);
    expect((await read()).value).toHaveLength(1);
    expect(bearers()).toEqual([expect.stringMatching(/^delegated-token-/)]);
  });

  it('replaces a token that Graph refuses, only once', async () => {
    world.sales.put('default', person('a', 'Anna'));
    await connectAccount(world);
    await read();
    world.microsoft.people.accessTokens.clear();
    expect((await read()).value).toHaveLength(1);
    expect(new Set(bearers()).size).toBe(2);
  });

  it('fails with reconnect_needed, which waiting does not cure, after a withdrawn consent', async () => {
    await connectAccount(world);
    world.microsoft.people.withdraw();
    await expect(read()).rejects.toMatchObject({
      code: 'reconnect_needed',
      graphCode: 'AADSTS50173',
      isTransient: false,
    });
    expect(world.microsoft.graphRequests).toHaveLength(0);
  });

  it('reads nothing more after the account is removed', async () => {
    world.sales.put('default', person('a', 'Anna'));
    await connectAccount(world);
    await read();
    await administer(world, 'DELETE', '/accounts/main');
    await expect(read()).rejects.toMatchObject({ code: 'reconnect_needed', graphCode: 'account_unknown' });
    expect(world.microsoft.graphRequests).toHaveLength(1);
  });
});
