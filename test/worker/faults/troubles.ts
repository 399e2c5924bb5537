import { pickFrom, type Random } from '../../tenant/company/random.ts';
import { refusal } from '../support/fake-graph.ts';
import type { FaultWorld } from './fault-world.ts';

/** One of the troubles that a schedule combines in pairs. Each lasts until `heal`. */
export interface Trouble {
  name: string;
  begin: (world: FaultWorld, random: Random) => void;
}

const DELTA = { path: '*/contacts/delta' };
const ANYTHING = { path: '/users/*' };

function whole(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** Gives some of the next matching requests this effect, after letting a few pass. */
function fault(name: string, effect: (random: Random) => object, match = DELTA): Trouble {
  return {
    name,
    begin: ({ microsoft }, random) =>
      microsoft.fault({ match, after: whole(random, 0, 20), times: whole(random, 1, 6), ...effect(random) }),
  };
}

export const TROUBLES: readonly Trouble[] = [
  fault('throttled for seconds or minutes', (random) => ({
    status: 429,
    headers: { 'Retry-After': String(whole(random, 1, 200)) },
    body: { error: { code: 'ApplicationThrottled', message: 'invented' } },
  })),
  fault('throttled without a word of how long', () => ({ status: 429 }), ANYTHING),
  fault(
    'bad gateway',
    (random) => ({ status: pickFrom([500, 502, 503, 504], random), text: '<html>' }),
    ANYTHING,
  ),
  fault('a captive portal', () => ({
    status: 200,
    headers: { 'Content-Type': 'text/html' },
    text: '<html>',
  })),
  fault('an error with status 200', () => ({ status: 200, body: { error: { code: 'generalException' } } })),
  fault('no page at all', (random) => ({
    status: 200,
    body: pickFrom([{}, { value: null }, [], { value: 'x' }], random),
  })),
  fault('a connection that breaks', () => ({ drop: true }), ANYTHING),
  fault('a body that breaks off', (random) => ({ dropAfterBytes: whole(random, 0, 2000) })),
  fault('a body that is cut', () => ({ bytes: 'truncated' })),
  fault('a byte order mark', () => ({ bytes: 'bom' })),
  fault('a slow mailbox', () => ({ delayMs: 12_000 }), ANYTHING),
  fault('a redirect to a stranger', () => ({ status: 302, headers: { Location: 'https://evil.example/' } })),
  fault('a lost cursor', () => ({
    status: 410,
    body: { error: { code: 'SyncStateNotFound', message: 'invented' } },
  })),
  fault('a cursor that is refused', (random) => ({
    status: 400,
    body: { error: { code: pickFrom(['resyncRequired', 'SyncStateInvalid'], random), message: 'invented' } },
  })),
  fault('a refusal that nobody knows', () => ({
    status: 400,
    body: { error: { code: 'Whatever', message: 'x' } },
  })),
  fault('pages in disorder', (random) => ({
    page: { shuffleSeed: whole(random, 1, 99), sizeSeed: whole(random, 1, 99), size: 12 },
  })),
  {
    name: 'contacts that come twice',
    begin: (world) => {
      // Repeats come within one enumeration of one folder. The tenant repeats a contact even if it is gone.
      world.microsoft.graph.forgetDeltaTokens();
      const path = `*/contactFolders/${world.fullestFolderOf('customers').id}/contacts/delta`;
      world.microsoft.fault({ match: { path }, times: 4, page: { repeatEarlier: true } });
    },
  },
  fault('removals of strangers', () => ({
    page: { removedBefore: ['{first}', '{unknown}'], removedAfter: ['{unknown}'] },
  })),
  fault('empty pages', () => ({ page: { insertEmpty: true } })),
  fault('a page that leads to itself', () => ({ page: { nextLink: '{self}' } })),
  fault('a page that leads to a stranger', () => ({ page: { nextLink: 'https://evil.example/v1.0/users' } })),
  fault('a page without a way on', () => ({ page: { nextLink: null, deltaLink: null } })),
  fault('a page with both links', () => ({ page: { deltaLink: '{next}' } })),
  fault('properties left unsaid', () => ({ page: { only: ['displayName'] } })),
  fault(
    'access denied for a while',
    () => ({ status: 403, body: { error: { code: 'ErrorAccessDenied', message: 'x' } } }),
    ANYTHING,
  ),
  fault('a folder that is not found', () => ({
    status: 404,
    body: { error: { code: 'ErrorItemNotFound', message: 'x' } },
  })),
  { name: 'every cursor forgotten', begin: ({ microsoft }) => microsoft.graph.forgetDeltaTokens() },
  { name: 'every token revoked', begin: ({ microsoft }) => microsoft.revokeTokens() },
  {
    name: 'sign-in down',
    begin: ({ microsoft }) => {
      microsoft.revokeTokens();
      microsoft.tokenInstead = () => refusal(503, 'temporarily_unavailable');
    },
  },
  {
    name: 'clocks apart',
    begin: ({ microsoft }, random) => {
      microsoft.skewMs = pickFrom([-600_000, -300_000, 300_000, 600_000], random);
    },
  },
  {
    name: 'KV that refuses a third of all writes',
    begin: ({ kv }, random) => {
      kv.trouble = ({ operation }) => (operation !== 'get' && random() < 0.3 ? 'refuse' : undefined);
    },
  },
  {
    name: 'KV that denies what it has written',
    begin: ({ kv }, random) => {
      kv.trouble = ({ operation }) => (operation !== 'get' && random() < 0.3 ? 'lose-answer' : undefined);
    },
  },
  {
    name: 'KV that cannot be read now and then',
    begin: ({ kv }, random) => {
      kv.trouble = ({ operation }) => (operation === 'get' && random() < 0.3 ? 'refuse' : undefined);
    },
  },
  {
    name: 'kills',
    begin: ({ microsoft, conductor }, random) => {
      let left = whole(random, 1, 3);
      microsoft.graphInstead = () => {
        if (left === 0 || random() > 0.1) return undefined;
        left--;
        return conductor.kill();
      };
    },
  },
  {
    name: 'a cron that stutters',
    begin: ({ conductor }, random) => {
      conductor.ringsPerCron = () => pickFrom([0, 0, 1, 2, 5], random);
    },
  },
];
