import { encodeUtf8 } from '#shared/directory/utf8.ts';
import { toHex } from '#shared/hex.ts';

/** Each purpose has its own key, so that hashes made for one reveal nothing about another. */
const PURPOSE = encodeUtf8('ringcard/audit/number/1');
/** 128 bits: accidental collisions are negligible. */
const HEX_DIGITS = 32;

/** HMAC-SHA-256 of a number in E.164. Its key derives from a worker secret, without which nobody can try out numbers. */
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
