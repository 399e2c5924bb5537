import { z } from 'zod';

/** Changes to a page that Graph really answers, so that the rest of the page stays true. */
const pageChangeSchema = z.strictObject({
  /** null drops the link. `{self}`, `{next}` and `{delta}` stand for the request's own address and the page's links. */
  nextLink: z.string().nullable().optional(),
  deltaLink: z.string().nullable().optional(),
  /** Most items on a page, whatever the client prefers. */
  size: z.number().int().min(1).max(1000).optional(),
  /** Another size for each page, from this seed. */
  sizeSeed: z.number().int().optional(),
  shuffleSeed: z.number().int().optional(),
  /** Repeats items of earlier pages at the end, as they were then. */
  repeatEarlier: z.boolean().optional(),
  /** Items carry only these properties beside the id. */
  only: z.array(z.string()).optional(),
  /** `@removed` before and after the items. `{first}` is the first item's id, `{unknown}` one that nobody has. */
  removedBefore: z.array(z.string()).optional(),
  removedAfter: z.array(z.string()).optional(),
  /** Answers an empty page first, which leads to the real one. */
  insertEmpty: z.boolean().optional(),
  /** The whole round is one page without items, and its delta link is a real one. */
  emptyRound: z.boolean().optional(),
});
export type PageChange = z.infer<typeof pageChangeSchema>;

export const faultSchema = z.strictObject({
  match: z.strictObject({
    method: z.string().optional(),
    path: z.string().min(1),
    query: z.string().optional(),
  }),
  /** Number of matching requests that pass first. */
  after: z.number().int().min(0).max(1_000_000).default(0),
  times: z.number().int().min(1).max(1_000_000).default(1),
  delayMs: z.number().min(0).max(600_000).optional(),
  /** Resets the connection. */
  drop: z.boolean().optional(),
  /** Answers this instead. `{now}`, `{now+10s}` and `{self}` are filled into the headers. */
  status: z.number().int().min(100).max(599).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** JSON; `text` and `base64` are sent as they are. */
  body: z.unknown().optional(),
  text: z.string().optional(),
  base64: z.base64().optional(),
  /** Changes to the page that is otherwise answered. This member and all below work for Graph only. */
  page: pageChangeSchema.optional(),
  /** Damage to the bytes of the answer. */
  bytes: z.enum(['bom', 'invalid-utf8', 'truncated']).optional(),
  /** Milliseconds from one byte of the body to the next. */
  dripMs: z.number().min(0).max(60_000).optional(),
  /** Resets the connection after this many bytes of the body. */
  dropAfterBytes: z.number().int().min(0).optional(),
});
export type Fault = z.infer<typeof faultSchema>;
