/**
 * Logs hold codes, counts and ids: never names, phone numbers, tokens, bodies or query strings. Fields that are not listed
 * here cannot be logged, and text that does not look like a code is left out, so that careless code leaks nothing.
 */
const FIELDS = {
  requestId: 'text',
  /** Path template such as `/v1/lookup`, never the requested path. */
  route: 'text',
  method: 'text',
  status: 'number',
  durationMs: 'number',
  code: 'text',
  reason: 'text',
  sourceId: 'text',
  /** Graph's or Entra's own code and request id. */
  graphCode: 'text',
  graphRequestId: 'text',
  graphStatus: 'number',
  retryAfterSeconds: 'number',
  block: 'text',
  variable: 'text',
  /** What a variable has to be. worker/configuration.ts writes the text, which quotes nothing. */
  expected: 'sentence',
  contacts: 'number',
  numbers: 'number',
  read: 'number',
  changed: 'number',
  removed: 'number',
  unreadable: 'number',
  rejected: 'number',
  requests: 'number',
  details: 'number',
  sequence: 'number',
  blocks: 'number',
  hits: 'number',
  daysLeft: 'number',
  entries: 'number',
  /** A delegated account's own id, never an address. */
  accountId: 'text',
  /** The eight characters that name an API key; they grant no access. */
  keyId: 'text',
  /** The id of a person in Entra. */
  objectId: 'text',
} as const;

type Field = keyof typeof FIELDS;

type LogFields = {
  readonly [Name in Field]?: (typeof FIELDS)[Name] extends 'number' ? number : string;
};

export type Log = (event: string, fields?: LogFields) => void;

const CODE = /^[\w.:/@-]{1,128}$/;
/** One JSON object a line. */
export function createLog(write: (line: string) => void): Log {
  return (event, fields = {}) => {
    const line: Record<string, string | number> = { event };
    for (const [name, value] of Object.entries(fields)) {
      if (!isField(name)) continue;
      if (typeof value === 'number' && Number.isFinite(value)) line[name] = value;
      else if (typeof value === 'string' && (FIELDS[name] === 'sentence' || CODE.test(value)))
        line[name] = value;
    }
    write(JSON.stringify(line));
  };
}

function isField(name: string): name is Field {
  return Object.hasOwn(FIELDS, name);
}

// biome-ignore lint/suspicious/noConsole: Workers Logs reads the console; this is its only writer.
export const consoleLog = createLog((line) => console.log(line));
