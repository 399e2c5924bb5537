/** Why Graph or Entra could not be used. Stable: runs record them, and the status answer shows them. */
export type GraphErrorCode =
  // Graph
  | 'graph_throttled'
  | 'graph_unavailable'
  | 'graph_unauthorised'
  | 'graph_refused'
  | 'access_denied'
  | 'mailbox_not_found'
  | 'not_found'
  | 'sync_state_lost'
  | 'answer_unreadable'
  | 'answer_too_large'
  | 'foreign_link'
  | 'link_loop'
  | 'redirected'
  // Entra
  | 'entra_unavailable'
  | 'credentials_rejected'
  | 'credentials_expired'
  | 'certificate_unknown'
  | 'certificate_unreadable'
  | 'tenant_unknown'
  | 'app_unknown'
  | 'app_disabled'
  | 'consent_missing'
  | 'sign_in_blocked'
  | 'token_refused'
  // a delegated account
  | 'reconnect_needed';

interface Details {
  /** HTTP status of the answer. */
  readonly status?: number;
  /** How long to send no request: as Graph asked, or until the quota allows more. */
  readonly retryAfterSeconds?: number;
  /** The service's own code, e.g. `ErrorAccessDenied` or `AADSTS7000222`. */
  readonly graphCode?: string;
  readonly graphRequestId?: string;
  readonly cause?: unknown;
}

export class GraphError extends Error {
  readonly code: GraphErrorCode;
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly graphCode: string | undefined;
  readonly graphRequestId: string | undefined;
  constructor(code: GraphErrorCode, details: Details = {}) {
    super(code, { cause: details.cause });
    this.name = 'GraphError';
    this.code = code;
    this.status = details.status;
    this.retryAfterSeconds = details.retryAfterSeconds;
    // Foreign text: only text that looks like a code may reach logs and status answers.
    this.graphCode = /^[\w.]{1,64}$/.test(details.graphCode ?? '') ? details.graphCode : undefined;
    this.graphRequestId = /^[0-9a-f-]{1,64}$/i.test(details.graphRequestId ?? '')
      ? details.graphRequestId
      : undefined;
  }

  /** Whether the same request may succeed after a wait. Throttling is handled separately. */
  get isTransient(): boolean {
    return (
      this.code === 'graph_unavailable' ||
      this.code === 'entra_unavailable' ||
      this.code === 'answer_unreadable' ||
      this.code === 'graph_unauthorised'
    );
  }
}
