import type { IncomingMessage, ServerResponse } from 'node:http';
import { API_SCOPE } from '../ids.ts';
import type { Authority } from './authority.ts';
import { describeFailure } from './failure.ts';
import { allowsRedirect } from './redirects.ts';
import { OIDC_SCOPES, readDelegatedScopes } from './scopes.ts';

/**
 * Prepares a request for oidc-provider, which ignores unknown scopes and supports fewer prompts than Entra.
 * False: the request has been answered.
 */
export function prepareAuthorize(authority: Authority, req: IncomingMessage, res: ServerResponse): boolean {
  const url = new URL(req.url ?? '', authority.url);
  const query = url.searchParams;
  const scopes = readDelegatedScopes(query.get('scope') ?? '');
  const back = registeredRedirect(authority, query);
  if (!scopes.ok && back) {
    const answer = new URLSearchParams({
      error: scopes.failure.error,
      error_description: describeFailure(scopes.failure),
      state: query.get('state') ?? '',
    });
    const separator = query.get('response_mode') === 'fragment' ? '#' : '?';
    res.writeHead(303, { location: `${back}${separator}${answer}` }).end();
    return false;
  }
  const asked = query.get('scope') ?? '';
  // oidc-provider ignores unknown scopes, and refuses a request without a known one.
  query.set('asked_scope', asked);
  query.set('asked_claims', query.get('claims') ?? '');
  query.set('scope', [...asked.split(' ').filter((part) => OIDC_SCOPES.includes(part)), API_SCOPE].join(' '));
  const prompt = query.get('prompt');
  const registration = authority.tenant.registrations.get(query.get('client_id') ?? '');
  // Choosing an account shows the one sign-in page here; so does consenting where an administrator has consented.
  const isConsented = prompt === 'consent' && registration?.platform === 'spa';
  if (prompt === 'select_account' || isConsented) query.set('prompt', 'login');
  req.url = `${url.pathname}${url.search}`;
  return true;
}

/** Only a registered address may be answered: anything else would be an open redirect. */
function registeredRedirect(authority: Authority, query: URLSearchParams): string | undefined {
  const registration = authority.tenant.registrations.get(query.get('client_id') ?? '');
  const wanted = query.get('redirect_uri') ?? '';
  return registration && allowsRedirect(registration.redirectUris, wanted) ? wanted : undefined;
}
