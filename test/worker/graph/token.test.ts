import { describe, expect, it } from 'vitest';
import { keepTokens } from '../../../worker/graph/token.ts';

function tokensOf() {
  const clock = { now: Date.UTC(2035, 0, 1) };
  const counted = { requests: 0 };
  const request = async () => ({ access_token: `token-${++counted.requests}`, expires_in: 3599 });
  return { tokens: keepTokens(request, () => clock.now), clock, counted };
}

describe('a token', () => {
  it('is kept until five minutes before its expiry', async () => {
    const { tokens, clock, counted } = tokensOf();
    await tokens.current();
    clock.now += (3599 - 301) * 1000;
    expect(await tokens.current()).toBe('token-1');
    clock.now += 2000;
    expect(await tokens.current()).toBe('token-2');
    expect(counted.requests).toBe(2);
  });

  it('is fetched again when Graph refuses it, once for all requests that were refused', async () => {
    const { tokens, counted } = tokensOf();
    const refused = await tokens.current();
    expect(await tokens.renew(refused)).toBe('token-2');
    expect(await tokens.renew(refused)).toBe('token-2');
    expect(counted.requests).toBe(2);
  });
});
