import { describe, expect, it } from 'vitest';
import type { Contact } from '#shared/contact.ts';
import { ok } from '#shared/result.ts';
import type { AppDeps, SourceObject } from '../../../worker/deps.ts';
import { aContact } from '../../support/contacts.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { png } from '../../support/photos.ts';
import { World } from '../support/world.ts';

/**
 * Users × hidden sources × requests: the contents of a source that a user may not see must not change one byte of the
 * user's answers, nor the number of blocks read for them.
 */

const world = World.perTest();

const IDS = ['sales', 'support', 'board'] as const;
type Id = (typeof IDS)[number];
const GROUPS: Readonly<Record<Id, string>> = {
  sales: 'f0000001-0000-4000-8000-000000000001',
  support: 'f0000002-0000-4000-8000-000000000002',
  board: 'f0000003-0000-4000-8000-000000000003',
};
/** The last source has the first rank, so that hidden contacts would win wherever they counted. */
const PRIORITY: Readonly<Record<Id, number>> = { sales: 1, support: 2, board: 0 };
type State = 'full' | 'empty' | 'absent';

const USERS: readonly { readonly name: string; readonly sees: readonly Id[]; readonly roles?: string[] }[] = [
  { name: 'sales', sees: ['sales'] },
  { name: 'support', sees: ['support'] },
  { name: 'board', sees: ['board'] },
  { name: 'sales and support', sees: ['sales', 'support'] },
  { name: 'support and board', sees: ['support', 'board'] },
  { name: 'nobody', sees: [] },
  { name: 'an auditor', sees: ['sales'], roles: ['Audit.Read'] },
];

const PHOTO = 'a'.repeat(32);

const REQUESTS = [
  // Numbers that every source has, that one source has, and that none has.
  ...['+493023125001', '+493088800001', '+493088800002', '+493088800003', '+493077700000', '-001', '117'],
  // Numbers near a company's: the same company, nearer ones in other sources, and a private number in between.
  ...['+4930231250', '+49302312577', '+493023125771', '+493023125779', '+493066600019'],
]
  .flatMap((number) =>
    ['lookup', 'explain'].map((route) => `/v1/${route}?number=${encodeURIComponent(number)}`),
  )
  .concat(
    // Numbers read at the user's own place, before the places of the sources' profiles.
    ['23125-001', '001', '888-00001'].map(
      (number) => `/v1/lookup?number=${number}&area=30&main=888&outside=0`,
    ),
    [
      ...['anna', 'arendt', 'arent', 'meier', 'maier', 'mei', 'nordwind', 'anna nordwind', 'quixote sales'],
      ...[
        'quixote',
        'kwixote',
        'anna -quixote',
        'vip',
        'berlin',
        '+49 30 888',
        '+493023125001',
        '4711',
        '030',
      ],
    ].map((text) => `/v1/search?q=${encodeURIComponent(text)}`),
    [
      '/v1/search?q=meier&limit=3',
      '/v1/search?q=meier&limit=50',
      '/v1/search?q=%2B4930&limit=2',
      '/v1/search?q=a',
    ],
    IDS.map((id) => `/v1/photo/${id}/${PHOTO}`),
    ['/v1/photo/nowhere/none', `/v1/photo/nowhere/${PHOTO}`],
    IDS.map((id) => `/v1/offline/blocks/${id}/${PHOTO}`),
    ['/v1/offline', '/v1/status', '/v1/health', '/openapi.json', '/v1/nowhere'],
    [
      '/v1/admin/export?number=%2B493023125001',
      '/v1/admin/sources',
      '/v1/admin/erasures',
      '/v1/admin/credentials',
    ],
  );

/** The contents of a full source: the same contacts everywhere, and some that would push themselves forward. */
function contactsOf(id: Id): Contact[] {
  const position = IDS.indexOf(id);
  const e164 = (digits: string) => [{ e164: `+4930${digits}`, kind: 'business' as const }];
  const meiers = Array.from({ length: 20 * (position + 1) }, (_, i) =>
    aContact({
      id: `${id}-m${i}`,
      displayName: `Meier ${id} ${i}`,
      surname: 'Meier',
      numbers: e164(`2312509${10 * position + (i % 10)}`),
    }),
  );
  return [
    aContact({
      id: `${id}-a`,
      displayName: 'Anna Arendt',
      givenName: 'Anna',
      surname: 'Arendt',
      company: 'Nordwind',
      town: 'Berlin',
      categories: ['vip'],
      photo: PHOTO,
      numbers: [...e164('23125001'), ...e164(`8880000${position + 1}`)],
    }),
    aContact({
      id: `${id}-q`,
      displayName: `Quixote ${id}`,
      surname: 'Quixote',
      numbers: e164(`2312577${position}`),
    }),
    aContact({
      id: `${id}-c`,
      displayName: `${id} GmbH`,
      company: `${id} GmbH`,
      numbers: e164(`231250${'5'.repeat(position)}`),
    }),
    aContact({
      id: `${id}-d`,
      displayName: 'Trunk',
      surname: 'Trunk',
      company: `${id} AG`,
      numbers: e164(`6660001${position}`),
    }),
    aContact({
      id: `${id}-e`,
      displayName: 'Trunk',
      surname: 'Two',
      company: `${id} AG`,
      numbers: e164(`6660001${9 - position}`),
    }),
    ...meiers,
  ];
}

const notExpected = () => Promise.reject(new Error('not expected'));

/** A Source that reveals as much of its state as the real one. */
function sourceObject(state: State, contacts: number): SourceObject {
  return {
    status: async () => ({
      phase: state === 'absent' ? 'waiting' : 'ready',
      notifications: { state: 'off' },
      throttledMs: state === 'full' ? 5_000 : 0,
      publishedSequence: state === 'absent' ? 0 : 1,
      contacts,
      photos: { shown: contacts, waiting: 0 },
    }),
    copyFacts: async () => ({ fromSequence: state === 'full' ? 2 : 0, sizes: {} }),
    ...{ runs: notExpected, sync: notExpected, confirmRemovals: notExpected, holding: notExpected },
    ...{ erase: notExpected, erasures: notExpected, undoErasure: notExpected, tryNumbers: notExpected },
  };
}

/** The whole product in front of three sources: one is in the given state, the others are full. */
async function appWith(id: Id, state: State, changes: Partial<AppDeps>) {
  const stateOf = (each: Id): State => (each === id ? state : 'full');
  const store = new MemoryStore();
  for (const each of IDS) {
    const contacts = stateOf(each) === 'full' ? contactsOf(each) : [];
    // Its age differs too, and it was published twice.
    const asOf = Date.now() - (stateOf(each) === 'full' ? 86_400_000 : 0) * (each === id ? 1 : 0);
    if (stateOf(each) === 'absent') continue;
    await store.publish(each, contacts, undefined, asOf);
    if (each === id && state === 'full') await store.publish(each, contacts, undefined, asOf);
  }
  const [first] = world.configuration.sources;
  if (!first) throw new Error('not expected');
  const sources = IDS.map((each) => ({
    ...first,
    id: each,
    name: each,
    groups: [GROUPS[each]],
    priority: PRIORITY[each],
    offline: true,
    dialling: { trunk: '+493023125', internalDigits: { least: 3, most: 3 } },
    companyMatch: { mode: 'colleagues' as const },
  }));
  const configuration = { ...world.unlimited, sources };
  const source = (each: string) => {
    const known = IDS.find((one) => one === each) ?? 'sales';
    return sourceObject(stateOf(known), stateOf(known) === 'full' ? contactsOf(known).length : 0);
  };
  const readPhoto = async (each: string, name: string) =>
    each === id && state !== 'full' ? undefined : name === PHOTO ? png(9, 9) : undefined;
  return { app: world.app({ configuration, source, readPhoto, ...changes }, store), store };
}

type Side = Awaited<ReturnType<typeof appWith>>;

/** Every byte of an answer except those that change with each request, and the reads that it took. */
async function tell({ app, store }: Side, path: string, token: string): Promise<string> {
  const before = store.reads.blocks + store.reads.head;
  const response = await app.request(path, { headers: { authorization: `Bearer ${token}` } });
  const headers = [...response.headers].filter(([name]) => name !== 'x-request-id' && name !== 'date');
  const requestId = response.headers.get('x-request-id') ?? '';
  const bytes = await response.arrayBuffer();
  // A photo is binary: decoded with one character a byte.
  const body = new TextDecoder('latin1').decode(bytes).replaceAll(requestId, '');
  return JSON.stringify([response.status, headers, body, store.reads.blocks + store.reads.head - before]);
}

/** Requests whose answer changes with the state of a source that the user may not see. */
async function findLeaks(changes: Partial<AppDeps> = {}): Promise<{ cells: number; leaks: string[] }> {
  const leaks: string[] = [];
  let cells = 0;
  for (const hidden of IDS) {
    for (const { name, sees, roles } of USERS.filter((user) => !user.sees.includes(hidden))) {
      const groups = sees.map((id) => GROUPS[id]);
      const token = await world.microsoft.personToken({ groups, ...(roles && { roles }) });
      const full = await appWith(hidden, 'full', changes);
      const others = [await appWith(hidden, 'empty', changes), await appWith(hidden, 'absent', changes)];
      for (const path of REQUESTS) {
        const told = await tell(full, path, token);
        for (const other of others) {
          cells++;
          if ((await tell(other, path, token)) !== told) leaks.push(`${name}, ${hidden} hidden: ${path}`);
        }
      }
    }
  }
  return { cells, leaks };
}

describe('a source that a user may not see', () => {
  it('changes no byte of the user’s answers, whatever it holds', async () => {
    const { cells, leaks } = await findLeaks();
    console.log(
      `hidden sources: ${cells - leaks.length} of ${cells} answers are the same, ${leaks.length} leaks`,
    );
    expect(leaks).toEqual([]);
    expect(cells).toBe(2 * REQUESTS.length * 13);
  }, 600_000);

  it('would be detected if it leaked', async () => {
    // Puts everybody into every group.
    const groups = new Set(Object.values(GROUPS));
    const read = { from: 'graph', atMs: 0, renewAfterMs: 0 } as const;
    const membership = async () => ok({ groups, read });
    const { leaks } = await findLeaks({ membership });
    const routes = new Set(leaks.map((leak) => /\/v1\/(\w+)/.exec(leak)?.[1]));
    expect([...routes].sort()).toEqual(['explain', 'lookup', 'offline', 'photo', 'search', 'status']);
  }, 600_000);
});
