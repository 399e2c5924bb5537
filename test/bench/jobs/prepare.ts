import { writeFileSync } from 'node:fs';
import { type Changed, directoryAfter, ROUNDS } from '../data/changes.ts';
import { directory, type Listed, type Shape } from '../data/directory.ts';
import { StoredWriter } from '../data/stored.ts';
import { CLASSES } from '../queries/classes.ts';
import { LABELLED_KINDS, type LabelledNames, labelledNames } from '../queries/names-by-people.ts';
import { makeQueries, type WarmUp } from '../queries/queries.ts';
import { RawDirectory } from '../queries/raw-directory.ts';
import { Random } from '../random.ts';
import { PATHOLOGY_CONTACTS } from '../row.ts';
import {
  contactsPath,
  type DirectoryName,
  type PrepareJob,
  type QueryFile,
  queriesPath,
  tell,
  type UpdateFile,
  updatesPath,
} from './job.ts';

/** Makes the directories of one size and their questions, once for all peers. */

const SAMPLE = 4000;
const WARM_UP_TEXTS = 12;
const UPDATE_CLASSES = [
  'number-exact',
  'company-match',
  'prefix3',
  'full-name',
  'typo-transposed',
  'rare-name',
];
const PATHOLOGY_CLASSES = [
  'number-exact',
  'company-match',
  'prefix3',
  'name-company',
  'full-name',
  'typo-transposed',
];

export function prepare(job: PrepareJob): void {
  const { size, seed } = job;
  const lines = [generated(job, 'main', size, 'company', Object.keys(CLASSES))];
  const directories: DirectoryName[] = ['main'];
  for (const kind of LABELLED_KINDS) {
    const names = labelledNames(kind, job.peopleNames, job.peopleQueries, seed);
    lines.push(
      `names labelled by people, ${kind}: ${names.contacts.length} names, ` +
        `${names.classes.map((one) => `${one.queries.length} ${one.name}`).join(', ')}`,
    );
    write(job.folder, `people-${kind}`, names);
    directories.push(`people-${kind}`);
  }
  for (const shape of ['mueller', 'one-company'] as const) {
    const classes = PATHOLOGY_CLASSES.filter((name) => shape !== 'mueller' || name !== 'company-match');
    lines.push(generated(job, shape, Math.min(size, PATHOLOGY_CONTACTS), shape, classes));
    directories.push(shape);
  }
  updates(job);
  tell({ kind: 'prepared', directories, lines });
}

function generated(
  { folder, seed, queries }: PrepareJob,
  name: DirectoryName,
  size: number,
  shape: Shape,
  classes: readonly string[],
): string {
  const raw = new RawDirectory();
  const writer = new StoredWriter(contactsPath(folder, name));
  const random = new Random(`${seed}:sample:${name}`);
  const sample: Listed[] = [];
  const distinct = { surnames: new Set(), given: new Set(), companies: new Set(), numbers: new Set() };
  let numbers = 0;
  let seen = 0;
  for (const listed of directory(seed, size, shape)) {
    const { contact } = listed;
    raw.add(listed);
    writer.add(contact);
    // Every contact has the same chance to be asked for.
    if (sample.length < SAMPLE) sample.push(listed);
    else if (random.chance(SAMPLE / (seen + 1))) sample[random.below(SAMPLE)] = listed;
    seen++;
    numbers += contact.numbers.length;
    if (contact.surname) distinct.surnames.add(contact.surname);
    if (contact.givenName) distinct.given.add(contact.givenName);
    if (contact.company) distinct.companies.add(contact.company);
    for (const { e164 } of contact.numbers) distinct.numbers.add(Number(e164));
  }
  writer.close();
  const warmUp = {
    numbers: sample
      .slice(0, Math.max(50, size / 300))
      .flatMap(({ contact }) => contact.numbers.map(({ e164 }) => e164.slice(1))),
    texts: makeQueries(raw, sample, ['full-name', 'prefix-two'], WARM_UP_TEXTS, `${seed}:warm-up`).flatMap(
      (one) => one.queries.map(({ text }) => text),
    ),
  };
  writeQueries(folder, name, { size, warmUp, classes: makeQueries(raw, sample, classes, queries, seed) });
  return (
    `${name}: ${size} contacts, ${distinct.surnames.size} surnames, ${distinct.given.size} first names, ` +
    `${distinct.companies.size} companies, ${numbers} numbers (${distinct.numbers.size} distinct), ${raw.words.length} words`
  );
}

/** The questions of each round ask for the contacts that it changed, and for as many others. */
function updates({ folder, seed, size, queries }: PrepareJob): void {
  const file: UpdateFile = { rounds: [] };
  for (let round = 1; round <= ROUNDS; round++) {
    const last: Changed = { changed: [], removed: [] };
    const raw = new RawDirectory();
    const sample: Listed[] = [];
    for (const listed of directoryAfter(round, seed, size, last)) {
      raw.add(listed);
      if (raw.size % 100 === 0) sample.push(listed);
    }
    const asked = [...last.changed, ...sample.slice(0, last.changed.length)];
    const classes = makeQueries(raw, asked, UPDATE_CLASSES, queries / ROUNDS, `${seed}:round${round}`);
    // The number of a removed contact must no longer find it.
    const gone = last.removed.flatMap(({ numbers }) => numbers.map(({ e164 }) => e164.slice(1)));
    const absent = gone.slice(0, queries).filter((digits) => raw.withNumber(digits).length === 0);
    for (const one of classes)
      if (one.name === 'number-exact') one.queries.push(...absent.map((text) => ({ text, relevant: [] })));
    file.rounds.push({
      changed: last.changed.map(({ contact }) => contact),
      removed: last.removed.map(({ id }) => id),
      classes,
    });
  }
  writeFileSync(updatesPath(folder), JSON.stringify(file));
}

function write(folder: string, name: DirectoryName, { contacts, classes, others }: LabelledNames): void {
  const writer = new StoredWriter(contactsPath(folder, name));
  for (const contact of contacts) writer.add(contact);
  writer.close();
  const warmUp: WarmUp = { numbers: [], texts: others.slice(0, WARM_UP_TEXTS) };
  writeQueries(folder, name, { size: contacts.length, warmUp, classes });
}

function writeQueries(folder: string, name: DirectoryName, file: QueryFile): void {
  writeFileSync(queriesPath(folder, name), JSON.stringify(file));
}
