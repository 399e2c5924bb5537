import { expect } from 'vitest';
import { FOREIGN_LINKS } from '../support/foreign-links.ts';
import { sourceStub } from '../support/source-runner.ts';
import { deltaOf, type FaultCase, MINUTE } from './fault-case.ts';
import type { FaultWorld } from './fault-world.ts';

const SHUFFLES = 100;

/** Makes the worker enumerate everything again under this fault. */
async function enumerateUnder(world: FaultWorld, effect: object, sourceId = 'customers'): Promise<void> {
  await world.edit();
  world.microsoft.graph.forgetDeltaTokens();
  world.microsoft.fault({ match: deltaOf(sourceId), ...effect });
  await world.conductor.runFor(5 * MINUTE);
}

export const DELTA_FAULTS: readonly FaultCase[] = [
  {
    id: 'F15',
    says: '410 on the delta link: everything is read again, and every contact stays findable meanwhile',
    async play(world) {
      await world.importAll();
      await world.edit();
      world.microsoft.graph.forgetDeltaTokens();
      await world.conductor.runFor(5 * MINUTE);
      const status = await sourceStub('customers').status();
      expect(status.problem).toBeUndefined();
    },
  },
  {
    id: 'F16',
    says: '410 with a Location: everything is read again from the configured address, never from the Location',
    async play(world) {
      await world.importAll();
      for (const Location of ['{self}', 'https://evil.example/v1.0/users']) {
        await world.edit();
        const body = { error: { code: 'SyncStateNotFound', message: 'invented' } };
        world.microsoft.fault({ match: deltaOf('customers'), status: 410, headers: { Location }, body });
        await world.conductor.runFor(5 * MINUTE);
      }
      expect(world.microsoft.strayed).toEqual([]);
    },
  },
  {
    id: 'F17',
    says: '400 with the code of a lost cursor starts over; an unknown code ends the run and is reported',
    async play(world) {
      await world.importAll();
      for (const code of [
        'resyncRequired',
        'SyncStateInvalid',
        'syncStateNotFound',
        'ErrorInvalidSyncStateData',
      ]) {
        await world.edit();
        const body = { error: { code, message: 'invented' } };
        world.microsoft.fault({ match: deltaOf('customers'), status: 400, body });
        await world.conductor.runFor(5 * MINUTE);
        expect([code, (await sourceStub('customers').status()).problem]).toEqual([code, undefined]);
      }
      const body = { error: { code: 'Whatever', message: 'invented' } };
      world.microsoft.fault({ match: deltaOf('customers'), times: 1_000, status: 400, body });
      await world.conductor.runFor(5 * MINUTE);
      expect((await sourceStub('customers').status()).problem).toMatchObject({ code: 'graph_refused' });
    },
  },
  {
    id: 'F19',
    says: 'a contact on several pages is there once, in its last state',
    async play(world) {
      await world.importAll();
      world.microsoft.graph.forgetDeltaTokens();
      const path = `*/${world.fullestFolderOf('customers').id}/contacts/delta`;
      world.microsoft.fault({ match: { path }, times: 4, page: { repeatEarlier: true } });
      await world.conductor.runFor(5 * MINUTE);
      await world.expectTruth();
    },
  },
  {
    id: 'F20',
    says: 'removals of unknown contacts, repeated removals, and a removal before the contact comes again',
    async play(world) {
      await world.importAll();
      await enumerateUnder(world, {
        times: 4,
        page: {
          removedBefore: ['{unknown}', '{first}', '{first}'],
          removedAfter: ['{unknown}', '{unknown}'],
        },
      });
    },
  },
  {
    id: 'F21',
    says: 'empty pages are not the end',
    async play(world) {
      world.microsoft.fault({ match: deltaOf('customers'), times: 5, page: { insertEmpty: true } });
      await world.importAll();
    },
  },
  {
    id: 'F22',
    says: 'a page that links to itself ends the run and publishes nothing',
    async play(world) {
      await world.importAll();
      const from = world.microsoft.asked.length;
      await enumerateUnder(world, { times: 1_000, page: { nextLink: '{self}', deltaLink: null } });
      expect((await sourceStub('customers').status()).problem).toMatchObject({ code: 'link_loop' });
      expect(world.microsoft.asked.length - from).toBeLessThan(300);
    },
  },
  {
    id: 'F23',
    says: 'a page with both links goes on; a page with neither does not end the round',
    async play(world) {
      await world.importAll();
      await enumerateUnder(world, { times: 3, page: { deltaLink: '{next}' } });
      await enumerateUnder(world, { times: 3, page: { nextLink: null, deltaLink: null } });
    },
  },
  {
    id: 'F24',
    says: '30 foreign links: none is followed, and none is kept',
    async play(world) {
      await world.importAll();
      for (const nextLink of FOREIGN_LINKS) {
        await world.edit();
        world.microsoft.fault({ match: deltaOf('partners'), page: { nextLink, deltaLink: null } });
        await world.conductor.runFor(5 * MINUTE);
      }
      world.microsoft.graph.forgetDeltaTokens();
      const listed = { path: '/users/partners@*/contacts', query: '$expand' };
      world.microsoft.fault({ match: listed, page: { nextLink: 'https://evil.example/v1.0/users' } });
      await world.conductor.runFor(5 * MINUTE);
      expect(world.microsoft.graph.faults.list()).toEqual([]);
      expect(world.microsoft.strayed).toEqual([]);
    },
  },
  {
    id: 'F26',
    says: `${SHUFFLES} orders and sizes of pages give the same result`,
    async play(world) {
      await world.importAll();
      for (let seed = 1; seed <= SHUFFLES; seed++) {
        world.microsoft.graph.forgetDeltaTokens();
        world.microsoft.graph.faults.clear();
        const page = { shuffleSeed: seed, sizeSeed: seed, size: 5 };
        world.microsoft.fault({ match: deltaOf('partners'), times: 1_000, page });
        await sourceStub('partners').sync();
        await world.conductor.runFor(20);
      }
      await world.expectTruth();
    },
  },
  {
    id: 'F28',
    says: 'a moved contact is never there twice and never missing, whichever folder reports it first',
    async play(world) {
      await world.importAll();
      const mailbox = world.mailboxOf('customers');
      for (const late of [0, 1]) {
        const [from, to] = world.foldersOf('customers');
        const moved = from?.members.filter((one) => one !== null).slice(0, 3) ?? [];
        if (!from || !to) throw new Error('not expected: fewer than two folders');
        for (const contact of moved) mailbox.move(contact, to);
        await world.truth.look();
        const path = `*/${[from, to][late]?.id}/contacts/delta`;
        world.microsoft.fault({ match: { path }, times: 3, status: 503 });
        await world.conductor.runFor(10 * MINUTE);
        await world.expectTruth();
      }
    },
  },
];
