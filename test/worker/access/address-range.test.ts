import { describe, expect, it } from 'vitest';
import { isInRange, readAddressRange } from '../../../worker/access/address-range.ts';

function isIn(address: string, text: string): boolean {
  const range = readAddressRange(text);
  if (!range) throw new Error(`not expected: ${text} is no range`);
  return isInRange(address, range);
}

describe('a range of addresses', () => {
  it.each([
    ['203.0.113.0/24', '203.0.113.0', '203.0.113.255'],
    ['203.0.113.0/25', '203.0.113.0', '203.0.113.127'],
    ['203.0.112.0/23', '203.0.112.0', '203.0.113.255'],
    ['203.0.113.7', '203.0.113.7', '203.0.113.7'],
    ['203.0.113.6/31', '203.0.113.6', '203.0.113.7'],
    ['0.0.0.0/0', '0.0.0.0', '255.255.255.255'],
    ['127.0.0.0/8', '127.0.0.1', '127.255.255.255'],
    ['2001:db8::/32', '2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['2001:db8:0:8::/61', '2001:db8:0:8::1', '2001:DB8:0:F::1'],
    ['2001:db8::1', '2001:db8::1', '2001:0db8:0000:0000:0000:0000:0000:0001'],
    ['::/0', '::', 'ffff::'],
    ['::1/128', '::1', '0:0:0:0:0:0:0:1'],
    ['1::', '1::', '1:0:0:0:0:0:0:0'],
    ['::ffff:203.0.113.0/120', '203.0.113.0', '::ffff:203.0.113.255'],
    ['203.0.113.0/24', '::ffff:203.0.113.9', '::FFFF:cb00:7109'],
  ])('%s spans %s to %s', (range, first, last) => {
    expect([isIn(first, range), isIn(last, range)]).toEqual([true, true]);
  });

  it.each([
    ['203.0.113.0/24', '203.0.112.255', '203.0.114.0'],
    ['203.0.113.0/25', '203.0.113.128', '203.0.113.255'],
    ['203.0.113.6/31', '203.0.113.5', '203.0.113.8'],
    ['2001:db8::/32', '2001:db7:ffff::', '2001:db9::'],
    ['2001:db8:0:8::/61', '2001:db8:0:7::1', '2001:db8:0:10::1'],
    ['::ffff:203.0.113.0/120', '203.0.114.0', '::ffff:203.0.112.0'],
  ])('%s excludes the neighbours %s and %s', (range, before, after) => {
    expect([isIn(before, range), isIn(after, range)]).toEqual([false, false]);
  });

  it('excludes every address of the other family, in any notation', () => {
    expect(isIn('203.0.113.7', '::/0')).toBe(false);
    expect(isIn('::ffff:203.0.113.7', '::/0')).toBe(false);
    expect(isIn('2001:db8::1', '0.0.0.0/0')).toBe(false);
    // The deprecated "compatible" form is IPv6.
    expect(isIn('::203.0.113.7', '0.0.0.0/0')).toBe(false);
  });

  it.each(['', 'unknown', '203.0.113', '203.0.113.7:443', '203.0.113.7, 198.51.100.1', '[2001:db8::1]'])(
    'excludes %j, which is not an address',
    (text) => {
      expect(isIn(text, '0.0.0.0/0') || isIn(text, '::/0')).toBe(false);
    },
  );

  it.each([
    '',
    '/24',
    '203.0.113.0/',
    '203.0.113.0/33',
    '203.0.113.0/024',
    '203.0.113.0/-1',
    '203.0.113.0/24/24',
    '203.0.113.1/24',
    '203.0.113.256',
    '203.0.113.07',
    '0xcb.0.113.7',
    '203.0.113',
    '*',
    '2001:db8::/129',
    '2001:db8::1/32',
    '2001:db8',
    '2001::db8::1',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8',
    ':1:2:3:4:5:6:7',
    'fe80::1%eth0',
    '2001:db8::12345',
    '203.0.113.7::',
    '::ffff:203.0.113.256',
    '::ffff:0:0/90',
  ])('cannot be written as %j', (text) => {
    expect(readAddressRange(text)).toBeUndefined();
  });
});
