/**
 * The content lines of a vCard file: unfolded, with parameters, decoded.
 * A parser of our own because ical.js reads 3.0 and 4.0 only, and Outlook desktop exports 2.1.
 */
import { decodeAs, utf16Label } from './text-encoding.ts';

export interface ContentLine {
  /** Number of its first line in the file, from 1. */
  line: number;
  /** Upper case, without the group before the dot. */
  name: string;
  /** Upper-case values of TYPE, also where 2.1 wrote them bare. */
  types: string[];
  params: Map<string, string>;
  /** Decoded from quoted-printable and its charset; escapes are still in it. */
  value: string;
  /** The value's bytes when it was base64. */
  binary: Uint8Array | undefined;
}

export type LineResult = { ok: true; content: ContentLine } | { ok: false; line: number; message: string };

export function* contentLines(bytes: Uint8Array): Generator<LineResult> {
  const wide = utf16Label(bytes);
  const plain = wide ? Buffer.from(new TextDecoder(wide).decode(bytes)) : Buffer.from(bytes);
  // Latin-1 keeps every byte: a property's charset is known only once its parameters are read.
  const text = plain.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  const fileCharset = isUtf8(plain) ? 'utf-8' : 'windows-1252';
  const lines = text.split(/\r\n|\r|\n/);
  for (let at = 0; at < lines.length; at++) {
    const first = at;
    let joined = lines[at] ?? '';
    if (joined.trim() === '') continue;
    const isQuoted = /^[^:]*quoted-printable[^:]*:/i.test(joined);
    while (isQuoted && joined.endsWith('=') && at + 1 < lines.length)
      joined = joined.slice(0, -1) + lines[++at];
    while (/^[ \t]/.test(lines[at + 1] ?? '')) joined += (lines[++at] ?? '').slice(1);
    yield readLine(joined, first + 1, fileCharset);
  }
}

function readLine(joined: string, line: number, fileCharset: string): LineResult {
  const colon = unquotedIndex(joined, ':');
  if (colon <= 0)
    return { ok: false, line, message: 'This line has no name and value separated by a colon.' };
  const [rawName = '', ...rawParams] = splitUnquoted(joined.slice(0, colon), ';');
  const name = rawName
    .slice(rawName.lastIndexOf('.') + 1)
    .trim()
    .toUpperCase();
  if (!/^[A-Z0-9-]+$/.test(name))
    return { ok: false, line, message: 'This line does not begin with a property name.' };
  const { params, types } = readParams(rawParams);
  const raw = joined.slice(colon + 1);
  const encoding = params.get('ENCODING')?.toUpperCase();
  const charset = params.get('CHARSET') ?? fileCharset;
  const isBinary = encoding === 'BASE64' || encoding === 'B';
  const value =
    encoding === 'QUOTED-PRINTABLE'
      ? decodeQuoted(raw, charset)
      : decodeAs(Buffer.from(raw, 'latin1'), charset);
  const binary = isBinary ? Buffer.from(raw.replace(/\s+/g, ''), 'base64') : undefined;
  return { ok: true, content: { line, name, types, params, value: isBinary ? '' : value, binary } };
}

function readParams(rawParams: string[]): { params: Map<string, string>; types: string[] } {
  const params = new Map<string, string>();
  const types: string[] = [];
  for (const raw of rawParams) {
    const equals = raw.indexOf('=');
    const key = equals < 0 ? '' : raw.slice(0, equals).trim().toUpperCase();
    const value = raw
      .slice(equals + 1)
      .trim()
      .replace(/^"(.*)"$/, '$1');
    if (key === 'TYPE') types.push(...value.toUpperCase().split(','));
    else if (key !== '') params.set(key, value);
    else if (/^(QUOTED-PRINTABLE|BASE64|8BIT|7BIT)$/i.test(value)) params.set('ENCODING', value);
    else types.push(value.toUpperCase());
  }
  return { params, types };
}

function decodeQuoted(raw: string, charset: string): string {
  const bytes = raw.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return decodeAs(Buffer.from(bytes, 'latin1'), charset);
}

function unquotedIndex(text: string, wanted: string): number {
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (text[at] === wanted && !isQuoted) return at;
  }
  return -1;
}

function splitUnquoted(text: string, separator: string): string[] {
  const parts: string[] = [];
  let rest = text;
  for (let at = unquotedIndex(rest, separator); at >= 0; at = unquotedIndex(rest, separator)) {
    parts.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...parts, rest];
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
