/**
 * How people and policies name web sites: `phone.example.com`, `*.example.com` (the domain and everything beneath it), with a port
 * where it is not the usual one. Scheme, path and capitals do not count. Pure.
 */

const LONGEST_HOST = 253;

/** The site in its one spelling; undefined if it names none. An address copied from the browser's bar names its host. */
export function readSite(text: string): string | undefined {
  const trimmed = text.trim().toLowerCase();
  const isWild = trimmed.startsWith('*.');
  const rest = isWild ? trimmed.slice(2) : trimmed;
  const address = /^[a-z][a-z0-9+.-]*:\/\//.test(rest) ? rest : `https://${rest}`;
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  if (url.username || url.password || url.hostname.length > LONGEST_HOST || /[*%]/.test(url.hostname))
    return undefined;
  const isName = /\p{L}/u.test(url.hostname) && !url.hostname.startsWith('[');
  if (isWild && !isName) return undefined;
  return `${isWild ? '*.' : ''}${url.host.replace(/\.(?=$|:)/, '')}`;
}

/** Whether an address lies on one of the sites. Anything but a web address lies on none. */
export function isOnSite(address: string, sites: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return false;
  const host = url.host.replace(/\.(?=$|:)/, '');
  return sites.some((site) => {
    if (!site.startsWith('*.')) return host === site;
    const domain = site.slice(2);
    return host === domain || host.endsWith(`.${domain}`);
  });
}

/** The name under which a page's site would be listed, e.g. to pause there; undefined for pages that are no web pages. */
export function siteOf(address: string): string | undefined {
  return /^https?:/i.test(address) ? readSite(address) : undefined;
}

/** Whether numbers are looked for on a page, by what the person and the policy say. The browser's permission comes before that. */
export function isSiteRead(
  address: string,
  { allowedSites, blockedSites }: { allowedSites: readonly string[]; blockedSites: readonly string[] },
): boolean {
  if (isOnSite(address, blockedSites)) return false;
  return allowedSites.length === 0 || isOnSite(address, allowedSites);
}
