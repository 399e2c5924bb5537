import * as z from 'zod/mini';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

/** Version of blocks and manifests. A newer one is refused, an older one rebuilt by its source. */
export const FORMAT = 3;
/**
 * Version of what a base holds, in blocks of the same layout. A base with an older one is read, and built anew by its source.
 * 4: spellings, other forms of words, and last digits.
 */
export const BASE_VERSION = 4;
/** Version of the head. */
export const HEAD_FORMAT = 1;

export const blockNameText = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/** One complete state of one source. */
const generation = z.object({
  /** Rises by one with every publication of the source. */
  sequence: z.number().check(z.int(), z.gte(1)),
  /** Block that holds the manifest. */
  manifest: blockNameText,
});
export type Generation = z.infer<typeof generation>;

const headSource = z.object({
  current: generation,
  /** Kept readable for at least 24 h, for readers whose block of `current` has not arrived. */
  previous: z.optional(generation),
  /** Milliseconds since 1970 at which the source last equalled Microsoft 365. Advances without a new generation when nothing changed. */
  asOf: z.number(),
});
export type HeadSource = z.infer<typeof headSource>;

/** The one mutable key: the current generation of every source. */
const head = z.object({
  format: z.literal(HEAD_FORMAT),
  /** Rises by one with every write; a reader never goes back. */
  version: z.number().check(z.int(), z.gte(0)),
  sources: z.record(z.string(), headSource),
});
export type Head = z.infer<typeof head>;

export class FormatError extends Error {
  readonly code: 'newer_format' | 'damaged';
  constructor(code: 'newer_format' | 'damaged', message: string) {
    super(message);
    this.name = 'FormatError';
    this.code = code;
  }
}

export function encodeHead(value: Head): Uint8Array {
  return encodeUtf8(JSON.stringify(value));
}

/** Throws FormatError: `newer_format` when written by a later Ringcard, `damaged` for anything else unreadable. */
export function decodeHead(bytes: Uint8Array): Head {
  return decodeJson(head, bytes, 'head', HEAD_FORMAT);
}

/** Throws FormatError. */
export function decodeJson<T>(schema: z.ZodMiniType<T>, bytes: Uint8Array, what: string, newest: number): T {
  let value: unknown;
  try {
    value = JSON.parse(decodeUtf8(bytes));
  } catch {
    throw new FormatError('damaged', `${what} is not JSON`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
  if (typeof format === 'number' && format > newest) {
    throw new FormatError(
      'newer_format',
      `${what} has format ${format}; this Ringcard reads up to ${newest}`,
    );
  }
  throw new FormatError('damaged', `${what} does not fit its schema`);
}
