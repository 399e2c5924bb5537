interface Verified {
  readonly tenantId: string;
  readonly objectId: string;
  readonly roles: readonly string[];
  /** Of the token: what it says of groups and roles is as old as that, and renewed at the latest by then. */
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
}

export interface Person extends Verified {
  readonly kind: 'person';
  readonly name?: string;
  /** Object ids of groups, or that the token could not hold them all. */
  readonly groups: readonly string[] | 'overage';
  /** `unknown` unless the API registration issues the optional claim `acct`. */
  readonly account: 'member' | 'guest' | 'unknown';
}

export interface Program extends Verified {
  readonly kind: 'program';
  readonly clientId: string;
}

/** Who asks, as a verified token says it. */
export type Principal = Person | Program;

/** Why a token was refused. For the log; outside, rejected tokens sound alike. */
export type RejectionReason =
  | 'no_token'
  | 'malformed'
  /** Signed, but no claims. */
  | 'payload'
  | 'signature'
  | 'unknown_key'
  | 'expired'
  | 'not_yet_valid'
  | 'times'
  | 'type'
  | 'version_1'
  | 'version'
  | 'tenant'
  | 'issuer'
  | 'audience'
  | 'object_id'
  | 'client'
  | 'scope'
  | 'role';

export interface Rejection {
  readonly code: 'signed_out' | 'token_expired' | 'token_rejected' | 'wrong_tenant';
  readonly reason: RejectionReason;
}
