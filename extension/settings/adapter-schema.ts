import * as z from 'zod/mini';
import { readSite } from '../sites/sites.ts';

/** How the page of a known phone is described, in the package or by the administrator's policy: data, never code. Pure. */

const selector = z.string().check(z.minLength(1), z.maxLength(300));
const textSelector = z.strictObject({
  selector,
  /** Read instead of the text. */
  attribute: z.optional(z.string().check(z.regex(/^[a-z-]{1,40}$/))),
});
export type TextSelector = z.infer<typeof textSelector>;

const site = z.string().check(z.refine((text) => readSite(text) === text));

export const adapter = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
  label: z.string().check(z.minLength(1), z.maxLength(80)),
  /** Sites, as sites.ts writes them; any when absent. */
  sites: z.optional(z.array(site).check(z.minLength(1), z.maxLength(20))),
  /** An element that only this phone's page has. */
  page: selector,
  /** Seen while it rings. */
  ringing: selector,
  /** The element seen while it rings is always there, and says that it rings. */
  needsWords: z.optional(z.boolean()),
  /** Where the caller stands; in the element that rings where there is such a place, else anywhere. */
  number: textSelector,
  name: z.optional(textSelector),
});
export type Adapter = z.infer<typeof adapter>;

/** Each is tried at every change of a phone's page. */
export const MAX_ADAPTERS = 20;
export const adapters = z.array(adapter).check(z.maxLength(MAX_ADAPTERS));

export interface RefusedAdapter {
  /** Its own, or its place in the list. */
  id: string;
  /** The key that is missing or wrong; absent for one too many. */
  key?: string;
}

/** Those that can be used, and of each other one why not. */
export function readAdapters(given: readonly unknown[]): { usable: Adapter[]; refused: RefusedAdapter[] } {
  const usable: Adapter[] = [];
  const refused: RefusedAdapter[] = [];
  for (const [index, one] of given.entries()) {
    const read = adapter.safeParse(one);
    const named = z.object({ id: adapter.shape.id }).safeParse(one);
    const id = named.success ? named.data.id : `#${index + 1}`;
    if (!read.success) refused.push({ id, key: keyOf(read.error.issues[0]) });
    else if (usable.length < MAX_ADAPTERS) usable.push(read.data);
    else refused.push({ id });
  }
  return { usable, refused };
}

function keyOf(issue: z.core.$ZodIssue | undefined): string {
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  return [...(issue?.path ?? []), ...unknown].join('.');
}
