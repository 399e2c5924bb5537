import { describe, expect, it } from 'vitest';
import type { SourceConfig } from '#shared/source-config.ts';
import { createGroupMembership } from '../../../worker/access/group-membership.ts';
import { openSources } from '../../../worker/access/open-sources.ts';
import type { Person } from '../../../worker/access/principal.ts';
import { appGraph } from '../../../worker/graph/app-graph.ts';
import { MailboxGate } from '../../../worker/graph/gate.ts';
import { refusal } from '../support/fake-graph.ts';
import { PERSON_ID, SALES_GROUP, SUPPORT_GROUP, TENANT_ID } from '../support/settings.ts';
import { advanceSeconds } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();
const ISSUED_AT_MS = Date.UTC(2035, 0, 1, 8);
const TOKEN = {
  tenantId: TENANT_ID,
  objectId: PERSON_ID,
  roles: [],
  issuedAtMs: ISSUED_AT_MS,
  expiresAtMs: ISSUED_AT_MS + 3_600_000,
};

function asker(sources: () => readonly SourceConfig[] = () => world.configuration.sources) {
  const graph = appGraph(world.configuration, new MailboxGate());
  const membership = createGroupMembership({ graph, now: () => Date.now() });
  return async (groups: Person['groups'], more: Partial<Person> = {}) => {
    const person = { kind: 'person', ...TOKEN, groups, account: 'unknown', ...more } as const;
    const opened = await openSources(person, sources(), membership);
    return opened.ok ? opened.value.sources.map((source) => source.id) : opened.failure;
  };
}

describe('access to sources', () => {
  it('opens the sources of the groups in the token', async () => {
    const open = asker();
    expect(await open([SALES_GROUP])).toEqual(['sales']);
    expect(await open([SALES_GROUP, SUPPORT_GROUP])).toEqual(['sales', 'support']);
    expect(world.microsoft.graphRequests).toHaveLength(0);
  });

  it('turns away a person who is in none of the groups', async () => {
    expect(await asker()([PERSON_ID])).toMatchObject({
      code: 'not_in_allowed_group',
      reason: 'other_groups',
    });
    expect(await asker()([])).toMatchObject({ code: 'not_in_allowed_group', reason: 'no_groups' });
  });

  it('opens every source to a program', async () => {
    const program = { kind: 'program', ...TOKEN, clientId: PERSON_ID } as const;
    const graph = appGraph(world.configuration, new MailboxGate());
    const opened = await openSources(
      program,
      world.configuration.sources,
      createGroupMembership({ graph, now: () => 0 }),
    );
    expect(opened).toMatchObject({ ok: true, value: { sources: [{ id: 'sales' }, { id: 'support' }] } });
  });

  it('opens a source without groups to nobody', async () => {
    const sources = () => world.configuration.sources.map((source) => ({ ...source, groups: [] }));
    expect(await asker(sources)([SALES_GROUP])).toMatchObject({ code: 'not_in_allowed_group' });
  });

  it('asks Graph when the token could not hold every group, and caches the answer for five minutes', async () => {
    world.microsoft.memberOf = [SUPPORT_GROUP];
    const open = asker();
    expect(await open('overage')).toEqual(['support']);
    expect(await open('overage')).toEqual(['support']);
    expect(world.microsoft.paths).toEqual([`${PERSON_ID}/checkMemberGroups`]);
    world.microsoft.memberOf = [];
    advanceSeconds(301);
    expect(await open('overage')).toMatchObject({ code: 'not_in_allowed_group' });
  });

  it('asks Graph again for a newer token, so that signing in again shows a change at once', async () => {
    world.microsoft.memberOf = [SUPPORT_GROUP];
    const open = asker();
    expect(await open('overage')).toEqual(['support']);
    world.microsoft.memberOf = [SALES_GROUP];
    const renewed = { issuedAtMs: ISSUED_AT_MS + 1000 };
    expect(await open('overage', renewed)).toEqual(['sales']);
    expect(await open('overage')).toEqual(['sales']);
    expect(world.microsoft.graphRequests).toHaveLength(2);
  });

  it.each<[SourceConfig['groups'], Person['account'], unknown]>([
    ['everyone', 'member', ['sales']],
    ['everyone', 'guest', { reason: 'no_groups' }],
    ['everyone', 'unknown', { reason: 'account_unknown' }],
    ['everyone-and-guests', 'member', ['sales']],
    ['everyone-and-guests', 'guest', ['sales']],
    ['everyone-and-guests', 'unknown', ['sales']],
    [[], 'member', { reason: 'no_groups' }],
  ])('%j, for a person whose account is %s, opens: %j', async (groups, account, expected) => {
    const sources = () => world.configuration.sources.slice(0, 1).map((source) => ({ ...source, groups }));
    const seen = await asker(sources)([], { account });
    if (Array.isArray(expected)) expect(seen).toEqual(expected);
    else expect(seen).toMatchObject({ code: 'not_in_allowed_group', ...Object(expected) });
  });

  it('keeps a source of "everyone" from opening the one beside it', async () => {
    const sources = () =>
      world.configuration.sources.map((source) =>
        source.id === 'sales' ? { ...source, groups: 'everyone-and-guests' as const } : source,
      );
    expect(await asker(sources)([])).toEqual(['sales']);
    expect(await asker(sources)([SUPPORT_GROUP])).toEqual(['sales', 'support']);
  });

  it.each([
    ['hides a field from a person outside its rule’s groups', [SALES_GROUP], new Set(['mobile'])],
    ['asks Graph for the groups of rules as well', [SALES_GROUP, SUPPORT_GROUP], undefined],
  ])('%s', async (_title, memberOf, hidden) => {
    const fields = [{ fields: ['mobile' as const], groups: [SUPPORT_GROUP] }];
    const sources = world.configuration.sources.slice(0, 1).map((source) => ({ ...source, fields }));
    const membership = createGroupMembership({
      graph: appGraph(world.configuration, new MailboxGate()),
      now: () => 0,
    });
    world.microsoft.memberOf = memberOf;
    const person = { kind: 'person', ...TOKEN, groups: 'overage', account: 'unknown' } as const;
    const opened = await openSources(person, sources, membership);
    expect(opened.ok && opened.value.sources.map(({ view }) => view?.hidden)).toEqual([hidden]);
  });

  it('asks Graph about twenty groups at a time', async () => {
    const [source] = world.configuration.sources;
    const groups = Array.from({ length: 45 }, (_, i) => SALES_GROUP.replace(/..$/, String(i + 10)));
    if (!source) throw new Error('not expected');
    world.microsoft.memberOf = [groups[44] ?? ''];
    expect(await asker(() => [{ ...source, groups }])('overage')).toEqual(['sales']);
    expect(world.microsoft.graphRequests).toHaveLength(3);
  });

  it('turns everyone away when Graph does not answer, and asks again next time', async () => {
    world.microsoft.memberOf = [SALES_GROUP];
    const open = asker();
    world.microsoft.failOnce(/checkMemberGroups/, () => refusal(403, 'Authorization_RequestDenied'));
    expect(await open('overage')).toMatchObject({ code: 'groups_unreadable' });
    expect(await open('overage')).toEqual(['sales']);
  });
});
