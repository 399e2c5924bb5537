/** The mail addresses of an object in Entra, the primary one first. `proxyAddresses` hold X.500 and SIP addresses, too. */
export function mailAddresses(
  mail: string | null | undefined,
  proxyAddresses: readonly (string | null)[] | null | undefined,
): string[] {
  const addresses = (proxyAddresses ?? []).flatMap((entry) => /^smtp:(.+)$/i.exec(entry ?? '')?.[1] ?? []);
  const found = new Map<string, string>();
  for (const address of [...(mail ? [mail] : []), ...addresses]) {
    const key = address.toLowerCase();
    if (!found.has(key)) found.set(key, address);
  }
  return [...found.values()];
}
