/** Finds a file's encoding: by its byte order mark, else UTF-8 if that is valid, else Windows-1252. Pure. */

export function decodeText(bytes: Uint8Array): string {
  const wide = utf16Label(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** undefined: not UTF-16. Some tools write no byte order mark, but every other byte of Latin text is then zero. */
export function utf16Label(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.length >= 8 && bytes[1] === 0 && bytes[3] === 0 && bytes[5] === 0) return 'utf-16le';
  if (bytes.length >= 8 && bytes[0] === 0 && bytes[2] === 0 && bytes[4] === 0) return 'utf-16be';
  return undefined;
}

/** Text under an unknown label is read as Windows-1252, which gives every byte a character. */
export function decodeAs(bytes: Uint8Array, label: string): string {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
