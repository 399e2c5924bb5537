/**
 * Logs hold codes, counts and ids: never names, numbers, tokens, bodies or query strings. What is not listed here
 * cannot be logged, and text that does not look like a code is left out, so that a careless caller leaks nothing.
 */
export interface LogFields {
  readonly requestId?: string;
  /** Path template such as `/v1/lookup`, never the path that was asked for. */
  readonly route?: string;
  readonly method?: string;
  readonly status?: number;
  readonly durationMs?: number;
  readonly code?: string;
  readonly reason?: string;
  readonly sourceId?: string;
  readonly phase?: string;
  /** Graph's or Entra's own code and request id. */
  readonly graphCode?: string;
  readonly graphRequestId?: string;
  readonly graphStatus?: number;
  readonly retryAfterSeconds?: number;
  readonly block?: string;
  readonly variable?: string;
  /** What a variable has to be, in our own words. */
  readonly expected?: string;
  readonly contacts?: number;
  readonly numbers?: number;
  readonly read?: number;
  readonly changed?: number;
  readonly removed?: number;
  readonly unreadable?: number;
  readonly rejected?: number;
  readonly requests?: number;
  readonly details?: number;
  readonly sequence?: number;
  readonly blocks?: number;
  readonly hits?: number;
  readonly daysLeft?: number;
  readonly entries?: number;
  /** A delegated account's own id, never an address. */
  readonly accountId?: string;
  /** The eight characters that name an API key; they open nothing. */
  readonly keyId?: string;
  /** Of a person in Entra. */
  readonly objectId?: string;
}

export type Log = (event: string, fields?: LogFields) => void;

const CODE = /^[\w.:/@-]{1,128}$/;
/** `expected` alone holds a sentence: it is written in worker/configuration.ts and quotes nothing. */
const SENTENCE_FIELDS = new Set(['expected']);
const FIELDS = new Set([
  'requestId',
  'route',
  'method',
  'status',
  'durationMs',
  'code',
  'reason',
  'sourceId',
  'phase',
  'graphCode',
  'graphRequestId',
  'graphStatus',
  'retryAfterSeconds',
  'block',
  'variable',
  'expected',
  'contacts',
  'numbers',
  'read',
  'changed',
  'removed',
  'unreadable',
  'rejected',
  'requests',
  'details',
  'sequence',
  'blocks',
  'hits',
  'daysLeft',
  'entries',
  'accountId',
  'keyId',
  'objectId',
]);

/** One JSON object a line. */
export function createLog(write: (line: string) => void): Log {
  return (event, fields = {}) => {
    const line: Record<string, string | number> = { event };
    for (const [name, value] of Object.entries(fields)) {
      if (!FIELDS.has(name)) continue;
      if (typeof value === 'number' && Number.isFinite(value)) line[name] = value;
      else if (typeof value === 'string' && (CODE.test(value) || SENTENCE_FIELDS.has(name)))
        line[name] = value;
    }
    write(JSON.stringify(line));
  };
}

// biome-ignore lint/suspicious/noConsole: Workers Logs reads the console; this is its only writer.
export const consoleLog = createLog((line) => console.log(line));
