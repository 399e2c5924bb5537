import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { soundsOf } from './sound-terms.ts';
import type { NumberEngine, WordEngine } from './word-peer.ts';

/** Trigrams of every word, ranked by the rarity of the shared ones. */
export function sqliteTrigram(): WordEngine {
  const database = opened("create virtual table names using fts5(words, content='', tokenize='trigram')");
  const add = database.prepare('insert into names(rowid, words) values (?, ?)');
  return {
    add: (document, name, other) => void add.run(document + 1, [...name, ...other].join(' ')),
    ...finished(database),
    search: searching(
      database,
      'select rowid from names where names match ? order by rank limit ?',
      (words) => [...new Set(words.flatMap(trigrams))].map((trigram) => `"${trigram}"`).join(' OR '),
    ),
  };
}

/** Every word as a prefix or by its Kölner code. Words of the name weigh most, codes least. */
export function sqlitePrefixAndSound(): WordEngine {
  const database = opened(
    "create virtual table names using fts5(name, other, sound, content='', tokenize='unicode61', prefix='2 3 4')",
  );
  const add = database.prepare('insert into names(rowid, name, other, sound) values (?, ?, ?, ?)');
  const select = 'select rowid from names where names match ? order by bm25(names, 10, 5, 1) limit ?';
  return {
    add: (document, name, other) =>
      void add.run(document + 1, name.join(' '), other.join(' '), soundsOf([...name, ...other]).join(' ')),
    ...finished(database),
    search: searching(database, select, (words) =>
      words
        .map((word) => {
          const sounds = soundsOf([word]).map((code) => ` OR sound : "${code}"`);
          return `({name other} : "${word}"*${sounds.join('')})`;
        })
        .join(' AND '),
    ),
  };
}

/** An ordered table of numbers. A company is found by the nearest neighbours that differ in at most five trailing digits. */
export function sqliteNumbers(): NumberEngine {
  const database = opened('create table numbers(digits text, document integer, backwards text)');
  const add = database.prepare('insert into numbers values (?, ?, ?)');
  let exact: StatementSync | undefined;
  let range: StatementSync | undefined;
  let ending: StatementSync | undefined;
  let below: StatementSync | undefined;
  let above: StatementSync | undefined;
  return {
    add(document, numbers) {
      for (const digits of numbers) add.run(digits, document, backwards(digits));
    },
    finish() {
      database.exec(
        'create index by_digits on numbers(digits, document); create index by_end on numbers(backwards, document); commit',
      );
      exact = database.prepare('select document from numbers where digits = ?');
      range = database.prepare(
        'select distinct document from numbers where digits >= ? and digits < ? limit ?',
      );
      ending = database.prepare(
        'select distinct document from numbers where backwards >= ? and backwards < ? limit ?',
      );
      below = database.prepare('select * from numbers where digits <= ? order by digits desc limit 1');
      above = database.prepare('select * from numbers where digits >= ? order by digits limit 1');
    },
    exact: (digits) => documents(exact?.all(digits)),
    startingWith: (digits, limit) => documents(range?.all(digits, `${digits}:`, limit)),
    endingWith: (digits, limit) => documents(ending?.all(backwards(digits), `${backwards(digits)}:`, limit)),
    company(digits) {
      const rows = [below?.get(digits), above?.get(digits)];
      const near = rows
        .map((row) => ({ row, shared: sharedStart(digits, String(row?.digits ?? '')) }))
        .sort((a, b) => b.shared - a.shared)[0];
      if (!near?.row || near.shared < digits.length - 5) return undefined;
      return Number(near.row.document);
    },
    bytes: () => pageBytes(database),
  };
}

function backwards(digits: string): string {
  return [...digits].reverse().join('');
}

function opened(schema: string): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  database.exec(`${schema}; begin`);
  return database;
}

function finished(database: DatabaseSync) {
  return {
    finish: () => database.exec("commit; insert into names(names) values ('optimize')"),
    bytes: () => pageBytes(database),
    close: () => database.close(),
  };
}

function searching(database: DatabaseSync, select: string, write: (words: string[]) => string) {
  let statement: StatementSync | undefined;
  return (words: string[], limit: number): number[] => {
    const match = write(words);
    if (match === '') return [];
    statement ??= database.prepare(select);
    return statement.all(match, limit).map((row) => Number(row.rowid) - 1);
  };
}

function documents(rows: Record<string, unknown>[] | undefined): number[] {
  return (rows ?? []).map((row) => Number(row.document));
}

function trigrams(word: string): string[] {
  return Array.from({ length: Math.max(0, word.length - 2) }, (_, i) => word.slice(i, i + 3));
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function pageBytes(database: DatabaseSync): number {
  const count = database.prepare('pragma page_count').get()?.page_count;
  const size = database.prepare('pragma page_size').get()?.page_size;
  return Number(count) * Number(size);
}
