import { expect } from 'vitest';
import { applyInput } from '../../tenant/graph/contact-content.ts';
import { sourceStub } from '../support/source-runner.ts';
import { deltaOf, type FaultCase, MINUTE } from './fault-case.ts';
import type { FaultWorld } from './fault-world.ts';

const CANARY = 'canary-in-a-body';

/** The newest generation of each source. */
function published(world: FaultWorld) {
  const head = world.kv.heads.get(Math.max(...world.kv.heads.keys()));
  return Object.fromEntries(world.ids.map((id) => [id, head?.sources[id]?.current]));
}

/** Requires that nothing new of the customers is published while every page of theirs gets this answer. */
async function expectNothingPublished(world: FaultWorld, effect: object): Promise<void> {
  const before = published(world).customers;
  await world.edit();
  world.microsoft.fault({ match: deltaOf('customers'), times: 1_000, ...effect });
  await world.conductor.runFor(9 * MINUTE);
  expect(published(world).customers).toEqual(before);
  world.microsoft.heal();
}

export const SERVER_FAULTS: readonly FaultCase[] = [
  {
    id: 'F06',
    says: 'bursts of 502, 503 and 504',
    async play(world) {
      await world.importAll();
      for (const status of [502, 503, 504]) {
        await world.edit();
        world.microsoft.fault({ match: deltaOf('customers'), times: 3, status });
        await world.conductor.runFor(5 * MINUTE);
      }
    },
  },
  {
    id: 'F07',
    says: '500 with a web page: the request is tried again, and nothing of the page is logged',
    async play(world) {
      await world.importAll();
      await world.edit();
      world.microsoft.fault({
        match: deltaOf('customers'),
        times: 2,
        status: 500,
        text: `<html>${CANARY}</html>`,
      });
      await world.conductor.runFor(5 * MINUTE);
      expect(world.lines.join('\n')).not.toContain(CANARY);
    },
  },
  {
    id: 'F08',
    says: '200 with a web page is a failure, and the published generation stays',
    async play(world) {
      await world.importAll();
      await expectNothingPublished(world, {
        status: 200,
        headers: { 'Content-Type': 'text/html' },
        text: '<html>ok',
      });
    },
  },
  {
    id: 'F09',
    says: 'connections that are reset before and within the answer',
    async play(world) {
      world.microsoft.fault({ match: deltaOf('customers'), after: 1, times: 2, dropAfterBytes: 100 });
      world.microsoft.fault({ match: { path: '/users/*' }, after: 4, times: 3, drop: true });
      await world.importAll();
      await world.edit();
      world.microsoft.fault({ match: deltaOf('suppliers'), times: 4, drop: true });
      await world.conductor.runFor(5 * MINUTE);
    },
  },
  {
    id: 'F10',
    says: 'the worker gives up a body of one byte a second after half a minute',
    async play(world) {
      await world.importAll();
      await world.edit();
      const from = world.microsoft.asked.length;
      world.microsoft.fault({ match: deltaOf('partners'), dripMs: 1000 });
      await world.conductor.runFor(9 * MINUTE);
      const asked = world.microsoft.asked.slice(from).filter(({ mailbox }) => mailbox.startsWith('partners'));
      const gaps = asked.slice(1).map(({ atMs }, i) => atMs - (asked[i]?.atMs ?? 0));
      expect(gaps.some((ms) => ms >= 30_000 && ms < 35_000)).toBe(true);
    },
  },
  {
    id: 'F12',
    says: '200 without a page is a failure, not an empty page',
    async play(world) {
      await world.importAll();
      for (const body of [{ error: { code: 'generalException' } }, {}, { value: null }, { value: 'x' }, []]) {
        await expectNothingPublished(world, { status: 200, body });
        await world.conductor.runFor(10 * MINUTE);
      }
    },
  },
  {
    id: 'F13',
    says: 'a byte order mark does no harm, and broken UTF-8 spoils one field only',
    async play(world) {
      world.microsoft.fault({ match: deltaOf('customers'), times: 2, bytes: 'bom' });
      await world.importAll();
      const folder = world.fullestFolderOf('customers');
      const [first] = folder.members.filter((one) => one !== null);
      const mailbox = world.mailboxOf('customers');
      if (!first) throw new Error('not expected: an empty folder');
      const change = (nickName: string) =>
        mailbox.update(first, applyInput(mailbox.contentOf(first), { nickName }));
      change('Erst');
      world.microsoft.fault({ match: { path: `*/${folder.id}/contacts/delta` }, bytes: 'invalid-utf8' });
      await world.conductor.runFor(5 * MINUTE);
      expect((await sourceStub('customers').status()).problem).toBeUndefined();
      // Graph reports a contact again only after another change.
      change('Dann');
      await world.truth.look();
    },
  },
  {
    id: 'F14',
    says: 'a redirect to a foreign host is not followed',
    async play(world) {
      await world.importAll();
      await world.edit();
      for (const status of [301, 302, 307, 308]) {
        const headers = { Location: 'https://evil.example/' };
        world.microsoft.fault({ match: deltaOf('customers'), status, headers });
        await world.conductor.runFor(5 * MINUTE);
      }
      expect(world.microsoft.strayed).toEqual([]);
    },
  },
];
