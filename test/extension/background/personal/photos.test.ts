import { beforeEach, describe, expect, it } from 'vitest';
import type { PhotoPath } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { createPhotoCache } from '../../../../extension/background/personal/photo-cache.ts';
import { createPhotos, type Photos } from '../../../../extension/background/personal/photos.ts';
import { jpeg } from '../../../support/photos.ts';

const photo = (i: number): PhotoPath => ({ source: 'customers', name: i.toString(16).padStart(32, '0') });
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('photos in the background', () => {
  let photos: Photos;
  let asked: PhotoPath[];
  let answer: Result<Uint8Array, Failure>;
  /** Answers the oldest open request. */
  let finish: (() => void)[];

  beforeEach(() => {
    asked = [];
    finish = [];
    answer = ok(jpeg());
    photos = createPhotos(async (path) => {
      asked.push(path);
      await new Promise<void>((resolve) => finish.push(resolve));
      return answer;
    });
  });

  const read = async (i: number) => {
    const reading = photos.read(photo(i));
    await settle();
    finish.shift()?.();
    return await reading;
  };

  it('are base64, since messages are JSON', async () => {
    const result = await read(1);
    expect(result.ok && new Uint8Array(Buffer.from(result.value, 'base64'))).toEqual(new Uint8Array(jpeg()));
  });

  it('come from memory the second time', async () => {
    await read(1);
    expect(await photos.read(photo(1))).toMatchObject({ ok: true });
    expect(asked).toHaveLength(1);
  });

  it('are fetched once for concurrent requests', async () => {
    const both = [photos.read(photo(1)), photos.read(photo(1))];
    await settle();
    finish.shift()?.();
    expect(await Promise.all(both)).toMatchObject([{ ok: true }, { ok: true }]);
    expect(asked).toHaveLength(1);
  });

  it('are fetched four at a time', async () => {
    const all = [1, 2, 3, 4, 5, 6].map((i) => photos.read(photo(i)));
    await settle();
    expect(asked).toHaveLength(4);
    finish.shift()?.();
    await settle();
    expect(asked).toHaveLength(5);
    while (finish.length > 0) {
      finish.shift()?.();
      await settle();
    }
    expect((await Promise.all(all)).every((result) => result.ok)).toBe(true);
    expect(asked).toHaveLength(6);
  });

  it('are fetched again after a failure', async () => {
    answer = err({ code: 'worker_unreachable' });
    expect(await read(1)).toEqual(err({ code: 'worker_unreachable' }));
    answer = ok(jpeg());
    expect(await read(1)).toMatchObject({ ok: true });
  });

  it('are forgotten after a sign-out, even those under way', async () => {
    await read(1);
    const onTheirWay = [2, 3, 4, 5, 6].map((i) => photos.read(photo(i)));
    await settle();
    photos.forget();
    while (finish.length > 0) {
      finish.shift()?.();
      await settle();
    }
    for (const result of await Promise.all(onTheirWay)) expect(result).toEqual(err({ code: 'signed_out' }));
    // The fifth request had not begun, and never begins.
    expect(asked).toHaveLength(5);
    void photos.read(photo(1));
    void photos.read(photo(2));
    await settle();
    expect(asked).toHaveLength(7);
  });
});

describe('the cache of photos', () => {
  it('holds a limited number, and drops the least recently used photo', () => {
    const cache = createPhotoCache({ maxPhotos: 2, maxLength: 1000 });
    cache.set('a', 'A');
    cache.set('b', 'B');
    expect(cache.get('a')).toBe('A');
    cache.set('c', 'C');
    expect(['a', 'b', 'c'].map((key) => cache.get(key))).toEqual(['A', undefined, 'C']);
  });

  it('holds a limited number of bytes, and counts a photo once', () => {
    const cache = createPhotoCache({ maxPhotos: 100, maxLength: 10 });
    for (let i = 0; i < 5; i++) cache.set('a', 'AAAA');
    cache.set('b', 'BBBB');
    expect(cache.get('a')).toBe('AAAA');
    cache.set('c', 'CCC');
    expect(['a', 'b', 'c'].map((key) => cache.get(key))).toEqual(['AAAA', undefined, 'CCC']);
  });

  it('is empty after it was cleared, and then holds as much as before', () => {
    const cache = createPhotoCache({ maxPhotos: 2, maxLength: 4 });
    cache.set('a', 'AAAA');
    cache.clear();
    expect(cache.get('a')).toBeUndefined();
    cache.set('b', 'BBBB');
    expect(cache.get('b')).toBe('BBBB');
  });
});
