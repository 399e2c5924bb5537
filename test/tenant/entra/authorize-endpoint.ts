import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Authority } from './authority.ts';
import { describeFailure } from './failure.ts';
import { readDelegatedScopes } from './scopes.ts';

/**
 * Prepares a request for oidc-provider, which passes over scopes that it does not know and knows fewer prompts.
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
  const prompt = query.get('prompt');
  // Choosing an account and consenting anew both show a page here: the one sign-in page.
  if (prompt === 'select_account' || prompt === 'consent') query.set('prompt', 'login');
  req.url = `${url.pathname}${url.search}`;
  return true;
}

/** Only a registered address may be answered: anything else would be an open redirect. */
function registeredRedirect(authority: Authority, query: URLSearchParams): string | undefined {
  const registration = authority.tenant.registrations.get(query.get('client_id') ?? '');
  const wanted = query.get('redirect_uri');
  return registration?.redirectUris.find((uri) => uri === wanted);
}
