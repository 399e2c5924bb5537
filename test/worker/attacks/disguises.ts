/** Encodings in which a text can appear in an output without being legible. */
export function disguisesOf(text: string): string[] {
  const bytes = new TextEncoder().encode(text);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  const digits = text.replace(/\D/g, '');
  const base64 = base64Cores(bytes);
  return [
    text,
    text.toLowerCase(),
    text.toUpperCase(),
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    encodeURIComponent(text).replaceAll('%20', '+'),
    hex.map((pair) => `%${pair}`).join(''),
    hex.map((pair) => `%${pair.toUpperCase()}`).join(''),
    hex.join(''),
    hex.join('').toUpperCase(),
    hex.map((pair) => `\\x${pair}`).join(''),
    Array.from(text, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
    Array.from(text, (each) => `&#${each.charCodeAt(0)};`).join(''),
    [...text].reverse().join(''),
    ...base64,
    ...base64.map((core) => core.replaceAll('+', '-').replaceAll('/', '_')),
    // A number in another notation, or only its end.
    ...(digits.length >= 9 ? [digits, digits.slice(-6)] : []),
  ];
}

/** The base64 that this part alone determines in a longer text, for each of its three possible offsets. */
function base64Cores(bytes: Uint8Array): string[] {
  return [0, 1, 2].map((before) => {
    const padded = new Uint8Array(before + bytes.length);
    padded.set(bytes, before);
    const whole = btoa(String.fromCharCode(...padded));
    return whole.slice(Math.ceil((before * 8) / 6), Math.floor((padded.length * 8) / 6));
  });
}
