export interface ImportProblem {
  /** Counted from 1. */
  line: number;
  message: string;
}

/** The file cannot be read at all; the message says what to do. */
export class ImportError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
