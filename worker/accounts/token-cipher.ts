import { decodeUtf8, encodeUtf8 } from '#shared/directory/utf8.ts';

const IV_BYTES = 12;
const PURPOSE = encodeUtf8('ringcard/accounts/refresh-token/1');

/**
 * AES-256-GCM over refresh tokens, with the account's id as additional data: a token that is moved to another account does
 * not open. The keys are worker secrets in base64. The first one seals and all of them open, so that a key can be rotated.
 */
export class TokenCipher {
  readonly #keys: readonly string[];
  constructor(keys: readonly string[]) {
    this.#keys = keys;
  }

  async seal(token: string, accountId: string): Promise<ArrayBuffer> {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const key = await deriveKey(this.#keys[0] ?? '');
    const cipherText = await crypto.subtle.encrypt(algorithm(iv, accountId), key, encodeUtf8(token));
    const sealed = new Uint8Array(IV_BYTES + cipherText.byteLength);
    sealed.set(iv);
    sealed.set(new Uint8Array(cipherText), IV_BYTES);
    return sealed.buffer;
  }

  /** Undefined when no key opens it. */
  async open(sealed: ArrayBuffer, accountId: string): Promise<string | undefined> {
    const iv = new Uint8Array(sealed, 0, IV_BYTES);
    const cipherText = new Uint8Array(sealed, IV_BYTES);
    for (const secret of this.#keys) {
      const key = await deriveKey(secret);
      try {
        const token = await crypto.subtle.decrypt(algorithm(iv, accountId), key, cipherText);
        return decodeUtf8(new Uint8Array(token));
      } catch (error) {
        // The token was sealed with another key or tampered with: GCM does not tell which.
        if (!(error instanceof DOMException)) throw error;
      }
    }
    return undefined;
  }
}

function algorithm(iv: Uint8Array, accountId: string) {
  return { name: 'AES-GCM', iv, additionalData: encodeUtf8(accountId) };
}

async function deriveKey(secret: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(secret), (character) => character.charCodeAt(0));
  const root = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']);
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: PURPOSE };
  return await crypto.subtle.deriveKey(hkdf, root, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
}
