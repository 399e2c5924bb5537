const HOSTS = {
  entra: ['login.microsoftonline.com', 'login.microsoftonline.us', 'login.partner.microsoftonline.cn'],
  graph: [
    'graph.microsoft.com',
    'graph.microsoft.us',
    'dod-graph.microsoft.us',
    'microsoftgraph.chinacloudapi.cn',
  ],
};
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether credentials may be sent there: a Microsoft cloud over https, or, for the local tenant alone, this machine. */
export function isAllowedHost(url: URL, service: 'entra' | 'graph', isLocal: boolean): boolean {
  if (isLoopback(url)) return isLocal && (url.protocol === 'http:' || url.protocol === 'https:');
  return url.protocol === 'https:' && url.port === '' && HOSTS[service].includes(url.hostname);
}

/** A permission as Entra wants it named: of Graph in the same cloud; the local tenant stands in for the public one. */
export function graphScope(graphUrl: string, permission: string): string {
  const { hostname, origin } = new URL(graphUrl);
  return `${LOOPBACK.has(hostname) ? 'https://graph.microsoft.com' : origin}/${permission}`;
}

/** Whether this machine is meant; only the local tenant lives there. */
export function isLoopback(url: URL): boolean {
  return LOOPBACK.has(url.hostname);
}
