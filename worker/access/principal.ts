interface Verified {
  readonly tenantId: string;
  readonly objectId: string;
  readonly roles: readonly string[];
  /** When the token was issued and ends. Its groups and roles are from the one time, and renewed by the other. */
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
}

export interface Person extends Verified {
  readonly kind: 'person';
  readonly name?: string;
  /** Object ids of groups, or `overage` if the token could not hold them all. */
  readonly groups: readonly string[] | 'overage';
  /** `unknown` unless the API registration issues the optional claim `acct`. */
  readonly account: 'member' | 'guest' | 'unknown';
}

export interface Program extends Verified {
  readonly kind: 'program';
  readonly clientId: string;
}

/** A principal with a verified token. */
export type Principal = Person | Program;

/** Why a token was refused. For the log: answers do not tell rejected tokens apart. */
export type RejectionReason =
  | 'no_token'
  | 'malformed'
  /** The signature is valid, but the payload holds no claims. */
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
