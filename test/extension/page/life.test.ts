import { afterEach, describe, expect, it } from 'vitest';
import { beginLife } from '../../../extension/page/life.ts';

describe('the script in a frame', () => {
  const lives: AbortController[] = [];
  const begin = (hasRuntime: () => boolean) => {
    const life = beginLife(hasRuntime);
    if (life) lives.push(life);
    return life;
  };
  afterEach(() => {
    for (const life of lives.splice(0)) life.abort();
  });

  it('does not start beside a running one', () => {
    const life = begin(() => true);
    expect(life?.signal.aborted).toBe(false);
    expect(begin(() => true)).toBeUndefined();
  });

  it('ends and replaces one that an update left behind', () => {
    let hasRuntime = true;
    const old = begin(() => hasRuntime);
    hasRuntime = false;
    const young = begin(() => true);
    expect(old?.signal.aborted).toBe(true);
    expect(young?.signal.aborted).toBe(false);
  });

  it('starts after a stopped one', () => {
    begin(() => true)?.abort();
    expect(begin(() => true)?.signal.aborted).toBe(false);
  });
});
