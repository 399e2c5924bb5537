/**
 * How people and policies name web sites: `phone.example.com`, `*.example.com` (the domain and its subdomains), with a port
 * if it is not the default one. Scheme, path and capitals do not matter. Pure.
 */

const LONGEST_HOST = 253;

/** Normalises a site; undefined if the text names none. A whole address stands for its host. */
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

/** Whether an address lies on one of the sites; false for anything but a web address. */
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

/** The name of a page's site for a list, e.g. of paused sites; undefined for other than web pages. */
export function siteOf(address: string): string | undefined {
  return /^https?:/i.test(address) ? readSite(address) : undefined;
}

/** Whether the settings allow reading the page. The browser's permission is checked separately. */
export function isSiteRead(
  address: string,
  { allowedSites, blockedSites }: { allowedSites: readonly string[]; blockedSites: readonly string[] },
): boolean {
  if (isOnSite(address, blockedSites)) return false;
  return allowedSites.length === 0 || isOnSite(address, allowedSites);
}
