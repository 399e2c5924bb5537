import type { HonoRequest } from 'hono';
import type * as z from 'zod/mini';
import { RequestFailure } from './problem.ts';

/** Parses the JSON body by its schema. Throws RequestFailure `bad_request`, which names the property. */
export async function readBody<T>(request: HonoRequest, schema: z.ZodMiniType<T>): Promise<T> {
  const parsed = schema.safeParse(parseJson(await request.text()));
  if (parsed.success) return parsed.data;
  const property = parsed.error.issues[0]?.path[0];
  throw new RequestFailure('bad_request', {
    ...(typeof property === 'string' && { detail: `The property "${property}" does not fit /openapi.json.` }),
  });
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    // Not JSON: no schema accepts `undefined`.
    return undefined;
  }
}
