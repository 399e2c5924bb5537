import { type Migrations, migrate } from '../runs/migrate.ts';

/**
 * Tables of a Source. Versioned: an older one is migrated here, step by step; a newer one (after a roll-back) is refused.
 *
 * | table | holds |
 * | --- | --- |
 * | meta | single values as JSON, see meta.ts |
 * | parts | parts with their cursors, how many pages of the round were read and a link among them, how many items the last enumeration read and the round expects, and the cursor of their details |
 * | contacts | contact by the source's own id, the number of the enumeration that saw it last, the numbers of the builds that showed it first and changed it last, details and photo with their due times, and the stage of its removal |
 * | whole_parts | the parts of a whole reading under way: their cursors, and the link that begins the next round after it |
 * | whole_seen | marks of the contacts that it has met, a row a page |
 * | gone | contacts that left, so that the overlay can take them out of the base |
 * | numbers | one row per number, in the order in which blocks are written |
 * | photos | this source's photos in KV, and since when no contact shows them |
 * | suppressed | keyed hashes of the ids of erased contacts, so that these do not come back |
 * | subscription | the subscription with Graph, and when it last brought a notification |
 * | blocks | this source's blocks in KV, their sizes (unknown for older ones), the build that last used each, and since when it is superseded |
 * | requests | number of requests to the mailbox per ten seconds, for the ten-minute window |
 * | runs | what each run did |
 */
const MIGRATIONS: Migrations = [
  // 1
  [
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
  ],
  // 2
  [
    'ALTER TABLE contacts ADD COLUMN leaving INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE contacts ADD COLUMN details TEXT',
    'ALTER TABLE contacts ADD COLUMN details_due INTEGER NOT NULL DEFAULT 1',
    'ALTER TABLE contacts ADD COLUMN photo TEXT',
    'ALTER TABLE contacts ADD COLUMN photo_etag TEXT',
    'ALTER TABLE contacts ADD COLUMN photo_due INTEGER NOT NULL DEFAULT 0',
    'CREATE INDEX contacts_leaving ON contacts (leaving) WHERE leaving > 0',
    'CREATE INDEX contacts_without_details ON contacts (part) WHERE details_due = 1',
    'CREATE INDEX contacts_by_photo ON contacts (photo) WHERE photo IS NOT NULL',
    'CREATE INDEX contacts_by_photo_due ON contacts (photo_due)',
    'ALTER TABLE parts ADD COLUMN expected INTEGER',
    'ALTER TABLE parts ADD COLUMN pages INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE parts ADD COLUMN mark TEXT',
    'ALTER TABLE parts ADD COLUMN details_pending INTEGER NOT NULL DEFAULT 1',
    'ALTER TABLE parts ADD COLUMN details_link TEXT',
    'ALTER TABLE runs ADD COLUMN details INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE runs ADD COLUMN throttled_ms INTEGER NOT NULL DEFAULT 0',
    "ALTER TABLE runs ADD COLUMN unreadable_ids TEXT NOT NULL DEFAULT '[]'",
    'ALTER TABLE runs ADD COLUMN is_full INTEGER NOT NULL DEFAULT 0',
    // The next run starts over with a run or a generation that was under way.
    "DELETE FROM meta WHERE key IN ('phase', 'build', 'unannounced')",
    'CREATE TABLE photos (name TEXT PRIMARY KEY, superseded_at INTEGER) WITHOUT ROWID',
    `CREATE TABLE subscription (
       target TEXT PRIMARY KEY, id TEXT, client_state BLOB, expires_at INTEGER, due_at INTEGER,
       refusals INTEGER NOT NULL DEFAULT 0, code TEXT, notified_at INTEGER,
       run_at INTEGER, run_began_at INTEGER, rejected INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID`,
  ],
  // 3
  [
    'CREATE TABLE suppressed (hash TEXT PRIMARY KEY, erasure TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID',
  ],
  // 4
  ['ALTER TABLE parts ADD COLUMN path TEXT'],
  // 5
  ['DROP TABLE requests', 'CREATE TABLE requests (slot INTEGER PRIMARY KEY, count INTEGER NOT NULL)'],
  // 6
  ['ALTER TABLE blocks ADD COLUMN bytes INTEGER'],
  // 7
  [
    'ALTER TABLE parts ADD COLUMN read INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE parts ADD COLUMN seen INTEGER NOT NULL DEFAULT 0',
    // The number of contacts is near enough for the progress until the next enumeration counts.
    'UPDATE parts SET read = (SELECT count(*) FROM contacts WHERE part = parts.id)',
    'UPDATE parts SET seen = read',
  ],
  // 8
  [
    `CREATE TABLE whole_parts (
     id TEXT PRIMARY KEY, position INTEGER NOT NULL, next_link TEXT, pages INTEGER NOT NULL DEFAULT 0, mark TEXT,
     delta_link TEXT, details_link TEXT, is_read INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID`,
    'CREATE TABLE whole_seen (id INTEGER PRIMARY KEY, part TEXT NOT NULL, marks BLOB NOT NULL)',
  ],
];

export function createTables(storage: DurableObjectStorage): void {
  migrate(storage, 'source', MIGRATIONS);
}
