import type * as z from 'zod/mini';
import type { KeyRoute } from './admin-api.ts';
import type { ADMIN_ROLE, AUDIT_ROLE } from './roles.ts';

/** The type of a row in the table of operations. It holds types alone, so that pages import no schema with it. */

/**
 * The principals that may use an operation. `public`: all. `person`: people with a source to see, no programs and no API keys.
 * `key`: people, programs, and devices whose API key opens that route. `role`: people and programs with that app role.
 */
export type Access =
  | 'public'
  | 'person'
  | { readonly key: KeyRoute }
  | { readonly role: typeof ADMIN_ROLE | typeof AUDIT_ROLE };

/** Schemas by the names that OpenAPI gives them. */
type Named = Readonly<Record<string, z.ZodMiniType>>;

export interface Operation {
  readonly summary: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** `/v1/photo/{source}/{name}`. Operations with the same path have different methods. */
  readonly path: `/${string}`;
  /** Schema of the names in the path. A path that does not fit is not found. When absent, names may be any text. */
  readonly params?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  /** Schema of the request's JSON. */
  readonly body?: Named;
  /** Schema of an answer in JSON; of several, the answer fits one. With neither `answer` nor `media` there is no content. */
  readonly answer?: Named;
  /** Media types of the answer besides JSON. */
  readonly media?: Readonly<Record<string, 'binary' | 'text'>>;
  /** Status of the answer; when absent 200, or 204 without content. */
  readonly status?: 200 | 201 | 202;
  readonly access: Access;
  /** The budget of the principal that a request uses up. */
  readonly budget?: 'lookups' | 'searches' | 'offline';
  /**
   * `before`: the worker answers only once the audit trail has the entry. When absent, it writes the entry after the answer.
   * Requests for `public` operations have no principal and leave no entry.
   */
  readonly audit?: 'before';
  /** The query accepts the place where a person telephones. Clients add it to requests that name none. */
  readonly takesPlace?: true;
  /** Refuses HEAD, which other GETs answer, because a request changes something. */
  readonly refusesHead?: true;
  /** How long a client waits for the answer, in milliseconds; 8,000 when absent. */
  readonly timeoutMs?: number;
  /** Why OpenAPI does not describe the operation. */
  readonly undocumented?: string;
}

type Names<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;
type Values<T extends Named> = T[keyof T];
type None = Readonly<Record<never, never>>;
/** A part of a request. It is optional when everything in it is. */
type Part<Name extends string, T> = None extends T
  ? { readonly [N in Name]?: T }
  : { readonly [N in Name]: T };

/** The names in a path, with their texts. */
export type PathOf<Row extends Operation> = { readonly [Name in Names<Row['path']>]: string };
/** The query as the schema gives it to a handler. */
export type QueryOf<Row extends Operation> = Row extends { readonly query: infer Q extends z.ZodMiniType }
  ? z.output<Q>
  : None;
export type BodyOf<Row extends Operation> = Row extends { readonly body: infer B extends Named }
  ? z.output<Values<B>>
  : None;

/** Everything that a client sends. */
export type InputOf<Row extends Operation> = Part<'path', PathOf<Row>> &
  Part<'query', QueryOf<Row>> &
  Part<'body', Row extends { readonly body: infer B extends Named } ? z.input<Values<B>> : None>;

/** The answer in JSON. */
export type JsonOf<Row extends Operation> = Row extends { readonly answer: infer A extends Named }
  ? z.output<Values<A>>
  : never;

/** The answer as a client reads it: JSON if there is any, else bytes. */
export type AnswerOf<Row extends Operation> = Row extends { readonly answer: Named }
  ? JsonOf<Row>
  : Row extends { readonly media: object }
    ? Uint8Array
    : null;
