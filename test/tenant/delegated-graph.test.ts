import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAddress } from './company/people.ts';
import { type Answer, CUSTOMERS, openGraph } from './graph/graph-for-tests.ts';
import { API_CLIENT_ID } from './ids.ts';
import { findUser } from './model.ts';

let open: Awaited<ReturnType<typeof openGraph>>;
let scopes: string[];
const SHARED = ['Contacts.Read.Shared', 'User.Read'];
const RECEPTION = 'empfang@nordwind.example';

beforeAll(async () => {
  // The bearer token is the person's address.
  open = await openGraph(
    {},
    {
      verifyGraphToken: async (header) => {
        const user = findUser(open.company.model, header?.replace('Bearer ', '') ?? '');
        return user
          ? { ok: true, clientId: API_CLIENT_ID, roles: [], userId: user.id, scopes }
          : { ok: false };
      },
    },
  );
});
afterAll(() => open.graph.close());

const ask = async (person: 'anna' | 'jonas', path: string, held = SHARED): Promise<[number, string?]> => {
  scopes = held;
  const answer: Answer = await open.ask(path, { clientId: demoAddress(person) });
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
  ] as const)('of %s asks for %s with %j: %j', async (person, path, held, expected) => {
    expect(await ask(person, path, [...held])).toEqual(expected);
  });
  it('does not write with a scope for reading', async () => {
    scopes = SHARED;
    const body = { givenName: 'Ada' };
    const clientId = demoAddress('anna');
    const denied = await open.ask('/me/contacts', { method: 'POST', body, clientId });
    scopes = ['Contacts.ReadWrite.Shared'];
    const made = await open.ask(`/users/${CUSTOMERS}/contacts`, { method: 'POST', body, clientId });
    expect([denied.status, made.status]).toEqual([403, 201]);
  });
  it('watches the own mailbox, and no shared one', async () => {
    const subscribe = async (resource: string, held: string[]) => {
      scopes = held;
      const body = {
        changeType: 'updated',
        notificationUrl: 'http://127.0.0.1:9/',
        resource,
        expirationDateTime: new Date(Date.now() + 3_600_000).toISOString(),
      };
      const answer = await open.ask('/subscriptions', {
        method: 'POST',
        body,
        clientId: demoAddress('anna'),
      });
      return answer.body.error.code;
    };
    expect(await subscribe(`/users/${RECEPTION}/contacts`, SHARED)).toBe('ErrorAccessDenied');
    expect(await subscribe('/me/contacts', SHARED)).toBe('ErrorAccessDenied');
    // Nobody listens there: the right was enough, the handshake fails.
    expect(await subscribe('/me/contacts', ['Contacts.Read'])).toBe('ValidationError');
  });
});
