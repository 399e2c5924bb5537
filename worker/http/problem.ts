import type { Problem } from '#shared/api.ts';
import type { WorkerFailureCode } from '#shared/failure.ts';

interface Extras {
  /** Replaces the usual sentence. Must never hold text that the principal sent. */
  readonly detail?: string;
  readonly status?: number;
  readonly group?: string | undefined;
  readonly contact?: string | undefined;
  readonly retryAfterSeconds?: number;
  readonly budget?: Problem['budget'];
  /** Methods that the address accepts, for 405. */
  readonly allow?: string;
  /** The `WWW-Authenticate` challenge, for 401; default `Bearer`. */
  readonly challenge?: string;
  /** For the log only. */
  readonly reason?: string;
  readonly cause?: unknown;
}

/** A request that fails. Thrown anywhere below the app; only `app.onError` turns it into an answer. */
export class RequestFailure extends Error {
  readonly code: WorkerFailureCode;
  readonly extras: Extras;
  constructor(code: WorkerFailureCode, extras: Extras = {}) {
    super(code, { cause: extras.cause });
    this.name = 'RequestFailure';
    this.code = code;
    this.extras = extras;
  }
}

/** RFC 9457 problem details. */
export function toProblem(failure: RequestFailure, requestId: string): Problem {
  const { status, title, detail } = wordsOf(failure.code);
  const { extras } = failure;
  return {
    type: `urn:ringcard:problem:${failure.code}`,
    title,
    status: extras.status ?? status,
    code: failure.code,
    detail: extras.detail ?? detail,
    requestId,
    ...(extras.group !== undefined && { group: extras.group }),
    ...(extras.contact !== undefined && { contact: extras.contact }),
    ...(extras.retryAfterSeconds !== undefined && { retryAfterSeconds: extras.retryAfterSeconds }),
    ...(extras.budget !== undefined && { budget: extras.budget }),
  };
}

function wordsOf(code: WorkerFailureCode): { status: number; title: string; detail: string } {
  switch (code) {
    case 'not_found':
      return { status: 404, title: 'Not found', detail: 'There is nothing at this address.' };
    case 'method_not_allowed':
      return {
        status: 405,
        title: 'Method not allowed',
        detail: 'The header "Allow" names the methods that work.',
      };
    case 'bad_request':
      return { status: 400, title: 'Bad request', detail: 'The request does not fit /openapi.json.' };
    case 'not_a_number':
      return {
        status: 400,
        title: 'Not a phone number',
        detail: 'The text cannot be read as a phone number.',
      };
    case 'query_too_short':
      return { status: 400, title: 'Query too short', detail: 'Type at least two characters.' };
    case 'signed_out':
      return { status: 401, title: 'Not signed in', detail: 'Send an access token: Authorization: Bearer …' };
    case 'token_expired':
      return { status: 401, title: 'Token expired', detail: 'The access token has expired. Get a new one.' };
    case 'token_rejected':
      return {
        status: 401,
        title: 'Token rejected',
        detail: 'The access token is not one for this directory.',
      };
    case 'wrong_tenant':
      return {
        status: 401,
        title: 'Wrong tenant',
        detail: 'The account belongs to another Microsoft 365 tenant.',
      };
    case 'access_revoked':
      return {
        status: 401,
        title: 'Access revoked',
        detail: 'An administrator has revoked this token. A new one says what the account may do now.',
      };
    case 'not_in_allowed_group':
      return {
        status: 403,
        title: 'Not in an allowed group',
        detail: 'The account is in no group that may use the directory.',
      };
    case 'owner_not_member':
      return {
        status: 403,
        title: 'Owner, but not a member',
        detail:
          'The account owns a group that may use the directory, but owners are not members: add yourself as a member, then get a new token.',
      };
    case 'admin_only':
      return {
        status: 403,
        title: 'For administrators only',
        detail: 'The account is signed in, but has no role of the API registration that this needs.',
      };
    case 'key_not_allowed':
      return {
        status: 403,
        title: 'Key not allowed',
        detail: 'The API key is good, but was not made for this.',
      };
    case 'groups_unreadable':
      return {
        status: 503,
        title: 'Groups unreadable',
        detail: 'The groups of the account could not be read. Try again.',
      };
    case 'too_many_requests':
      return { status: 429, title: 'Too many requests', detail: 'Wait before the next request.' };
    case 'directory_empty':
      return { status: 503, title: 'Directory empty', detail: 'The first import is not finished.' };
    case 'directory_unavailable':
      return {
        status: 503,
        title: 'Directory unavailable',
        detail: 'The directory cannot be read at the moment.',
      };
    case 'internal':
      return {
        status: 500,
        title: 'Internal error',
        detail: 'Something failed. The request id finds it in the log.',
      };
  }
}
