export interface Query {
  text: string;
  /** Places in the directory of all contacts that answer it; none for a question that must stay without answer. */
  relevant: number[];
  /** The company that a company match must name. */
  company?: string;
}

/** How a class is put to a peer. */
export type Asked = 'look-up' | 'starting-with' | 'company' | 'search';
