/** The benchmark's questions to the measured worker, in one request. */

export type Asked = 'look-up' | 'company' | 'search';

export interface Question {
  asked: Asked;
  text: string;
}

/**
 * `cold`: a new reader for every question, with head and manifest but no block in memory.
 * `mixed`: each once, by the isolate's single reader. `timed`: each once to warm up, then in batches.
 */
type Mode = 'cold' | 'mixed' | 'timed';

export interface Request {
  mode: Mode;
  questions: Question[];
}

export interface Answer {
  /** Ids of the contacts, or the name of the company. */
  found: string[];
  /** Reads from KV, of all kinds of keys. */
  reads: number;
  /** Mean time of this question in a batch; only in the mode `timed`. */
  us?: number;
}
