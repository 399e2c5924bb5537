import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';

export interface Page {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** Where the page was found, after redirects inside the authority. */
  url: string;
  /** The address outside the authority that the browser was sent to. */
  sentTo?: string;
}

interface Cookie {
  name: string;
  value: string;
  path: string;
}

export interface Send {
  method?: string;
  headers?: Record<string, string>;
  form?: Record<string, string> | URLSearchParams;
}

/** One HTTPS exchange that trusts `ca` only. */
export async function send(
  ca: string,
  url: string,
  { method, headers = {}, form }: Send = {},
): Promise<Page> {
  const body = form && new URLSearchParams(form).toString();
  const typed = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
  return await new Promise((resolve, reject) => {
    const options = { ca, method: method ?? (form ? 'POST' : 'GET'), headers: { ...typed, ...headers } };
    const exchange = request(url, { ...options, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, url }));
    });
    exchange.on('error', reject);
    exchange.end(body);
  });
}

/** A browser as far as a sign-in needs one: cookies, and redirects until the authority sends it elsewhere. */
export class Browser {
  private readonly ca: string;
  private readonly authorityOrigin: string;
  private cookies: Cookie[] = [];

  constructor(ca: string, authorityOrigin: string) {
    this.ca = ca;
    this.authorityOrigin = authorityOrigin;
  }

  async open(url: string, options: Send = {}): Promise<Page> {
    const headers = { accept: 'text/html', ...options.headers, cookie: this.cookieHeader(url) };
    const page = await send(this.ca, url, { ...options, headers });
    this.store(page.headers['set-cookie'] ?? []);
    const { location } = page.headers;
    if (location === undefined) return page;
    const next = new URL(location, url);
    if (next.origin !== this.authorityOrigin) return { ...page, sentTo: next.href };
    return await this.open(next.href, { headers: options.headers ?? {} });
  }

  cookieNames(): string[] {
    return this.cookies.map(({ name }) => name);
  }

  private cookieHeader(url: string): string {
    const { pathname } = new URL(url);
    return this.cookies
      .filter(({ path }) => pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  private store(lines: string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      const path = attributes.find((part) => /^path=/i.test(part))?.slice(5) ?? '/';
      this.cookies = this.cookies.filter((cookie) => cookie.name !== name || cookie.path !== path);
      if (value !== '' && !attributes.some((part) => /^max-age=0$/i.test(part))) {
        this.cookies.push({ name, value, path });
      }
    }
  }
}
