import type { Contact } from '#shared/contact.ts';
import type { QueryClass, WarmUp } from '../queries/queries.ts';
import type { Row } from '../row.ts';

/** Messages between the parent and a process that measures. */

export interface PrepareJob {
  kind: 'prepare';
  folder: string;
  size: number;
  seed: string;
  queries: number;
  peopleNames: number;
  peopleQueries: number;
}

export interface MeasureJob {
  kind: 'measure';
  peer: string;
  folder: string;
  directories: DirectoryName[];
  classes: string[] | undefined;
  classCapMs: number;
}

export interface ColdJob {
  kind: 'cold';
  folder: string;
  classes: string[] | undefined;
  classCapMs: number;
}

export interface PrepareWorkerJob {
  kind: 'prepare-worker';
  folder: string;
  size: number;
  seed: string;
}

export type Job = PrepareJob | MeasureJob | ColdJob | PrepareWorkerJob;

export type DirectoryName = 'main' | 'people-surname' | 'people-given' | 'mueller' | 'one-company';

export type Message =
  | { kind: 'prepared'; directories: DirectoryName[]; lines: string[] }
  | { kind: 'row'; row: Row }
  | { kind: 'resident'; residentMB: number }
  | { kind: 'failed'; message: string };

/** Questions of one directory, stored beside its contacts. */
export interface QueryFile {
  size: number;
  warmUp: WarmUp;
  classes: QueryClass[];
}

/** Changes to the main directory, and the questions after each round. */
export interface UpdateFile {
  rounds: { changed: Contact[]; removed: string[]; classes: QueryClass[] }[];
}

export const updatesPath = (folder: string) => `${folder}/updates.json`;
export const contactsPath = (folder: string, name: DirectoryName) => `${folder}/${name}.contacts`;
export const queriesPath = (folder: string, name: DirectoryName) => `${folder}/${name}.json`;
export const blocksFolder = (folder: string) => `${folder}/blocks`;

export function tell(message: Message): void {
  process.send?.(message);
}
