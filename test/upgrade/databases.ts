import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Lives } from './record.ts';

/** The SQLite files in which workerd keeps KV and Durable Objects on this machine. */

/** Writes the write-ahead logs into their databases and deletes them. The worker must have ended. */
export function closeDatabases(folder: string): void {
  for (const file of databasesIn(folder)) {
    withDatabase(file, (database) => database.exec('PRAGMA wal_checkpoint(TRUNCATE)'));
    for (const log of ['-wal', '-shm']) rmSync(file + log, { force: true });
  }
}

/** Replaces texts in every text column. Tenant and worker listen on other ports each time, so their old origins must go. */
export function replaceTexts(folder: string, texts: ReadonlyMap<string, string>): void {
  for (const file of databasesIn(folder)) {
    withDatabase(file, (database) => {
      for (const table of tablesOf(database)) {
        for (const column of columnsOf(database, table)) {
          for (const [before, after] of texts) {
            database
              .prepare(
                `UPDATE "${table}" SET "${column}" = replace("${column}", ?1, ?2)
                 WHERE typeof("${column}") = 'text' AND instr("${column}", ?1) > 0`,
              )
              .run(before, after);
          }
        }
      }
    });
  }
}

/** Moves times forward, so that nothing with a limited life has expired since the state was made. */
export function moveTimes(folder: string, lives: Lives, fromMs: number, toMs: number): void {
  for (const { className, table, columns, unitMs } of lives) {
    // Whole units: a count of the current day stays one, whatever the hour.
    const by = Math.floor(toMs / unitMs) - Math.floor(fromMs / unitMs);
    for (const file of databasesIn(join(folder, 'do', `ringcard-${className}`))) {
      withDatabase(file, (database) => {
        if (!tablesOf(database).includes(table)) return;
        for (const column of columns)
          database.prepare(`UPDATE "${table}" SET "${column}" = "${column}" + ?`).run(by);
      });
    }
  }
}

function databasesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.sqlite'))
    .map((path) => join(folder, path));
}

function withDatabase(file: string, work: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(file);
  try {
    work(database);
  } finally {
    database.close();
  }
}

function tablesOf(database: DatabaseSync): string[] {
  // The platform's and SQLite's own tables stay untouched.
  return database
    .prepare(
      String.raw`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\_%' ESCAPE '\' AND name NOT LIKE 'sqlite%'`,
    )
    .all()
    .map(({ name }) => String(name));
}

function columnsOf(database: DatabaseSync, table: string): string[] {
  return database
    .prepare('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map(({ name }) => String(name));
}
