import { type Migrations, migrate } from '../runs/migrate.ts';

/**
 * Tables of Audit. Versioned: a newer format (after a roll-back) is refused.
 *
 * | table | holds |
 * | --- | --- |
 * | entries | one row per answered request of a verified principal |
 * | losses | how many entries could not be written, by the time at which that became known |
 */
const MIGRATIONS: Migrations = [
  // 1
  [
    `CREATE TABLE entries (
       id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, kind TEXT NOT NULL, who TEXT NOT NULL,
       method TEXT NOT NULL, route TEXT NOT NULL, status INTEGER NOT NULL, sources TEXT NOT NULL,
       hits INTEGER, number TEXT)`,
    'CREATE INDEX entries_by_time ON entries (at)',
    'CREATE INDEX entries_by_caller ON entries (who, id)',
    'CREATE INDEX entries_by_number ON entries (number, id) WHERE number IS NOT NULL',
    'CREATE TABLE losses (at INTEGER NOT NULL, entries INTEGER NOT NULL)',
  ],
];

export function createTables(storage: DurableObjectStorage): void {
  migrate(storage, 'audit', MIGRATIONS);
}
