import * as z from 'zod/mini';
import type { Failure } from '#shared/failure.ts';
import type { Operation } from '#shared/operation.ts';
import { type OperationId, operations } from '#shared/operations.ts';
import { err, type Result } from '#shared/result.ts';
import type { InputTo, WorkerClient } from '../api/api-client.ts';
import type { AskWorker } from '../messages/messages.ts';
import type { PagePath, Speaker } from './speaker.ts';

/** The requests that each page may send to the worker through the background. Other senders, content scripts above all, may send none. */
const MAY_ASK = {
  status: ['/popup.html'],
  explain: ['/admin.html'],
  listSources: ['/admin.html'],
  tryNumbers: ['/admin.html'],
} as const satisfies { readonly [Id in OperationId]?: readonly PagePath[] };

export type WorkerQuestion = keyof typeof MAY_ASK;

export function mayAsk(speaker: Speaker, operation: string): operation is WorkerQuestion {
  if (speaker.kind !== 'extension-page' || !Object.hasOwn(MAY_ASK, operation)) return false;
  const pages: readonly PagePath[] = MAY_ASK[operation as WorkerQuestion];
  return pages.includes(speaker.path);
}

/** Forwards a page's request. One that does not fit its row never leaves the browser. */
export async function passOn(
  worker: WorkerClient,
  speaker: Speaker,
  { operation, input }: AskWorker,
): Promise<Result<unknown, Failure>> {
  if (!mayAsk(speaker, operation) || !fits(operations[operation], input)) return err({ code: 'bad_request' });
  return await worker.ask(operation, input as InputTo<WorkerQuestion>);
}

/** Checks it by the row's schemas, as the worker will. */
function fits(row: Operation, { path = {}, query = {}, body = {}, ...others }: AskWorker['input']): boolean {
  const bodies = Object.values(row.body ?? {});
  return (
    isEmpty(others) &&
    pathSchema(row).safeParse(path).success &&
    (row.query ?? nothing).safeParse(query).success &&
    (bodies.length === 0 ? isEmpty(body) : bodies.some((schema) => schema.safeParse(body).success))
  );
}

const nothing = z.strictObject({});
const isEmpty = (part: unknown) => nothing.safeParse(part).success;

/** A name in a path must not climb to another path. */
const pathText = z.string().check(z.minLength(1), z.maxLength(512), z.regex(/^(?!\.{1,2}$)/));

function pathSchema({ path, params }: Operation): z.ZodMiniType {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, pathText] as const);
  return params ?? z.strictObject(Object.fromEntries(names));
}
