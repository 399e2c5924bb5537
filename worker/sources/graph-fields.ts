import * as z from 'zod/mini';

/** Fields as Graph v1.0 sends them. `undefined` = not sent (unknown), null = empty. */
export const text = z.optional(z.nullable(z.string()));
export const texts = z.optional(z.nullable(z.array(z.nullable(z.string()))));

export function listOf<Fields extends z.core.$ZodLooseShape>(fields: Fields) {
  return z.optional(z.nullable(z.array(z.nullable(z.object(fields)))));
}

/** Ids are opaque ASCII. Later pages could not name an item with any other id, and dots alone would be a path. */
export const graphId = z.string().check(z.regex(/^(?!\.{1,2}$)[\x21-\x7e]{1,512}$/));

/**
 * Reads an item whose id is valid. A field of a wrong type is read as empty, so that it does not cost the contact its
 * other fields; `isWhole` is false then. Undefined without a valid id.
 */
export function readFields<T>(
  schema: z.ZodMiniType<T>,
  item: unknown,
): { fields: T; isWhole: boolean } | undefined {
  const parsed = schema.safeParse(item);
  if (parsed.success) return { fields: parsed.data, isWhole: true };
  const mended: unknown = structuredClone(item);
  for (const { path } of parsed.error.issues) empty(mended, path);
  const again = schema.safeParse(mended);
  return again.success ? { fields: again.data, isWhole: false } : undefined;
}

function empty(item: unknown, path: readonly PropertyKey[]): void {
  const [name, ...inside] = path;
  if (name === undefined || typeof item !== 'object' || item === null) return;
  if (inside.length === 0) Reflect.set(item, name, null);
  else empty(Reflect.get(item, name), inside);
}
