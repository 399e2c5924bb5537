import { GraphError } from './graph-error.ts';

/** DER bytes of the first block in a PEM text. Throws `certificate_unreadable`. */
export function fromPem(pem: string): Uint8Array {
  // Secrets pasted into a single-line field keep `\n` as two characters.
  const body = /-----BEGIN [A-Z ]+-----([\s\S]+?)-----END/.exec(pem.replaceAll('\\n', '\n'))?.[1] ?? '';
  try {
    return Uint8Array.from(atob(body.replace(/\s+/g, '')), (character) => character.charCodeAt(0));
  } catch (cause) {
    throw new GraphError('certificate_unreadable', { cause });
  }
}

const SEQUENCE = 0x30;
const VERSION = 0xa0;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;

/** When an X.509 certificate ends, in milliseconds since 1970. Throws `certificate_unreadable`. */
export function readNotAfter(der: Uint8Array): number {
  const certificate = elementAt(der, 0, SEQUENCE);
  const body = elementAt(der, certificate.start, SEQUENCE);
  const first = elementAt(der, body.start);
  // version (absent in version 1), serial number, algorithm, issuer, then the validity: RFC 5280, 4.1.
  const serial = first.tag === VERSION ? elementAt(der, first.end) : first;
  const algorithm = elementAt(der, serial.end, SEQUENCE);
  const issuer = elementAt(der, algorithm.end, SEQUENCE);
  const validity = elementAt(der, issuer.end, SEQUENCE);
  const notBefore = elementAt(der, validity.start);
  return readTime(der, elementAt(der, notBefore.end));
}

interface Element {
  readonly tag: number;
  /** Offset of the content. */
  readonly start: number;
  readonly end: number;
}

function elementAt(der: Uint8Array, offset: number, tag?: number): Element {
  let start = offset + 2;
  let length = der[offset + 1] ?? Number.NaN;
  // From 128 on, the low bits tell how many bytes hold the length.
  if (length >= 0x80) {
    const lengthEnd = start + (length & 0x7f);
    for (length = 0; start < lengthEnd; start++) length = length * 256 + (der[start] ?? Number.NaN);
  }
  const found = der[offset];
  const isWhole = found !== undefined && start + length <= der.length;
  if (!isWhole || (tag !== undefined && found !== tag)) throw new GraphError('certificate_unreadable');
  return { tag: found, start, end: start + length };
}

function readTime(der: Uint8Array, { tag, start, end }: Element): number {
  const text = String.fromCharCode(...der.subarray(start, end));
  // A year of two digits lies between 1950 and 2049.
  const century = tag === GENERALIZED_TIME ? '' : Number(text.slice(0, 2)) < 50 ? '20' : '19';
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(century + text)?.slice(1);
  const ms = parts && Date.parse(`${parts.slice(0, 3).join('-')}T${parts.slice(3).join(':')}Z`);
  const isTime = tag === UTC_TIME || tag === GENERALIZED_TIME;
  if (!isTime || ms === undefined || Number.isNaN(ms)) throw new GraphError('certificate_unreadable');
  return ms;
}
