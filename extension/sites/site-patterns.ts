/** Between our names of sites and the browser's match patterns. Pure. */

/** What "every site" means. Nothing but web pages is ever read. */
export const ALL_SITES: readonly string[] = ['http://*/*', 'https://*/*'];

/** Pages that sign people in, as sites: nothing of ours belongs there, and the sign-in window must open fast. */
export const SIGN_IN_SITES: readonly string[] = [
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
  'login.live.com',
  'login.windows.net',
  '*.b2clogin.com',
  '*.ciamlogin.com',
];

const SCHEMES = ['http', 'https'] as const;
const USUAL_PORT = { http: '80', https: '443' } as const;

/** What the browser is asked for so that a site can be read. Without the port: not every browser's patterns have one. */
export function originsOf(site: string): string[] {
  const host = site.replace(/:\d+$/, '');
  return SCHEMES.map((scheme) => `${scheme}://${host}/*`);
}

/** What the browser is asked for so that an address can be requested, in its own scheme only. */
export function originOf(address: string): string {
  const { protocol, hostname } = new URL(address);
  return `${protocol}//${hostname}/*`;
}

export interface ScriptPlan {
  matches: string[];
  excludeMatches: string[];
}

/**
 * Where the content script is registered; undefined: nowhere. Never narrower than what the settings say: patterns without ports
 * cover more than a site, and what is too much is refused when the script first says something.
 */
export function planScript(
  granted: readonly string[],
  { allowedSites, blockedSites }: { allowedSites: readonly string[]; blockedSites: readonly string[] },
  { canNamePorts }: { canNamePorts: boolean },
): ScriptPlan | undefined {
  const open = granted.flatMap(webPatterns);
  const matches = allowedSites.length === 0 ? open : common(open, allowedSites.flatMap(originsOf));
  if (matches.length === 0) return undefined;
  return {
    matches: [...new Set(matches)].sort(),
    excludeMatches: [
      ...SIGN_IN_SITES.flatMap(originsOf),
      ...(canNamePorts ? blockedSites.flatMap(exactPatterns) : []),
    ],
  };
}

/** A granted pattern in the two schemes that are read; none for anything else. */
function webPatterns(pattern: string): string[] {
  const [, scheme = '', host = ''] = /^(\*|https?):\/\/([^/]+)\/\*$/.exec(pattern) ?? [];
  if (pattern === '<all_urls>') return [...ALL_SITES];
  if (host === '') return [];
  return SCHEMES.filter((own) => scheme === '*' || scheme === own).map((own) => `${own}://${host}/*`);
}

/** Where both lists agree: of two patterns, one inside the other, the inner one. */
function common(granted: readonly string[], wanted: readonly string[]): string[] {
  return granted.flatMap((one) =>
    wanted.flatMap((other) => {
      if (covers(one, other)) return [other];
      return covers(other, one) ? [one] : [];
    }),
  );
}

/** Both of the form `scheme://host/*` with one scheme. */
function covers(outer: string, inner: string): boolean {
  const [scheme, host = ''] = outer.slice(0, -2).split('://');
  const [innerScheme, innerHost = ''] = inner.slice(0, -2).split('://');
  if (scheme !== innerScheme) return false;
  if (host === '*' || host === innerHost) return true;
  return host.startsWith('*.') && `.${innerHost.replace(/^\*\./, '')}`.endsWith(host.slice(1));
}

/** The site and nothing besides; none for a numeric IPv6 host, whose brackets patterns do not have. */
function exactPatterns(site: string): string[] {
  if (site.startsWith('[')) return [];
  const [host, port] = site.split(':');
  return SCHEMES.map((scheme) => `${scheme}://${host}:${port ?? USUAL_PORT[scheme]}/*`);
}
