/** One property of a vCard, cut into name, group, parameters and value, still as bytes. */
import { fromBase64 } from './byte-text.ts';
import { decoderOf, decodeUtf8 } from './code-pages.ts';
import { isMostlyUtf8 } from './encoding.ts';
import type { UnfoldedLine } from './vcard-unfold.ts';

export interface Property {
  line: number;
  /** Upper case, without the group before the dot. */
  name: string;
  group: string | undefined;
  /** Values of TYPE as bytes, also where 2.1 wrote them bare. */
  types: string[];
  /** The value's bytes, decoded from quoted-printable; escapes are still in it. Empty when it was base64. */
  value: string;
  /** The encoding that the property itself names. */
  charset: string | undefined;
  /** The value's bytes when it was base64; undefined when that could not be read. */
  binary: Uint8Array | undefined;
  isBinary: boolean;
}

/** undefined: the line has no property name, or no value behind a colon. */
export function readProperty({ line, text }: UnfoldedLine): Property | undefined {
  const colon = valueStart(text);
  if (colon <= 0) return undefined;
  const [head = '', ...rawParams] = splitUnquoted(text.slice(0, colon), ';');
  const dot = head.lastIndexOf('.');
  const name = head
    .slice(dot + 1)
    .trim()
    .toUpperCase();
  if (!/^[A-Z0-9-]+$/.test(name)) return undefined;
  const { params, types } = readParams(rawParams);
  const raw = text.slice(colon + 1);
  const encoding = params.get('ENCODING')?.toUpperCase();
  const isBinary = encoding === 'BASE64' || encoding === 'B';
  return {
    line,
    name,
    group: dot > 0 ? head.slice(0, dot).trim().toUpperCase() : undefined,
    types,
    value: isBinary ? '' : encoding === 'QUOTED-PRINTABLE' ? decodeQuoted(raw) : raw,
    charset: params.get('CHARSET'),
    binary: isBinary ? fromBase64(raw) : undefined,
    isBinary,
  };
}

/** The value in the encoding that the property names; undefined when it names none, or wrongly. */
export function readDeclared({ value, charset }: Property): string | undefined {
  if (charset === undefined) return undefined;
  if (/^utf-?8$/i.test(charset)) return decodeUtf8(value);
  // Some phones name the encoding of their system and write UTF-8.
  const isUtf8 =
    isMostlyUtf8(value) && decodeUtf8(value) !== undefined && !/^(?:utf|gb|big5|shift|euc)/i.test(charset);
  return isUtf8 ? decodeUtf8(value) : decoderOf(charset)?.(value);
}

function readParams(rawParams: string[]): { params: Map<string, string>; types: string[] } {
  const params = new Map<string, string>();
  const types: string[] = [];
  for (const raw of rawParams) {
    const equals = raw.indexOf('=');
    const key = equals < 0 || raw.startsWith('X-CUSTOM(') ? '' : raw.slice(0, equals).trim().toUpperCase();
    const value = (key === '' ? raw : raw.slice(equals + 1)).trim().replace(/^"(.*)"$/s, '$1');
    if (key === 'TYPE') types.push(...value.split(/[\\,;]+/));
    else if (key === 'LABEL') types.push(value);
    else if (key !== '') params.set(key, value);
    else if (/^(QUOTED-PRINTABLE|BASE64|8BIT|7BIT|B)$/i.test(value)) params.set('ENCODING', value);
    else types.push(customLabel(value));
  }
  return { params, types };
}

/** Samsung's `X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=C3=9Cber)` and Android's `X-Büro`. */
function customLabel(value: string): string {
  const custom = /^X-CUSTOM\((?:.*,)?([^,]*)\)$/is.exec(value)?.[1];
  if (custom !== undefined) return decodeQuoted(custom);
  return value.replace(/^X-/i, '');
}

function decodeQuoted(raw: string): string {
  return raw
    .replace(/=$/, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The colon before the value. A quote in the parameters that never closes hides none. */
function valueStart(text: string): number {
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (text[at] === ':' && !isQuoted) return at;
  }
  return text.indexOf(':');
}

function splitUnquoted(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (text[at] === separator && !isQuoted && text[at - 1] !== '\\') {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}
