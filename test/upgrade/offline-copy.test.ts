import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { err } from '#shared/result.ts';
import type { WorkerClient } from '../../extension/api/api-client.ts';
import { findIn, openCopy, restoreCopy } from './kept-copy.ts';
import { readCopy, statesKept } from './record.ts';

const UNREACHABLE: WorkerClient = { ask: async () => err({ code: 'worker_unreachable' }) };

describe.each(statesKept())('the extension, started on the offline copy of version %s', (version) => {
  const kept = readCopy(version);
  const found = { byNumber: [kept.name], byName: kept.name };

  beforeEach(async () => {
    globalThis.indexedDB = new IDBFactory();
    await restoreCopy(kept);
  });

  it('answers from the copy without the worker, or deletes a copy whose format it no longer reads', async () => {
    const copy = openCopy(kept, UNREACHABLE);
    const answers = await findIn(copy, kept);
    const { phase, contacts } = await copy.state();
    expect([
      { answers: found, phase: 'ready', contacts: kept.contacts },
      { answers: undefined, phase: 'none', contacts: 0 },
    ]).toContainEqual({ answers, phase, contacts });
    const db = await openDB(kept.database.name);
    expect(await db.count('keys')).toBe(answers ? 1 : 0);
    db.close();
  });
});
