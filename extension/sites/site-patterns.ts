/** Translates site names into the browser's match patterns. Pure. */

/** Every site. Only web pages are ever read. */
export const ALL_SITES: readonly string[] = ['http://*/*', 'https://*/*'];

/** Sites of sign-in pages: our script has no business there, and the sign-in window must open fast. */
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

/** The permissions to request for reading a site. Without the port, since some browsers' patterns cannot name one. */
export function originsOf(site: string): string[] {
  const host = site.replace(/:\d+$/, '');
  return SCHEMES.map((scheme) => `${scheme}://${host}/*`);
}

/** The permission to request for fetching an address, in the address's own scheme only. */
export function originOf(address: string): string {
  const { protocol, hostname } = new URL(address);
  return `${protocol}//${hostname}/*`;
}

export interface ScriptPlan {
  matches: string[];
  excludeMatches: string[];
}

/**
 * Where to register the content script; undefined: nowhere. Never narrower than the settings. Patterns without ports cover more
 * than a site; a script on such an extra page is turned away with its first message.
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

/** Splits a granted pattern into http and https; empty for other schemes. */
function webPatterns(pattern: string): string[] {
  const [, scheme = '', host = ''] = /^(\*|https?):\/\/([^/]+)\/\*$/.exec(pattern) ?? [];
  if (pattern === '<all_urls>') return [...ALL_SITES];
  if (host === '') return [];
  return SCHEMES.filter((own) => scheme === '*' || scheme === own).map((own) => `${own}://${host}/*`);
}

/** The intersection of both lists: of two nested patterns, the inner one. */
function common(granted: readonly string[], wanted: readonly string[]): string[] {
  return granted.flatMap((one) =>
    wanted.flatMap((other) => {
      if (covers(one, other)) return [other];
      return covers(other, one) ? [one] : [];
    }),
  );
}

/** Both patterns have the form `scheme://host/*`, each with a single scheme. */
function covers(outer: string, inner: string): boolean {
  const [scheme, host = ''] = outer.slice(0, -2).split('://');
  const [innerScheme, innerHost = ''] = inner.slice(0, -2).split('://');
  if (scheme !== innerScheme) return false;
  if (host === '*' || host === innerHost) return true;
  return host.startsWith('*.') && `.${innerHost.replace(/^\*\./, '')}`.endsWith(host.slice(1));
}

/** Patterns for exactly this site; empty for an IPv6 address, since patterns cannot contain brackets. */
function exactPatterns(site: string): string[] {
  if (site.startsWith('[')) return [];
  const [host, port] = site.split(':');
  return SCHEMES.map((scheme) => `${scheme}://${host}:${port ?? USUAL_PORT[scheme]}/*`);
}
