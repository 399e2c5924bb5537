import { base64url } from 'jose';
import { encodeUtf8 } from '#shared/directory/utf8.ts';

/** The text of a key: `rc_`, eight characters that name it, `_`, 256 random bits. */
const KEY = /^rc_([a-z2-7]{8})_[\w-]{43}$/;
const ID_CHARACTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_LENGTH = 8;
const SECRET_BYTES = 32;

export function newKeyId(): string {
  // 256 is a multiple of 32, so every character is equally likely.
  const bytes = crypto.getRandomValues(new Uint8Array(ID_LENGTH));
  return Array.from(bytes, (byte) => ID_CHARACTERS[byte % ID_CHARACTERS.length]).join('');
}

export function newKeyText(id: string): string {
  return `rc_${id}_${base64url.encode(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)))}`;
}

/** The id in a key's text; undefined when the text is not a key. */
export function keyIdOf(text: string): string | undefined {
  return KEY.exec(text)?.[1];
}

/** The HMAC-SHA-256 of a key under each pepper. The store checks and keeps only these digests. */
export async function digestsOf(text: string, peppers: readonly string[]): Promise<ArrayBuffer[]> {
  return await Promise.all(peppers.map((pepper) => hmac(pepper, text)));
}

async function hmac(pepper: string, text: string): Promise<ArrayBuffer> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const bytes = Uint8Array.from(atob(pepper), (character) => character.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign']);
  return await crypto.subtle.sign('HMAC', key, encodeUtf8(text));
}
