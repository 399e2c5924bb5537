import type { Context, Hono } from 'hono';
import type { BodyOf, JsonOf, Operation, PathOf, QueryOf } from '#shared/operation.ts';
import { type OperationId, type Operations, operations } from '#shared/operations.ts';
import { allowOnly } from './allow-only.ts';
import type { AppEnv } from './app-env.ts';
import { type GateDeps, gatesOf } from './gates.ts';
import { RequestFailure } from './problem.ts';
import { readBody } from './read-body.ts';
import { readQuery } from './read-query.ts';

/** A request that has passed every gate, parsed by the schemas of its row. */
interface Asked<Id extends OperationId> {
  readonly path: PathOf<Operations[Id]>;
  readonly query: QueryOf<Operations[Id]>;
  readonly body: BodyOf<Operations[Id]>;
  readonly context: Context<AppEnv>;
}

type Has<Row, Name extends string> = Row extends { readonly [N in Name]: object } ? true : false;
/** Only JSON compiles for a row that promises nothing else. `undefined`: no content. */
type Answered<Row extends Operation> =
  Has<Row, 'answer'> extends true
    ? JsonOf<Row> | (Has<Row, 'media'> extends true ? Response : never)
    : Response | (Has<Row, 'media'> extends true ? never : undefined);

export type Answer<Id extends OperationId> = (asked: Asked<Id>) => Promise<Answered<Operations[Id]>>;

/** `before` refuses before query and body are parsed: the path names nothing, or the worker is not configured for it. */
export type Handler<Id extends OperationId> =
  | Answer<Id>
  | { readonly before: (path: PathOf<Operations[Id]>) => void; readonly answer: Answer<Id> };

/** Neither a row without a handler nor a handler without a row compiles. */
export type Handlers = { readonly [Id in OperationId]: Handler<Id> };

/** Mounts the table of operations. `without`: rows that this worker is not configured for; they are answered 404. */
export function mountOperations(
  app: Hono<AppEnv>,
  { deps, handlers, without = [] }: { deps: GateDeps; handlers: Handlers; without?: readonly OperationId[] },
): void {
  const ids = (Object.keys(operations) as OperationId[]).filter((id) => !without.includes(id));
  const rows: readonly Operation[] = ids.map((id) => operations[id]);
  for (const [path, methods] of methodsByPath(rows)) app.use(path, allowOnly(...methods));
  for (const id of ids) mount(app, deps, id, handlers[id]);
}

function mount<Id extends OperationId>(
  app: Hono<AppEnv>,
  deps: GateDeps,
  id: Id,
  handler: Handlers[Id],
): void {
  const row: Operation = operations[id];
  const { before, answer } = typeof handler === 'function' ? { answer: handler } : handler;
  app.on(row.method, [toPattern(row.path)], ...gatesOf(deps, row), async (context) => {
    const path = readPath(row, context);
    before?.(path as PathOf<Operations[Id]>);
    const query = row.query ? readQuery(context.req.query(), row.query) : {};
    const [schema] = Object.values(row.body ?? {});
    const body = schema ? await readBody(context.req, schema) : {};
    // Safe casts: the row's own schemas have parsed these values.
    const answered: unknown = await answer({ path, query, body, context } as Asked<Id>);
    if (answered instanceof Response) return answered;
    return answered === undefined ? context.body(null, 204) : context.json(answered, row.status ?? 200);
  });
}

function readPath({ params }: Operation, context: Context<AppEnv>): object {
  const path: Record<string, string> = context.req.param();
  if (!params) return path;
  const { data } = params.safeParse(path);
  if (data) return data;
  throw new RequestFailure('not_found');
}

function methodsByPath(rows: readonly Operation[]): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { path, method, refusesHead } of rows) {
    const known = methods.get(toPattern(path)) ?? [];
    const answersHead = method === 'GET' && !refusesHead;
    methods.set(toPattern(path), [...known, method, ...(answersHead ? ['HEAD'] : [])]);
  }
  return methods;
}

/** `/v1/photo/{source}/{name}` as Hono writes it. */
function toPattern(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
