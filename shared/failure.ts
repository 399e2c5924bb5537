import * as z from 'zod/mini';

/** Codes that the worker answers with. */
const WORKER_CODES = [
  'not_found',
  'method_not_allowed',
  'bad_request',
  'not_a_number',
  'query_too_short',
  'signed_out',
  'token_expired',
  'token_rejected',
  'wrong_tenant',
  'access_revoked',
  'not_in_allowed_group',
  'owner_not_member',
  'admin_only',
  'key_not_allowed',
  'groups_unreadable',
  'too_many_requests',
  'directory_empty',
  'directory_unavailable',
  'internal',
] as const;
export type WorkerFailureCode = (typeof WORKER_CODES)[number];

/** Codes of the extension's own troubles. */
const EXTENSION_CODES = [
  'not_configured',
  'worker_unreachable',
  'worker_not_permitted',
  'not_a_worker',
  'worker_outdated',
  'extension_outdated',
  'worker_address_invalid',
  'sign_in_cancelled',
  'sign_in_failed',
  'sign_in_unreachable',
  'tenant_unknown',
  'extension_updated',
] as const;

/** Every failure that can reach a person, by its stable code. */
export const failureCode = z.enum([...WORKER_CODES, ...EXTENSION_CODES]);
export type FailureCode = z.infer<typeof failureCode>;

/** What went wrong, with the data that the explanation needs; never names or numbers of contacts. */
export const failure = z.object({
  code: failureCode,
  /** Group to ask for, as the administrator named it in the worker's configuration. */
  group: z.optional(z.string()),
  /** Whom to ask, as the administrator named it in the worker's configuration. */
  contact: z.optional(z.string()),
  retryAfterSeconds: z.optional(z.number()),
  /** Entra's or Graph's own code, e.g. `AADSTS90002`; for an administrator's eyes. */
  detail: z.optional(z.string()),
  requestId: z.optional(z.string()),
});
export type Failure = z.infer<typeof failure>;
