/**
 * Tables of a Source. Versioned: an older one is migrated here, step by step; a newer one (after a roll-back) is refused.
 *
 * | table | holds |
 * | --- | --- |
 * | meta | single values as JSON, see meta.ts |
 * | parts | folders with their cursor |
 * | contacts | contact by the source's own id, the number of the enumeration that saw it last, and the numbers of the builds that it first and last changed for |
 * | gone | contacts that left, so that the overlay can take them out of the base |
 * | numbers | one row per number, in the order in which blocks are written |
 * | blocks | blocks of ours in KV, the build that last used each, and since when it is superseded |
 * | requests | requests to the mailbox per minute, for the ten-minute window |
 * | runs | what each run did |
 */
const VERSION = 1;

const CREATE = [
  'CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID',
  `CREATE TABLE parts (
     id TEXT PRIMARY KEY, position INTEGER NOT NULL, pending INTEGER NOT NULL,
     next_link TEXT, delta_link TEXT, enumeration INTEGER, restarts INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID`,
  `CREATE TABLE contacts (
     origin TEXT PRIMARY KEY, id TEXT NOT NULL, part TEXT NOT NULL, enumeration INTEGER NOT NULL,
     sort_key TEXT NOT NULL, since INTEGER NOT NULL, changed INTEGER NOT NULL, json TEXT NOT NULL) WITHOUT ROWID`,
  'CREATE UNIQUE INDEX contacts_by_id ON contacts (id)',
  'CREATE INDEX contacts_by_part ON contacts (part, enumeration)',
  'CREATE UNIQUE INDEX contacts_by_sort_key ON contacts (sort_key)',
  'CREATE INDEX contacts_by_change ON contacts (changed)',
  'CREATE TABLE gone (id TEXT PRIMARY KEY, since INTEGER NOT NULL, changed INTEGER NOT NULL) WITHOUT ROWID',
  `CREATE TABLE numbers (
     key REAL NOT NULL, length INTEGER NOT NULL, contact TEXT NOT NULL, digits TEXT NOT NULL,
     is_centre INTEGER NOT NULL, PRIMARY KEY (key, length, contact)) WITHOUT ROWID`,
  'CREATE INDEX numbers_of_centres ON numbers (key) WHERE is_centre = 1',
  'CREATE INDEX numbers_by_contact ON numbers (contact)',
  'CREATE TABLE blocks (name TEXT PRIMARY KEY, build INTEGER NOT NULL, superseded_at INTEGER) WITHOUT ROWID',
  'CREATE TABLE requests (minute INTEGER PRIMARY KEY, count INTEGER NOT NULL)',
  `CREATE TABLE runs (
     id INTEGER PRIMARY KEY, started_at INTEGER NOT NULL, finished_at INTEGER, code TEXT,
     read INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0, removed INTEGER NOT NULL DEFAULT 0,
     unreadable INTEGER NOT NULL DEFAULT 0, requests INTEGER NOT NULL DEFAULT 0)`,
];

export function createTables(storage: DurableObjectStorage): void {
  const { sql } = storage;
  sql.exec('CREATE TABLE IF NOT EXISTS format (version INTEGER NOT NULL)');
  const version = sql.exec<{ version: number }>('SELECT version FROM format').toArray()[0]?.version;
  if (version === VERSION) return;
  if (version !== undefined)
    throw new Error(`source storage has format ${version}, this worker reads ${VERSION}`);
  storage.transactionSync(() => {
    for (const statement of CREATE) sql.exec(statement);
    sql.exec('INSERT INTO format (version) VALUES (?)', VERSION);
  });
}
