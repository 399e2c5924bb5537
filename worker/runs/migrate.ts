/** Statements that lead from one format to the next; the first from nothing to format 1. What is in use is never changed. */
export type Migrations = readonly (readonly string[])[];

/**
 * Brings the tables of a Durable Object to the newest format, each step whole or not at all. Throws when they have a newer
 * one, after a roll-back: whoever does not know a format would spoil it. `what` names the tables in that error.
 */
export function migrate(storage: DurableObjectStorage, what: string, migrations: Migrations): void {
  const { sql } = storage;
  sql.exec('CREATE TABLE IF NOT EXISTS format (version INTEGER NOT NULL)');
  const version = sql.exec<{ version: number }>('SELECT version FROM format').toArray()[0]?.version ?? 0;
  if (version > migrations.length)
    throw new Error(`${what} storage has format ${version}, this worker reads up to ${migrations.length}`);
  migrations.slice(version).forEach((statements, i) => {
    storage.transactionSync(() => {
      for (const statement of statements) sql.exec(statement);
      sql.exec('DELETE FROM format');
      sql.exec('INSERT INTO format (version) VALUES (?)', version + i + 1);
    });
  });
}
