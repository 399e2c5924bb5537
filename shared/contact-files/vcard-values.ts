/** Values of vCard properties: escapes, lists within structures, numbers as addresses. */

/** Splits at separators that are not escaped, and unescapes each part. */
export function splitEscaped(value: string, separator: string): string[] {
  return rawParts(value, separator).map(unescaped);
}

/** The components of N or ADR. A list within one, `Anna,Maria`, is joined by `joint`. */
export function components(value: string, joint: string): string[] {
  return rawParts(value, ';').map((part) =>
    rawParts(part, ',')
      .map((item) => unescaped(item).trim())
      .filter(Boolean)
      .join(joint),
  );
}

export function unescaped(value: string): string {
  return value.replace(/\\([\\,;nN:])/g, (_, escaped: string) =>
    escaped.toLowerCase() === 'n' ? '\n' : escaped,
  );
}

/** The number of a TEL. `tel:7042;phone-context=+49-30-2312` is the end of a number whose start is its context (RFC 3966, 5.1.5). */
export function numberText(value: string): string {
  const text = unescaped(value)
    .trim()
    .replace(/^(?:tel|sms|callto):(?:\/\/)?/i, '');
  const context = /;phone-context=([^;]*)/i.exec(text);
  if (!context) return text;
  const local = text.replace(context[0], '');
  const start = context[1] ?? '';
  return start.startsWith('+') && !local.startsWith('+') ? `${start}-${local}` : local;
}

function rawParts(value: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < value.length; at++) {
    if (value[at] === '\\') at++;
    else if (value[at] === separator) {
      parts.push(value.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, value.slice(start)];
}
