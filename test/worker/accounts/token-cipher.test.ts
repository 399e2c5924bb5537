import { describe, expect, it } from 'vitest';
import { TokenCipher } from '../../../worker/accounts/token-cipher.ts';

const OLD = btoa('o'.repeat(32));
const NEW = btoa('n'.repeat(32));

describe('a sealed refresh token', () => {
  it('opens with its key for its account', async () => {
    const cipher = new TokenCipher([OLD]);
    expect(await cipher.open(await cipher.seal('tökén', 'main'), 'main')).toBe('tökén');
  });

  it('looks different each time, and reveals nothing of the token', async () => {
    const cipher = new TokenCipher([OLD]);
    const [a, b] = await Promise.all([cipher.seal('a-token', 'main'), cipher.seal('a-token', 'main')]);
    expect(new Uint8Array(a)).not.toEqual(new Uint8Array(b));
    expect(new TextDecoder().decode(a)).not.toContain('a-token');
  });

  it('does not open for another account', async () => {
    const cipher = new TokenCipher([OLD]);
    expect(await cipher.open(await cipher.seal('token', 'main'), 'spare')).toBeUndefined();
  });

  it('does not open after a bit was changed or cut off', async () => {
    const cipher = new TokenCipher([OLD]);
    const sealed = await cipher.seal('token', 'main');
    const changed = Uint8Array.from(new Uint8Array(sealed), (byte, i) => (i === 14 ? byte ^ 1 : byte));
    expect(await cipher.open(changed.buffer, 'main')).toBeUndefined();
    expect(await cipher.open(sealed.slice(0, -1), 'main')).toBeUndefined();
  });

  it('opens with the previous key only while that key is known', async () => {
    const sealed = await new TokenCipher([OLD]).seal('token', 'main');
    const both = new TokenCipher([NEW, OLD]);
    expect(await both.open(sealed, 'main')).toBe('token');
    const resealed = await both.seal('token', 'main');
    expect(await new TokenCipher([NEW]).open(resealed, 'main')).toBe('token');
    expect(await new TokenCipher([NEW]).open(sealed, 'main')).toBeUndefined();
  });
});
