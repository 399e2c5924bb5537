import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../worker/runs/migrate.ts';
import { sourceStub } from '../support/source-runner.ts';

const FIRST = ['CREATE TABLE letters (letter TEXT)', "INSERT INTO letters VALUES ('a')"];
const SECOND = ["INSERT INTO letters VALUES ('b')"];
const BROKEN = ["INSERT INTO letters VALUES ('c')", 'INSERT INTO missing VALUES (1)'];

/** Gives the tables of an object that is still empty. */
function onStorage(test: (storage: DurableObjectStorage, letters: () => string) => void): Promise<void> {
  return runInDurableObject(sourceStub('empty'), async (_source, { storage }) => {
    await storage.deleteAll();
    test(storage, () =>
      storage.sql
        .exec<{ letter: string }>('SELECT letter FROM letters')
        .toArray()
        .map(({ letter }) => letter)
        .join(''),
    );
  });
}

describe('the tables of an object', () => {
  it('are brought from any earlier format to the newest one, each step once', () =>
    onStorage((storage, letters) => {
      migrate(storage, 'test', [FIRST]);
      migrate(storage, 'test', [FIRST]);
      expect(letters()).toBe('a');
      migrate(storage, 'test', [FIRST, SECOND]);
      expect(letters()).toBe('ab');
    }));

  it('keep the last good format when a step fails, and nothing of that step', () =>
    onStorage((storage, letters) => {
      expect(() => migrate(storage, 'test', [FIRST, SECOND, BROKEN])).toThrow('no such table');
      expect(letters()).toBe('ab');
      migrate(storage, 'test', [FIRST, SECOND]);
      expect(letters()).toBe('ab');
    }));

  it('are refused by a worker that does not know their format', () =>
    onStorage((storage) => {
      migrate(storage, 'test', [FIRST, SECOND]);
      expect(() => migrate(storage, 'test', [FIRST])).toThrow(
        'test storage has format 2, this worker reads up to 1',
      );
    }));
});
