/** Who asks, as a verified token says it. */
export type Caller =
  | {
      readonly kind: 'person';
      readonly tenantId: string;
      readonly objectId: string;
      readonly name?: string;
      /** Object ids of groups, or that the token could not hold them all. */
      readonly groups: readonly string[] | 'overage';
      readonly roles: readonly string[];
    }
  | {
      readonly kind: 'program';
      readonly tenantId: string;
      readonly objectId: string;
      readonly clientId: string;
      readonly roles: readonly string[];
    };

/** Why a token was refused. For the log; outside, rejected tokens sound alike. */
export type RejectionReason =
  | 'no_token'
  | 'malformed'
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
