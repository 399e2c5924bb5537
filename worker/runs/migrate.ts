/** Statements that lead from one format to the next; the first from nothing to format 1. A released step never changes. */
export type Migrations = readonly (readonly string[])[];

/**
 * Brings the tables of a Durable Object to the newest format, each step in one transaction. Throws when they have a newer
 * format, after a roll-back: an older worker would spoil tables that it does not know. `what` names them in that error.
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
