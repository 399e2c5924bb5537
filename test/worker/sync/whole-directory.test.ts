import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Contact } from '#shared/contact.ts';
import type { DeltaPage, SourceReader } from '../../../worker/sources/source-reader.ts';
import { contactId } from '../../../worker/sync/contact-id.ts';
import { SourceStores } from '../../../worker/sync/source-stores.ts';
import { adoptWhole, stepWhole, type WholeDeps } from '../../../worker/sync/whole-reading.ts';
import { sourceStub } from '../support/source-runner.ts';
import { World } from '../support/world.ts';
import { NOW_MS } from './state-machine.ts';

World.perTest();

const ORIGINS = ['anna', 'bert', 'cem'];

function contactOf(origin: string, department?: string): Contact {
  const numbers = [{ e164: '+493023125123', kind: 'business' as const }];
  return {
    id: origin,
    displayName: origin,
    emails: [],
    categories: [],
    numbers,
    ...(department && { department }),
  };
}

const EMPTY: DeltaPage = { changes: [], unreadable: [], fields: [] };

/** A source like the tenant's users: one part, and a feed that carries everything. */
function readerOf(pages: readonly Partial<DeltaPage>[]): SourceReader {
  const page = (at: number): DeltaPage => {
    const link = at + 1 < pages.length ? { next: String(at + 1) } : { done: 'new cursor' };
    return { ...EMPTY, ...link, ...pages[at] };
  };
  return {
    identity: 'users',
    listParts: async () => [{ id: 'users' }],
    count: async () => ORIGINS.length,
    firstPage: async () => page(0),
    nextPage: async (_part, link) => page(Number(link)),
  };
}

const found = (...contacts: Contact[]) => ({
  changes: contacts.map((contact) => ({ type: 'upsert' as const, contact })),
});

/** Reads a source that holds Anna, Bert and Cem whole. Returns who is leaving then, and how many contacts changed. */
async function readWhole(reader: SourceReader) {
  return await runInDurableObject(sourceStub('people'), async (_source, { storage }) => {
    const stores = new SourceStores(storage, env.DIRECTORY_KV);
    stores.parts.add({ id: 'users' }, 0);
    stores.parts.finishRound('users', 'old cursor');
    for (const origin of ORIGINS)
      stores.contacts.upsert(
        origin,
        'users',
        1,
        { ...contactOf(origin), id: await contactId('people', origin) },
        1,
      );
    const deps: WholeDeps = {
      ...stores,
      sourceId: 'people',
      reader,
      wholeDays: 7,
      perWindow: 10_000,
      transaction: (work) => storage.transactionSync(work),
      nextBuild: () => 2,
      now: () => NOW_MS,
      log: () => {},
    };
    for (let steps = 0; stores.whole.stage !== 'read' && steps < 20; steps++) await stepWhole(deps);
    const whole = storage.transactionSync(() => adoptWhole(deps));
    const column = (sql: string) =>
      storage.sql
        .exec<{ value: string }>(sql)
        .toArray()
        .map(({ value }) => value);
    return {
      leaving: column('SELECT origin AS value FROM contacts WHERE leaving = 1 ORDER BY origin'),
      cursors: column('SELECT delta_link AS value FROM parts'),
      left: column('SELECT part AS value FROM whole_seen UNION ALL SELECT id FROM whole_parts'),
      whole,
    };
  });
}

describe('a whole reading of a source whose feed carries everything', () => {
  it('meets everybody, and hands over the new cursor', async () => {
    const everybody = ORIGINS.map((origin) => found(contactOf(origin)));
    expect(await readWhole(readerOf(everybody))).toMatchObject({
      leaving: [],
      cursors: ['new cursor'],
      left: [],
      whole: { read: 3, changed: 0, details: 0 },
    });
  });

  it('announces who is not met, on pages in any order and with repeats', async () => {
    const anna = found(contactOf('anna'));
    const cem = found(contactOf('cem'));
    expect(await readWhole(readerOf([cem, {}, anna, cem]))).toMatchObject({ leaving: ['bert'] });
  });

  it('keeps whom Graph could not read this time', async () => {
    const { leaving, whole } = await readWhole(
      readerOf([{ ...found(contactOf('anna')), unreadable: ['bert', '?'] }]),
    );
    expect(leaving).toEqual(['cem']);
    expect(whole?.unreadable).toEqual(['bert', '?']);
  });

  it('announces whom the feed calls removed, and changes who has changed', async () => {
    const removed = { type: 'removed' as const, id: 'bert' };
    const { changes } = found(contactOf('anna', 'Sales'), contactOf('cem'));
    expect(await readWhole(readerOf([{ changes: [...changes, removed] }]))).toMatchObject({
      leaving: ['bert'],
      whole: { read: 3, changed: 1 },
    });
  });

  it('starts anew after links that ran in a circle, and forgets whom it met on the way', async () => {
    let asked = 0;
    const anna = found(contactOf('anna'));
    const bert = found(contactOf('bert'));
    const circling: SourceReader = {
      ...readerOf([]),
      firstPage: async () => ({ ...EMPTY, ...(asked++ === 0 ? anna : bert), next: '1' }),
      nextPage: async () => ({ ...EMPTY, ...(asked++ < 4 ? { next: '1' } : { done: 'new cursor' }) }),
    };
    expect(await readWhole(circling)).toMatchObject({ leaving: ['anna', 'cem'], cursors: ['new cursor'] });
  });
});
