/** The parts of a running tenant that the control surface works on. */
import type { TenantClock } from '../clock.ts';
import type { SourceConfig } from '../company/sources.ts';
import type { UserGrants } from '../entra/user-grants.ts';
import type { RunningGraph } from '../graph/start.ts';
import type { TenantModel } from '../model.ts';
import type { Faults } from './faults.ts';

interface TokenIssuer {
  /** Throws for an unknown user. */
  issueUserToken: (userKey: string) => Promise<string>;
  /** null removes a claim. */
  issueToken: (claims: Record<string, unknown>, header?: Record<string, unknown>) => Promise<string>;
  /** Counts by endpoint; read live. */
  requests: object;
  url: string;
  grants: UserGrants;
}

export interface TenantParts {
  clock: TenantClock;
  model: TenantModel;
  graph: RunningGraph;
  entra: TokenIssuer;
  faults: Faults;
  /** Path of the local authority's certificate. */
  caFile: string;
  sources: SourceConfig[];
  /** `POST /sync` runs this; undefined: no worker is attached. */
  sync: (() => Promise<unknown>) | undefined;
}
