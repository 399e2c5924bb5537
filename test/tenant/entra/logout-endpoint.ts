import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Authority } from './authority.ts';
import { sendHtml } from './http.ts';
import { renderPage } from './page.ts';
import { wordsFor } from './words.ts';

/** Ends the session. Unlike OpenID Connect proper, Entra asks for no id_token_hint before it sends the browser back. */
export function handleLogout(authority: Authority, req: IncomingMessage, res: ServerResponse): void {
  const query = new URL(req.url ?? '', authority.url).searchParams;
  res.setHeader('set-cookie', expiredCookies(req.headers.cookie ?? ''));
  const wanted = query.get('post_logout_redirect_uri') ?? '';
  if (!isRegistered(authority, wanted)) {
    const words = wordsFor(req.headers['accept-language']);
    const body = `<h1>${words.signedOutHeading}</h1>\n<p>${words.signedOut}</p>`;
    sendHtml(res, 200, renderPage(words, body));
    return;
  }
  const back = new URL(wanted);
  const state = query.get('state');
  if (state !== null) back.searchParams.set('state', state);
  res.writeHead(302, { location: back.href }).end();
}

function isRegistered({ tenant }: Authority, uri: string): boolean {
  return [...tenant.registrations.values()].some(({ redirectUris }) => redirectUris.includes(uri));
}

function expiredCookies(header: string): string[] {
  const names = header.split(';').map((pair) => pair.split('=')[0]?.trim() ?? '');
  return names.filter((name) => name !== '').map((name) => `${name}=; Path=/; Max-Age=0; Secure; HttpOnly`);
}
