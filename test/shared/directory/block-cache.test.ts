import { describe, expect, it } from 'vitest';
import { BlockCache } from '#shared/directory/block-cache.ts';

describe('blocks in memory', () => {
  const block = (name: string) => ({ name });

  it('keep what is used while others come and go', () => {
    const cache = new BlockCache(300);
    for (const name of ['words', 'a', 'b']) cache.set(name, block(name), 100);
    for (const name of ['c', 'd', 'e', 'f']) {
      expect(cache.get('words')).toEqual(block('words'));
      cache.set(name, block(name), 100);
    }
    expect(['words', 'a', 'b', 'c', 'd', 'f'].filter((name) => cache.get(name))).toEqual(['words', 'f']);
  });

  it('stay below the limit when every one was used', () => {
    const cache = new BlockCache(300);
    for (const name of ['a', 'b', 'c']) cache.set(name, block(name), 100);
    for (const name of ['a', 'b', 'c']) cache.get(name);
    cache.set('d', block('d'), 200);
    expect(['a', 'b', 'c', 'd'].filter((name) => cache.get(name))).toEqual(['c', 'd']);
  });

  it('keep the newest even when it alone is over the limit', () => {
    const cache = new BlockCache(300);
    cache.set('a', block('a'), 100);
    cache.set('b', block('b'), 400);
    expect(['a', 'b'].filter((name) => cache.get(name))).toEqual(['b']);
  });
});
