import * as z from 'zod/mini';
import { readSite } from '../sites/sites.ts';

/** Describes the page of a known softphone, in the package or in the administrator's policy: data, never code. Pure. */

const selector = z.string().check(z.minLength(1), z.maxLength(300));
const textSelector = z.strictObject({
  selector,
  /** The attribute to read instead of the element's text. */
  attribute: z.optional(z.string().check(z.regex(/^[a-z-]{1,40}$/))),
});
export type TextSelector = z.infer<typeof textSelector>;

const site = z.string().check(z.refine((text) => readSite(text) === text));

export const adapter = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
  label: z.string().check(z.minLength(1), z.maxLength(80)),
  /** Sites as `sites.ts` writes them. Default: any site. */
  sites: z.optional(z.array(site).check(z.minLength(1), z.maxLength(20))),
  /** Matches an element that only this softphone's page has. */
  page: selector,
  /** Matches an element that is visible while a call rings. */
  ringing: selector,
  /** The element of `ringing` is always visible, so its text must say that a call rings. */
  needsWords: z.optional(z.boolean()),
  /** The caller's number: inside the element of `ringing` if it matches there, else anywhere on the page. */
  number: textSelector,
  name: z.optional(textSelector),
});
export type Adapter = z.infer<typeof adapter>;

/** Bounds work: every adapter is tried at every change of a softphone's page. */
export const MAX_ADAPTERS = 20;
export const adapters = z.array(adapter).check(z.maxLength(MAX_ADAPTERS));

export interface RefusedAdapter {
  /** The adapter's own id, or `#` and its position in the list. */
  id: string;
  /** The missing or wrong key; absent for an adapter beyond `MAX_ADAPTERS`. */
  key?: string;
}

/** Splits the list into usable adapters and refused ones, each refused one with its reason. */
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
