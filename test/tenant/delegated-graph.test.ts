import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAddress } from './company/people.ts';
import { type Answer, CUSTOMERS, openGraph } from './graph/graph-for-tests.ts';

let open: Awaited<ReturnType<typeof openGraph>>;
const SHARED = ['Contacts.Read.Shared', 'User.Read'];
const RECEPTION = 'empfang@nordwind.example';

beforeAll(async () => {
  open = await openGraph();
});
afterAll(() => open.graph.close());

const tokenOf = (person: 'anna' | 'jonas', scopes: string[]) =>
  `user:${demoAddress(person)} ${scopes.join(' ')}`;

const ask = async (person: 'anna' | 'jonas', path: string, scopes: string[]): Promise<[number, string?]> => {
  const answer: Answer = await open.ask(path, { clientId: tokenOf(person, scopes) });
  return answer.status === 200 ? [200] : [answer.status, answer.body.error.code];
};

describe("a person's token", () => {
  it.each([
    ['anna', '/me/contacts', SHARED, [200]],
    ['anna', '/me/contactFolders/Contacts/contacts/delta', ['Contacts.Read'], [200]],
    ['anna', '/me/contacts', ['User.Read'], [403, 'ErrorAccessDenied']],
    ['anna', `/users/${CUSTOMERS}/contacts`, SHARED, [200]],
    ['anna', `/users/${RECEPTION}/contactFolders`, SHARED, [200]],
    ['anna', `/users/${RECEPTION}/contacts`, ['Contacts.Read'], [403, 'ErrorAccessDenied']],
    ['anna', '/users/partners@nordwind.example/contacts', SHARED, [404, 'ErrorItemNotFound']],
    ['jonas', `/users/${CUSTOMERS}/contacts`, SHARED, [404, 'ErrorItemNotFound']],
    ['anna', '/users/nobody@nordwind.example/contacts', SHARED, [404, 'ErrorInvalidUser']],
    ['anna', '/users', SHARED, [403, 'Authorization_RequestDenied']],
    ['anna', '/me?$select=id,displayName', SHARED, [200]],
    ['anna', `/users/${demoAddress('jonas')}`, SHARED, [403, 'Authorization_RequestDenied']],
  ] as const)('of %s, asking for %s with the scopes %j, gets %j', async (person, path, held, expected) => {
    expect(await ask(person, path, [...held])).toEqual(expected);
  });
  it('does not write with a scope for reading', async () => {
    const post = (path: string, scopes: string[]) =>
      open.ask(path, { method: 'POST', body: { givenName: 'Ada' }, clientId: tokenOf('anna', scopes) });
    const denied = await post('/me/contacts', SHARED);
    const made = await post(`/users/${CUSTOMERS}/contacts`, ['Contacts.ReadWrite.Shared']);
    expect([denied.status, made.status]).toEqual([403, 201]);
  });
  it("watches the person's own mailbox, and no shared one", async () => {
    const subscribe = async (resource: string, scopes: string[]) => {
      const body = {
        changeType: 'updated',
        notificationUrl: 'http://127.0.0.1:9/',
        resource,
        expirationDateTime: new Date(Date.now() + 3_600_000).toISOString(),
      };
      const answer = await open.ask('/subscriptions', {
        method: 'POST',
        body,
        clientId: tokenOf('anna', scopes),
      });
      return answer.body.error.code;
    };
    expect(await subscribe(`/users/${RECEPTION}/contacts`, SHARED)).toBe('ErrorAccessDenied');
    expect(await subscribe('/me/contacts', SHARED)).toBe('ErrorAccessDenied');
    // The right is enough here: only the handshake fails, since nothing listens at that address.
    expect(await subscribe('/me/contacts', ['Contacts.Read'])).toBe('ValidationError');
  });
});
