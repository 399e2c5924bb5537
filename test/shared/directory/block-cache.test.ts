import { describe, expect, it } from 'vitest';
import { BlockCache } from '#shared/directory/block-cache.ts';

describe('the cache of blocks', () => {
  const block = (name: string) => ({ name });

  it('keeps a block that is used while others come and go', () => {
    const cache = new BlockCache(300);
    for (const name of ['words', 'a', 'b']) cache.set(name, block(name), 100);
    for (const name of ['c', 'd', 'e', 'f']) {
      expect(cache.get('words')).toEqual(block('words'));
      cache.set(name, block(name), 100);
    }
    expect(['words', 'a', 'b', 'c', 'd', 'f'].filter((name) => cache.get(name))).toEqual(['words', 'f']);
  });

  it('stays within the limit when every block was used', () => {
    const cache = new BlockCache(300);
    for (const name of ['a', 'b', 'c']) cache.set(name, block(name), 100);
    for (const name of ['a', 'b', 'c']) cache.get(name);
    cache.set('d', block('d'), 200);
    expect(['a', 'b', 'c', 'd'].filter((name) => cache.get(name))).toEqual(['c', 'd']);
  });

  it('keeps the newest block even when it alone exceeds the limit', () => {
    const cache = new BlockCache(300);
    cache.set('a', block('a'), 100);
    cache.set('b', block('b'), 400);
    expect(['a', 'b'].filter((name) => cache.get(name))).toEqual(['b']);
  });
});
