/** What the bench asks of its worker, and what it is told. Nothing of Node, nothing of workerd. */

export interface Order {
  seed: number;
  contacts: number;
  folders: number;
  /** Kills, and a new contact while pictures are read; else an import that nothing disturbs, and quiet rounds after it. */
  isDisturbed: boolean;
}

/** What a request to Graph is for. */
export type Kind = 'folders' | 'names' | 'details' | 'photos';

/** One request to Graph, or one part of a batch. */
export interface Asked {
  kind: Kind;
  atMs: number;
  answeredAtMs: number;
  /** Somebody has asked for exactly this before. */
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
  /** When a contact came, while pictures were read. */
  addedAtMs: number | undefined;
  /** Requests that the mailbox had to answer at once, at most. */
  peak: number;
  /** What was logged of trouble. There should be none. */
  troubles: string[];
}

/** Virtual, of every request and every part of a batch. */
export const GRAPH_MS = 250;
/** Virtual, of a write to KV. */
export const KV_MS = 50;
/** Writes to KV at once: of a Worker's six connections one is Graph's. */
export const KV_AT_ONCE = 5;
/** Items of a page, as many as the product asks for. */
export const PAGE = 500;
/** Name of the mailbox, and of the source that reads it. */
export const MAILBOX = 'bench';
export const CRON_MS = 5 * 60_000;
