export interface Query {
  text: string;
  /** Positions of the contacts that answer it, in the directory; empty for a question that must stay without an answer. */
  relevant: number[];
  /** The company that a company match must name. */
  company?: string;
}

/** The kind of question that a class asks a peer. */
export type Asked = 'look-up' | 'starting-with' | 'ending-with' | 'company' | 'search';
