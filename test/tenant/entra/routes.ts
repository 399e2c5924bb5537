import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import type { Authority } from './authority.ts';
import { prepareAuthorize } from './authorize-endpoint.ts';
import { showError } from './error-page.ts';
import { failures } from './failure.ts';
import { allowOrigin, answerPreflight, sendFailure, sendJson } from './http.ts';
import { handleLogout } from './logout-endpoint.ts';
import { instanceMetadata, openidConfiguration } from './metadata.ts';
import { handleSignIn } from './sign-in.ts';
import { createTokenEndpoint } from './token-endpoint.ts';

/** How often each endpoint was asked; preflights do not count. */
export interface RequestCounts {
  metadata: number;
  keys: number;
  authorize: number;
  signIn: number;
  token: number;
  logout: number;
  instance: number;
}

type Handler = (req: IncomingMessage, res: ServerResponse) => void | Promise<void>;

interface Route {
  counter: keyof RequestCounts;
  path: RegExp;
  audience: 'everybody' | 'browsers';
  handle: Handler;
}

/** Everything that the authority answers, below `/{tenant}`. */
export function createRouter(authority: Authority, protocol: Provider, requests: RequestCounts): Handler {
  const routes = listRoutes(authority, protocol);
  return async (req, res) => {
    const url = new URL(req.url ?? '', authority.url);
    const [, tenant = '', path = ''] = /^\/([^/]*)(.*)$/.exec(url.pathname) ?? [];
    const route = routes.find((candidate) => candidate.path.test(path));
    if (!route) return sendFailure(req, res, { ...failures.invalidRequest(), status: 404 });
    allowOrigin(req, res, route.audience);
    if (req.method === 'OPTIONS') return answerPreflight(req, res);
    requests[route.counter] += 1;
    if (route.counter !== 'instance' && !isOurTenant(authority, tenant)) {
      return refuseTenant(route, tenant, req, res);
    }
    // Entra takes the tenant's domain as well; the routes of oidc-provider know the id only.
    req.url = `/${authority.tenant.id}${path}${url.search}`;
    await route.handle(req, res);
  };
}

function listRoutes(authority: Authority, protocol: Provider): Route[] {
  const token = createTokenEndpoint(authority, protocol);
  const runProtocol = protocol.callback();
  return [
    {
      counter: 'metadata',
      path: /^\/v2\.0\/\.well-known\/openid-configuration$/,
      audience: 'everybody',
      handle: (_req, res) => sendJson(res, 200, openidConfiguration(authority)),
    },
    {
      counter: 'keys',
      path: /^\/discovery\/v2\.0\/keys$/,
      audience: 'everybody',
      handle: (_req, res) => sendKeys(authority, res),
    },
    {
      counter: 'instance',
      path: /^\/discovery\/instance$/,
      audience: 'everybody',
      handle: (_req, res) => sendJson(res, 200, instanceMetadata(authority)),
    },
    { counter: 'token', path: /^\/oauth2\/v2\.0\/token$/, audience: 'browsers', handle: token },
    {
      counter: 'authorize',
      path: /^\/oauth2\/v2\.0\/authorize$/,
      audience: 'browsers',
      handle: (req, res) => (prepareAuthorize(authority, req, res) ? runProtocol(req, res) : undefined),
    },
    // Where oidc-provider goes on after the sign-in page.
    {
      counter: 'signIn',
      path: /^\/oauth2\/v2\.0\/authorize\/[\w-]+$/,
      audience: 'browsers',
      handle: runProtocol,
    },
    {
      counter: 'signIn',
      path: /^\/login\/[\w-]+$/,
      audience: 'browsers',
      handle: (req, res) => handleSignIn(authority, protocol, req, res),
    },
    {
      counter: 'logout',
      path: /^\/oauth2\/v2\.0\/logout$/,
      audience: 'browsers',
      handle: (req, res) => handleLogout(authority, req, res),
    },
  ];
}

function sendKeys(authority: Authority, res: ServerResponse): void {
  const { jwksStatus } = authority.state;
  if (jwksStatus !== null) sendJson(res, jwksStatus, { error: 'temporarily_unavailable' });
  else sendJson(res, 200, { keys: authority.keys.published(authority.issuer) });
}

function isOurTenant({ tenant }: Authority, name: string): boolean {
  return name.toLowerCase() === tenant.id || name.toLowerCase() === tenant.domain;
}

function refuseTenant(route: Route, tenant: string, req: IncomingMessage, res: ServerResponse): void {
  const failed = failures.tenantNotFound(tenant);
  if (route.counter === 'metadata') sendFailure(req, res, failures.invalidTenant(tenant));
  else if (route.audience === 'everybody' || route.counter === 'token') sendFailure(req, res, failed);
  else showError(res, failed, req.headers['accept-language']);
}
