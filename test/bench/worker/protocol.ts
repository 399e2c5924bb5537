/** What the benchmark asks of the worker that it measures, in one request. */

export type Asked = 'look-up' | 'company' | 'search';

export interface Question {
  asked: Asked;
  text: string;
}

/**
 * `cold`: a reader of its own for every question, with head and manifest in memory and no block.
 * `mixed`: once each, by the one reader of the isolate. `timed`: once each to warm up, then in batches.
 */
type Mode = 'cold' | 'mixed' | 'timed';

export interface Request {
  mode: Mode;
  questions: Question[];
}

export interface Answer {
  /** Ids of the contacts, or the name of the company. */
  found: string[];
  /** Reads of KV: all kinds of keys. */
  reads: number;
  /** Mean of a batch of this question; only where it was timed. */
  us?: number;
}
