/** Messages between the benchmark and its worker. Uses nothing of Node or workerd. */

export interface Order {
  seed: number;
  contacts: number;
  folders: number;
  /** True: kills, and a new contact while photos are read. False: an undisturbed import, and quiet rounds after it. */
  isDisturbed: boolean;
}

/** The purpose of a request to Graph. */
export type Kind = 'folders' | 'names' | 'details' | 'photos';

/** One request to Graph, or one part of a batch. */
export interface Asked {
  kind: Kind;
  atMs: number;
  answeredAtMs: number;
  /** The same request came before. */
  isRepeated: boolean;
}

export interface Generation {
  atMs: number;
  contacts: number;
  numbers: number;
}

/** Times are milliseconds since the import began. */
export interface Outcome {
  asked: Asked[];
  generations: Generation[];
  crons: number[];
  kills: { kind: Kind; atMs: number }[];
  /** The time of a new contact, while photos were read. */
  addedAtMs: number | undefined;
  /** Most requests to the mailbox that were under way at once. */
  peak: number;
  /** Problems in the log. There should be none. */
  troubles: string[];
}

/** Virtual time of every request and every part of a batch. */
export const GRAPH_MS = 250;
/** Virtual time of a write to KV. */
export const KV_MS = 50;
/** Concurrent writes to KV: one of a Worker's six connections belongs to Graph. */
export const KV_AT_ONCE = 5;
/** Items on a page, as many as the product asks for. */
export const PAGE = 500;
/** Name of the mailbox, and of its source. */
export const MAILBOX = 'bench';
export const CRON_MS = 5 * 60_000;
