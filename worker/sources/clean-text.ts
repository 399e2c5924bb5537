const MAX_CHARACTERS = 256;

/**
 * Makes foreign text safe to store and show: well formed, one line, without control characters and bidi overrides, at
 * most 256 UTF-16 units. Undefined when nothing is left, so that no field is ever an empty string.
 */
export function cleanText(text: string | null | undefined): string | undefined {
  if (text === null || text === undefined) return undefined;
  const clean = text
    .slice(0, MAX_CHARACTERS * 4)
    // UTF-8 cannot hold a lone surrogate.
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\t\r\n\v\f\u0085\u2028\u2029]+/g, ' ')
    // Bidi overrides and isolates, other controls, and non-characters. ZWJ and ZWNJ stay: some scripts need them.
    .replace(
      /[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]/gu,
      '',
    )
    .trim();
  if (clean.length <= MAX_CHARACTERS) return clean === '' ? undefined : clean;
  // The cut must not split a surrogate pair.
  return clean
    .slice(0, MAX_CHARACTERS)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
}
