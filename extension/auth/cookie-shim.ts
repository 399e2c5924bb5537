/**
 * MSAL keeps the key of its encrypted cache in a session cookie, and extension pages reject every cookie marked `Secure`
 * (AzureAD/microsoft-authentication-library-for-js#7975). This shim gives MSAL a jar outside the document. Install it before MSAL starts.
 */
export function installCookieShim(
  page: Document,
  jar: ReadonlyMap<string, string>,
  keep: (name: string, value: string | null) => void,
): void {
  const cookies = new Map(jar);
  Object.defineProperty(page, 'cookie', {
    configurable: true,
    get: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    set: (text: string) => {
      const { name, value } = readSetCookie(text);
      if (name === '') return;
      if (value === null) cookies.delete(name);
      else cookies.set(name, value);
      keep(name, value);
    },
  });
}

/** `value` is null for a removal: an empty value or an expiry in the past. */
function readSetCookie(text: string): { name: string; value: string | null } {
  const [pair = '', ...attributes] = text.split(';');
  const equals = pair.indexOf('=');
  const name = pair.slice(0, Math.max(equals, 0)).trim();
  const value = pair.slice(equals + 1).trim();
  return { name, value: value === '' || attributes.some(isExpired) ? null : value };
}

function isExpired(attribute: string): boolean {
  const [name = '', value = ''] = attribute.split('=').map((part) => part.trim());
  if (/^max-age$/i.test(name)) return Number(value) <= 0;
  return /^expires$/i.test(name) && Date.parse(value) <= Date.now();
}
