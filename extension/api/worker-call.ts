import * as z from 'zod/mini';
import type { Failure } from '#shared/failure.ts';
import type { Operation } from '#shared/operation.ts';
import type { Place } from '#shared/phone/dialling-profile.ts';
import { ok, type Result } from '#shared/result.ts';
import { readAnswer, readBlockAnswer, readPhotoAnswer } from './answer.ts';

/** Turns a row of the table of operations into a request, and picks the reader of its answer. Pure. */

/** The input of a request, for any row. */
export interface Said {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

export type Read<T> = (answer: Response) => Promise<Result<T, Failure>>;

/** Path and query of the request. `place`: where the person telephones from, for rows that take a place. */
export function addressOf(row: Operation, { path = {}, query = {} }: Said, place: Place | undefined): string {
  const filled = row.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const asked = row.takesPlace && place ? atPlace(query, place) : query;
  const said = Object.entries(asked).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? filled : `${filled}?${text}`;
}

/** Place fields that the request names win over the person's own. */
function atPlace(
  query: Readonly<Record<string, unknown>>,
  { country, area, main, outside }: Place,
): Readonly<Record<string, unknown>> {
  const own = Object.entries({ country, area, main, outside }).filter(([name]) => query[name] === undefined);
  return { ...query, ...Object.fromEntries(own) };
}

/** The body as JSON; undefined where the row has none. */
export function bodyOf(row: Operation, { body = {} }: Said): string | undefined {
  return row.body && JSON.stringify(body);
}

/** Rows with a schema answer with JSON. Rows with a media type answer with bytes: a photo or a block. */
export function readerOf(row: Operation): Read<unknown> {
  const [schema, ...others] = Object.values(row.answer ?? {});
  if (schema) {
    const whole = others.length > 0 ? z.union([schema, ...others]) : schema;
    return (answer) => readAnswer(answer, whole);
  }
  if (!row.media) return async (answer) => (answer.ok ? ok(null) : await readAnswer(answer, z.never()));
  const isPhoto = Object.keys(row.media).every((type) => type.startsWith('image/'));
  return isPhoto ? readPhotoAnswer : readBlockAnswer;
}
