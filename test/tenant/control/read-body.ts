/** Reads what was sent to the control surface. */
import type { z } from 'zod';
import { badRequest } from './failure.ts';

/** Throws 400 with the first thing that is wrong. */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw badRequest(`${issue?.path.join('.') || 'body'}: ${issue?.message}`);
}
