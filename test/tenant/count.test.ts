import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { faultSchema } from './control/fault.ts';
import { type Answer, CUSTOMERS, openGraph } from './graph/graph-for-tests.ts';
import { API_CLIENT_ID } from './ids.ts';

type Opened = Awaited<ReturnType<typeof openGraph>>;
let open: Opened;
const mailbox = `/users/${CUSTOMERS}`;

beforeEach(async () => {
  open = await openGraph();
});
afterEach(() => open.graph.close());

const eventual = { headers: { ConsistencyLevel: 'eventual' } };
const text = ({ body }: Answer) => String(body);
const refusalOf = ({ status, body }: Answer) => [status, body.error.code, body.error.message];
const folderPath = (name: string) => `${mailbox}/contactFolders/${open.folder(name).id}`;
const livingIn = (name: string) => open.folder(name).members.filter((contact) => contact !== null);
const groupNamed = (name: string) => {
  const group = [...open.company.model.groups.values()].find(({ displayName }) => displayName === name);
  if (!group) throw new Error(`The company lacks the group ${name}`);
  return group;
};

describe('$count of contacts', () => {
  it('is a bare number as plain text, and needs no header', async () => {
    const answer = await open.ask(`${folderPath('Schweiz')}/contacts/$count`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/plain');
    expect(text(answer)).toBe(String(livingIn('Schweiz').length));
    expect(livingIn('Schweiz').length).toBeGreaterThan(0);
  });

  it('follows creations and deletions', async () => {
    const path = `${mailbox}/contacts/$count`;
    const before = Number(text(await open.ask(path)));
    const { body } = await open.write(`${mailbox}/contacts`, 'POST', { givenName: 'Ada' });
    expect(Number(text(await open.ask(path)))).toBe(before + 1);
    await open.write(`${mailbox}/contacts/${body.id}`, 'DELETE');
    expect(Number(text(await open.ask(path)))).toBe(before);
  });

  it('is 0 for an empty folder', async () => {
    open.customers.addFolder('Leer', open.customers.defaultFolder);
    expect(text(await open.ask(`${folderPath('Leer')}/contacts/$count`))).toBe('0');
  });

  it('counts the contacts that a filter leaves', async () => {
    await open.write(`${mailbox}/contacts`, 'POST', { givenName: 'Ada', surname: 'Einzig' });
    const filter = encodeURIComponent("surname eq 'Einzig'");
    expect(text(await open.ask(`${mailbox}/contacts/$count?$filter=${filter}`))).toBe('1');
  });

  it.each([
    ['another option', `${mailbox}/contacts/$count?$top=5`, [400, 'BadRequest']],
    [
      'a folder that is gone',
      `${mailbox}/contactFolders/AQMkgone/contacts/$count`,
      [404, 'ErrorItemNotFound'],
    ],
    [
      'a mailbox out of scope',
      '/users/anna.berger@nordwind.example/contacts/$count',
      [403, 'ErrorAccessDenied'],
    ],
    ['an unknown user', '/users/nobody@nordwind.example/contacts/$count', [404, 'ErrorInvalidUser']],
  ])('refuses %s', async (_what, path, refusal) => {
    expect(refusalOf(await open.ask(path)).slice(0, 2)).toEqual(refusal);
  });

  it('refuses any method but GET', async () => {
    expect((await open.write(`${mailbox}/contacts/$count`, 'DELETE')).status).toBe(405);
  });

  it('counts as one of the four requests that a mailbox takes at once', async () => {
    const slow = await openGraph({}, { latencyMs: 100 });
    onTestFinished(() => slow.graph.close());
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => slow.ask(`${mailbox}/contacts/$count`)),
    );
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(2);
  });

  it('takes faults, and is counted under its endpoint', async () => {
    open.graph.faults.add(faultSchema.parse({ match: { path: '*/contacts/$count' }, status: 503, times: 1 }));
    const statuses = [];
    for (let i = 0; i < 2; i++) statuses.push((await open.ask(`${mailbox}/contacts/$count`)).status);
    expect(statuses).toEqual([503, 200]);
    expect(open.graph.counts.all()).toEqual({ 'GET /users/{user}/contacts/$count': 2 });
  });
});

describe('$count in the directory', () => {
  const sales = () => `/groups/${groupNamed('Sales').id}`;
  const everything = () => [
    ['/users/$count', open.company.model.users.size] as const,
    ['/contacts/$count', open.company.orgContacts.size] as const,
    [
      `${sales()}/members/$count`,
      groupNamed('Sales').members.size + groupNamed('Sales').nested.size,
    ] as const,
    [`${sales()}/members/microsoft.graph.user/$count`, groupNamed('Sales').members.size] as const,
  ];

  it('is a bare number as plain text', async () => {
    for (const [path, size] of everything()) {
      const answer = await open.ask(path, eventual);
      expect([path, answer.status, answer.headers.get('content-type'), text(answer)]).toEqual([
        path,
        200,
        'text/plain',
        String(size),
      ]);
      expect(size).toBeGreaterThan(0);
    }
  });

  it('is refused without ConsistencyLevel: eventual', async () => {
    for (const [path] of everything()) {
      const headers = [{}, { ConsistencyLevel: 'session' }];
      for (const some of headers) {
        const answer = await open.ask(path, { headers: some });
        expect(refusalOf(answer)).toEqual([400, 'Request_BadRequest', '$count is not currently supported.']);
      }
    }
  });

  it('includes the members of nested groups', async () => {
    const path = `${sales()}/transitiveMembers/microsoft.graph.user`;
    const listed = await open.ask(`${path}?$top=999&$count=true`, eventual);
    expect(text(await open.ask(`${path}/$count`, eventual))).toBe(String(listed.body.value.length));
    expect(listed.body['@odata.count']).toBe(listed.body.value.length);
  });

  it('counts the objects that a filter leaves', async () => {
    const enabled = [...open.company.model.users.values()].filter(({ accountEnabled }) => accountEnabled);
    const filter = encodeURIComponent('accountEnabled eq true');
    expect(text(await open.ask(`/users/$count?$filter=${filter}`, eventual))).toBe(String(enabled.length));
  });

  it('needs the role of its collection', async () => {
    const paths = everything().map(([path]) => path);
    open.company.model.registrations.get(API_CLIENT_ID)?.graphRoles.splice(0);
    for (const path of paths)
      expect(refusalOf(await open.ask(path, eventual)).slice(0, 2)).toEqual([
        403,
        'Authorization_RequestDenied',
      ]);
  });

  it('draws on the resource units of the app', async () => {
    const answer = await open.ask('/users/$count', eventual);
    expect(Number(answer.headers.get('x-ms-resource-unit'))).toBeGreaterThan(0);
  });

  it('is silently left out of a page when the header is missing', async () => {
    const without = await open.ask('/users?$top=1&$count=true');
    expect([without.status, without.body['@odata.count']]).toEqual([200, undefined]);
    const counted = await open.ask('/users?$top=1&$count=true', eventual);
    expect(counted.body['@odata.count']).toBe(open.company.model.users.size);
  });
});
