import { expect } from 'vitest';
import { sourceStub } from '../support/source-runner.ts';
import { deltaOf, type FaultCase, HOUR, MINUTE } from './fault-case.ts';
import type { FaultWorld } from './fault-world.ts';

const CUSTOMERS = { path: '/users/customers@*' };

function refusalOf(status: number, code: string) {
  return { times: 100_000, status, body: { error: { code, message: 'invented' } } };
}

function isShown(world: FaultWorld, id: string): boolean {
  return world.kv.heads.get(Math.max(...world.kv.heads.keys()))?.sources[id] !== undefined;
}

async function problemOf(id: string): Promise<string | undefined> {
  return (await sourceStub(id).status()).problem?.code;
}

export const SOURCE_FAULTS: readonly FaultCase[] = [
  {
    id: 'F29',
    says: 'a missing mailbox: served for a day with the reason, then hidden, and shown again when it is back',
    async play(world) {
      await world.importAll();
      for (const code of ['ErrorInvalidUser', 'ResourceNotFound', 'MailboxNotEnabledForRESTAPI']) {
        world.microsoft.graph.faults.clear();
        world.microsoft.fault({ match: CUSTOMERS, ...refusalOf(404, code) });
        await world.conductor.runFor(5 * MINUTE);
        expect(await problemOf('customers')).toBe('mailbox_not_found');
      }
      world.conductor.ringsPerCron = (ring) => (ring % 12 === 0 ? 1 : 0);
      await world.conductor.runFor(22 * HOUR);
      expect(isShown(world, 'customers')).toBe(true);
      world.readers.mayBeHidden.add('customers');
      await world.conductor.runFor(4 * HOUR);
      expect(isShown(world, 'customers')).toBe(false);
    },
  },
  {
    id: 'F30',
    says: 'a listed folder that is not found: its old contacts stay',
    async play(world) {
      await world.importAll();
      world.microsoft.fault({ match: deltaOf('customers'), ...refusalOf(404, 'ErrorItemNotFound') });
      await world.conductor.runFor(30 * MINUTE);
      expect(await problemOf('customers')).toBe('not_found');
      expect(isShown(world, 'customers')).toBe(true);
    },
  },
  {
    id: 'F31',
    says: 'revoked access: the reason is shown, and a run asks at most twice',
    async play(world) {
      await world.importAll();
      // The folder list is due, so a run begins with a single request.
      world.conductor.ringsPerCron = () => 0;
      await world.conductor.runFor(20 * MINUTE);
      world.conductor.ringsPerCron = () => 1;
      world.microsoft.fault({ match: CUSTOMERS, ...refusalOf(403, 'ErrorAccessDenied') });
      const runsBefore = (await sourceStub('customers').runs(1))[0]?.id ?? 0;
      await world.conductor.runFor(10 * MINUTE);
      expect(await problemOf('customers')).toBe('access_denied');
      const runs = (await sourceStub('customers').runs(50)).filter(({ id }) => id > runsBefore);
      expect(runs.length).toBeGreaterThan(1);
      for (const { requests } of runs) expect(requests).toBeLessThanOrEqual(2);
    },
  },
  {
    id: 'F32',
    says: 'a suddenly empty mailbox: its removals are held, and every contact is still found',
    async play(world) {
      await world.importAll();
      world.microsoft.graph.forgetDeltaTokens();
      // Each folder is asked for twice, because its cursor is refused first.
      world.microsoft.fault({ match: deltaOf('customers'), times: 4, page: { emptyRound: true } });
      await world.conductor.runFor(10 * MINUTE);
      expect((await sourceStub('customers').status()).held).toMatchObject({ kind: 'empty' });
      await world.expectTruth();
    },
  },
  {
    id: 'F34',
    says: 'a single removal happens at once; the removal of most of a mailbox is held until a person confirms it',
    async play(world) {
      await world.importAll();
      const mailbox = world.mailboxOf('customers');
      const living = () =>
        world.foldersOf('customers').flatMap(({ members }) => members.filter((one) => one !== null));
      const [single] = living();
      if (single) mailbox.remove(single);
      await world.truth.look();
      await world.conductor.runFor(10 * MINUTE);
      await world.expectTruth();
      const all = living();
      for (const contact of all.slice(0, Math.ceil(all.length * 0.8))) mailbox.remove(contact);
      await world.truth.look();
      await world.conductor.runFor(10 * MINUTE);
      expect((await sourceStub('customers').status()).held?.contacts).toBeGreaterThan(20);
      expect(await sourceStub('customers').confirmRemovals()).toBeGreaterThan(20);
    },
  },
];
