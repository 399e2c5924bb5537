import { describe, expect, it } from 'vitest';
import { readRetryAfter } from '../../../worker/graph/retry-after.ts';

const NOW = Date.UTC(2035, 0, 1, 12);

describe('Retry-After', () => {
  it.each([
    ['5', 5],
    ['0', 1],
    ['120', 120],
    ['86400', 3600],
    ['999999999', 3600],
    ['9007199254740993', 3600],
    ['2.128', 3],
    ['1.5', 2],
    [' 7 ', 7],
    ['7, 9', 9],
    ['1, 30', 30],
    ['-1', undefined],
    ['1e3', undefined],
    ['', undefined],
    ['abc', undefined],
    ['0x10', undefined],
    ['+5', undefined],
    ['Mon, 01 Jan 2035 12:00:10 GMT', 10],
    ['Mon, 01 Jan 2035 11:59:00 GMT', 1],
    ['Wed, 21 Oct 2099 07:28:00 GMT', 3600],
    ['Wednesday, 21-Oct-99 07:28:00 GMT', undefined],
    ['Wed Oct 21 07:28:00 2099', undefined],
    ['١٠', undefined],
  ])('reads %j as %s seconds', (value, seconds) => {
    expect(readRetryAfter(new Headers({ 'retry-after': value }), NOW)).toBe(seconds);
  });

  it('measures a date against the Date of the same answer, because clocks differ', () => {
    const headers = new Headers({
      'retry-after': 'Mon, 01 Jan 2035 12:10:10 GMT',
      date: 'Mon, 01 Jan 2035 12:10:00 GMT',
    });
    expect(readRetryAfter(headers, NOW)).toBe(10);
  });

  it('gives the longest of several values', () => {
    const headers = new Headers([
      ['retry-after', '1'],
      ['retry-after', '30'],
    ]);
    expect(readRetryAfter(headers, NOW)).toBe(30);
  });

  it('is undefined when the header is missing', () => {
    expect(readRetryAfter(new Headers(), NOW)).toBeUndefined();
  });
});
