import * as z from 'zod/mini';

/** Answers of Graph and Entra. Parsing drops every field that we do not use. */

export const graphErrorBody = z.object({
  error: z.object({ code: z.string(), message: z.optional(z.nullable(z.string())) }),
});

export const tokenAnswer = z.object({
  token_type: z.string().check(z.regex(/^bearer$/i)),
  expires_in: z.coerce.number().check(z.gt(0)),
  access_token: z.string().check(z.minLength(1), z.maxLength(32_768)),
  // With a person's grant:
  scope: z.optional(z.string().check(z.maxLength(4096))),
  refresh_token: z.optional(z.string().check(z.minLength(1), z.maxLength(32_768))),
  id_token: z.optional(z.string().check(z.maxLength(32_768))),
});
export type TokenAnswer = z.infer<typeof tokenAnswer>;

export const tokenErrorAnswer = z.object({
  error: z.string(),
  error_codes: z.optional(z.array(z.number())),
});

const link = z.optional(z.string().check(z.minLength(1), z.maxLength(16_384)));

/** One page of any collection. Items stay unknown, so that one bad item cannot spoil its page. */
export const page = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': link,
  '@odata.deltaLink': link,
});
export type Page = z.infer<typeof page>;

/** Folder ids are opaque; some hold characters that must be escaped in a URL path. */
export const contactFolder = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(1024)),
  displayName: z.optional(z.nullable(z.string())),
});

export const parentFolderProbe = z.object({
  value: z.array(z.object({ parentFolderId: z.string().check(z.minLength(1), z.maxLength(1024)) })),
});

export const applicationAnswer = z.object({
  passwordCredentials: z.array(
    z.object({
      /** First three characters of the secret. */
      hint: z.optional(z.nullable(z.string())),
      endDateTime: z.optional(z.nullable(z.string())),
    }),
  ),
});

export const checkMemberGroupsAnswer = z.object({ value: z.array(z.string()) });

/** The parts arrive in any order, and each succeeds or fails on its own. */
export const batchAnswer = z.object({ responses: z.array(z.unknown()) });
export const batchPartAnswer = z.object({
  id: z.string(),
  status: z.int(),
  headers: z.catch(z.optional(z.nullable(z.record(z.string(), z.string()))), undefined),
  body: z.optional(z.unknown()),
});

/** The text of a `$count` is itself JSON. */
export const countAnswer = z.int().check(z.nonnegative());

export const ownedGroupsAnswer = z.object({ value: z.array(z.object({ id: z.string() })) });
