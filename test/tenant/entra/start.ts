import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../control/fault.ts';
import { answerOf } from '../control/fault-answer.ts';
import type { TenantModel } from '../model.ts';
import type { Authority } from './authority.ts';
import { createFaults, type EntraFaults } from './faults.ts';
import { type GraphCaller, verifyGraphToken } from './graph-token.ts';
import { allowOrigin, sendJson } from './http.ts';
import { issueToken, issueUserToken, type UserTokenOptions } from './issue.ts';
import { createProtocol } from './protocol.ts';
import { createRouter, type RequestCounts } from './routes.ts';
import { createSigningKeys } from './signing-keys.ts';
import { UserGrants } from './user-grants.ts';

export interface EntraOptions {
  tenant: TenantModel;
  /** 0: any free port. */
  port: number;
  tls: { key: string; cert: string };
  /** Address to listen on; 127.0.0.1 by default. */
  host?: string;
  now?: () => number;
  /** Faults that a test ordered; a request that meets one gets it instead of its answer. */
  faults?: { match(method: string, path: string, query: string): Fault | undefined };
}

export interface RunningEntra {
  /** `https://localhost:PORT` */
  url: string;
  /** `${url}/${tenant id}/v2.0` */
  issuer: string;
  state: EntraFaults;
  requests: RequestCounts;
  grants: UserGrants;
  /** A valid API token, as the user's sign-in would give it. Throws for an unknown user. */
  issueUserToken(userKey: string, options?: UserTokenOptions): Promise<string>;
  /** A token with any claims, right or wrong; null removes a claim or a member of the header. */
  issueToken(claims: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>;
  verifyGraphToken(authorizationHeader: string | null | undefined): Promise<GraphCaller>;
  close(): Promise<void>;
}

/** The Entra ID v2.0 authority of one tenant, on this machine only. */
export async function startEntra(options: EntraOptions): Promise<RunningEntra> {
  const { tenant, tls, now = () => Date.now() } = options;
  const server = createServer({ key: tls.key, cert: tls.cert });
  const url = `https://localhost:${await listen(server, options.port, options.host ?? '127.0.0.1')}`;
  const keys = createSigningKeys(now);
  const issuer = `${url}/${tenant.id}/v2.0`;
  const authority: Authority = {
    tenant,
    url,
    issuer,
    keys,
    now,
    grants: new UserGrants(),
    state: createFaults(keys),
  };
  const requests: RequestCounts = {
    metadata: 0,
    keys: 0,
    authorize: 0,
    signIn: 0,
    token: 0,
    logout: 0,
    instance: 0,
  };
  const route = createRouter(authority, createProtocol(authority), requests);
  server.on('request', (req: IncomingMessage, res: ServerResponse) => {
    res.setHeader('date', new Date(now()).toUTCString());
    const answer = async () =>
      (await meetsOrderedFault(authority, req, res, options.faults)) || route(req, res);
    answer().catch((error: unknown) => answerFault(res, error));
  });
  return {
    url,
    issuer,
    state: authority.state,
    requests,
    grants: authority.grants,
    issueUserToken: async (userKey, tokenOptions) => issueUserToken(authority, userKey, tokenOptions),
    issueToken: async (claims, header) => issueToken(authority, claims, header),
    verifyGraphToken: (header) => verifyGraphToken(authority, header),
    close: () => close(server),
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** True when an ordered fault was the whole answer. */
async function meetsOrderedFault(
  authority: Authority,
  req: IncomingMessage,
  res: ServerResponse,
  faults: EntraOptions['faults'],
): Promise<boolean> {
  const url = new URL(req.url ?? '/', authority.url);
  const fault = faults?.match(req.method ?? 'GET', url.pathname, url.search);
  if (fault?.delayMs) await sleep(fault.delayMs);
  if (fault?.drop) {
    res.destroy();
    return true;
  }
  const instead = fault && answerOf(fault, authority.now(), url.href);
  if (!instead) return false;
  allowOrigin(req, res, 'everybody');
  const { status, headers, body } = instead;
  if (body instanceof Uint8Array) res.writeHead(status, headers).end(body);
  else res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  return true;
}

/** Answers an error of this fake by its name alone: a message could quote a token. */
function answerFault(res: ServerResponse, error: unknown): void {
  const name = error instanceof Error ? error.name : 'unknown';
  if (res.headersSent) res.destroy();
  else sendJson(res, 500, { error: 'server_error', error_description: `local tenant: ${name}` });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
