import { afterEach, describe, expect, it } from 'vitest';
import { beginLife } from '../../../extension/page/life.ts';

describe('one script at a time in a frame', () => {
  const lives: AbortController[] = [];
  const begin = (hasRuntime: () => boolean) => {
    const life = beginLife(hasRuntime);
    if (life) lives.push(life);
    return life;
  };
  afterEach(() => {
    for (const life of lives.splice(0)) life.abort();
  });

  it('a second one brought to it does not start', () => {
    const life = begin(() => true);
    expect(life?.signal.aborted).toBe(false);
    expect(begin(() => true)).toBeUndefined();
  });

  it('one that an update left behind is ended, and the new one starts', () => {
    let hasRuntime = true;
    const old = begin(() => hasRuntime);
    hasRuntime = false;
    const young = begin(() => true);
    expect(old?.signal.aborted).toBe(true);
    expect(young?.signal.aborted).toBe(false);
  });

  it('one that was told to stop makes room', () => {
    begin(() => true)?.abort();
    expect(begin(() => true)?.signal.aborted).toBe(false);
  });
});
