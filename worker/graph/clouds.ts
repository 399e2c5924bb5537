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

/** Whether credentials may be sent to a host: a Microsoft cloud over https or, for the local tenant only, this machine. */
export function isAllowedHost(url: URL, service: 'entra' | 'graph', isLocal: boolean): boolean {
  if (isLoopback(url)) return isLocal && (url.protocol === 'http:' || url.protocol === 'https:');
  return url.protocol === 'https:' && url.port === '' && HOSTS[service].includes(url.hostname);
}

/** The full name of a Graph permission for Entra: with the same cloud's Graph, the public cloud's for the local tenant. */
export function graphScope(graphUrl: string, permission: string): string {
  const { hostname, origin } = new URL(graphUrl);
  return `${LOOPBACK.has(hostname) ? 'https://graph.microsoft.com' : origin}/${permission}`;
}

/** Whether a URL points to this machine, where only the local tenant runs. */
export function isLoopback(url: URL): boolean {
  return LOOPBACK.has(url.hostname);
}
