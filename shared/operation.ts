import type * as z from 'zod/mini';
import type { KeyRoute } from './admin-api.ts';
import type { ADMIN_ROLE, AUDIT_ROLE } from './roles.ts';

/** What one row of the table of operations says. Types alone: pages may import it without a schema. */

/**
 * Who may call. `public`: everybody. `person`: people with a source to see; no program and no API key. `key`: people, programs, and
 * devices whose API key was made for that route. `role`: people and programs with that app role.
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
  /** `/v1/photo/{source}/{name}`. Operations with the same path answer to different methods. */
  readonly path: `/${string}`;
  /** What the names in the path must look like; what does not is not found. Any text when absent. */
  readonly params?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  /** Sent as JSON. */
  readonly body?: Named;
  /** Of an answer in JSON. Several: one of them. Neither `answer` nor `media`: no content. */
  readonly answer?: Named;
  /** Media types besides JSON. */
  readonly media?: Readonly<Record<string, 'binary' | 'text'>>;
  /** Of the answer; 200 when absent, 204 without content. */
  readonly status?: 200 | 201 | 202;
  readonly access: Access;
  /** What the call takes from its caller's budget. */
  readonly budget?: 'lookups' | 'searches' | 'offline';
  /**
   * `before`: the answer is given only once the audit trail has the entry. When absent, the entry is written after the answer.
   * Calls of `public` operations have no known caller and leave no entry.
   */
  readonly audit?: 'before';
  /** The query takes the place where a person telephones; clients add it where a question names none. */
  readonly takesPlace?: true;
  /** HEAD, which other GETs answer to, is refused: asking changes something. */
  readonly refusesHead?: true;
  /** How long a client waits for the answer, in milliseconds; 8,000 when absent. */
  readonly timeoutMs?: number;
  /** Why OpenAPI does not describe it. */
  readonly undocumented?: string;
}

type Names<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;
type Values<T extends Named> = T[keyof T];
type None = Readonly<Record<never, never>>;
/** A part of a call that may be left out as a whole where all of it may be. */
type Part<Name extends string, T> = None extends T
  ? { readonly [N in Name]?: T }
  : { readonly [N in Name]: T };

/** The names in a path, with their texts. */
export type PathOf<Row extends Operation> = { readonly [Name in Names<Row['path']>]: string };
/** As the schema gives it to a handler. */
export type QueryOf<Row extends Operation> = Row extends { readonly query: infer Q extends z.ZodMiniType }
  ? z.output<Q>
  : None;
export type BodyOf<Row extends Operation> = Row extends { readonly body: infer B extends Named }
  ? z.output<Values<B>>
  : None;

/** What a client says. */
export type InputOf<Row extends Operation> = Part<'path', PathOf<Row>> &
  Part<'query', QueryOf<Row>> &
  Part<'body', Row extends { readonly body: infer B extends Named } ? z.input<Values<B>> : None>;

/** What is answered in JSON. */
export type JsonOf<Row extends Operation> = Row extends { readonly answer: infer A extends Named }
  ? z.output<Values<A>>
  : never;

/** What a client reads: the JSON where there is some, else bytes. */
export type AnswerOf<Row extends Operation> = Row extends { readonly answer: Named }
  ? JsonOf<Row>
  : Row extends { readonly media: object }
    ? Uint8Array
    : null;
