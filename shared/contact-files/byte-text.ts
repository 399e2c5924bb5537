/** Text of which each letter is one byte. A property's charset is known only once its parameters are read, so bytes are cut as text first. */

// Every runtime of this code has it; only the es2023 library does not declare it.
declare function atob(base64: string): string;

const AT_ONCE = 8_192;

export function toByteText(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += AT_ONCE)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + AT_ONCE)));
  return parts.join('');
}

export function fromByteText(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** undefined: the text is no base64. White space in it is left out. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    return fromByteText(atob(text.replace(/[^A-Za-z0-9+/]+/g, '')));
  } catch {
    return undefined;
  }
}
