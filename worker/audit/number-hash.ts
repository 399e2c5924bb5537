import { encodeUtf8 } from '#shared/directory/utf8.ts';
import { toHex } from '#shared/hex.ts';

/** Another purpose, another key: what is hashed for one tells nothing about the other. */
const PURPOSE = encodeUtf8('ringcard/audit/number/1');
/** 128 bits: nobody meets another number's hash by chance. */
const HEX_DIGITS = 32;

/** HMAC-SHA-256 over a number in E.164, with a key derived from the worker's secret (base64): without it, numbers cannot be tried. */
export type NumberHash = (e164: string) => Promise<string>;

export function createNumberHash(secret: string): NumberHash {
  let key: CryptoKey | undefined;
  return async (e164) => {
    key ??= await deriveKey(secret);
    const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, encodeUtf8(e164) as BufferSource));
    return toHex(mac).slice(0, HEX_DIGITS);
  };
}

async function deriveKey(secret: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(secret), (character) => character.charCodeAt(0));
  const root = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']);
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: PURPOSE };
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
  return await crypto.subtle.deriveKey(hkdf, root, hmac, false, ['sign']);
}
