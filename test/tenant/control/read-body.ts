/** Reads the body of a request to the control surface. */
import type { z } from 'zod';
import { badRequest } from './failure.ts';

/** Throws a 400 that names the first fault. */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw badRequest(`${issue?.path.join('.') || 'body'}: ${issue?.message}`);
}
