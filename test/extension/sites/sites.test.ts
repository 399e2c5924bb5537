import { describe, expect, it } from 'vitest';
import { isOnSite, isSiteRead, readSite, siteOf } from '../../../extension/sites/sites.ts';

describe('a site', () => {
  it.each([
    ['phone.example.com', 'phone.example.com'],
    ['  Phone.Example.COM ', 'phone.example.com'],
    ['https://phone.example.com/calls?x=1#top', 'phone.example.com'],
    ['http://phone.example.com:8080/', 'phone.example.com:8080'],
    ['phone.example.com.', 'phone.example.com'],
    ['*.example.com', '*.example.com'],
    ['müller.example', 'xn--mller-kva.example'],
    ['localhost:3000', 'localhost:3000'],
    ['127.0.0.1', '127.0.0.1'],
  ])('written %j is %s', (text, site) => expect(readSite(text)).toBe(site));

  it.each([
    '',
    '*',
    '*.',
    '*.127.0.0.1',
    'a b',
    'phone.*.example',
    'ftp://a.example',
    'user@a.example',
    'javascript:alert(1)',
  ])('is not named by %j', (text) => expect(readSite(text)).toBeUndefined());

  it('covers its own host and port, at any scheme and path', () => {
    expect(isOnSite('https://phone.example.com/calls', ['phone.example.com'])).toBe(true);
    expect(isOnSite('https://phone.example.com./calls', ['phone.example.com'])).toBe(true);
    expect(isOnSite('https://phone.example.com:8443/', ['phone.example.com'])).toBe(false);
    expect(isOnSite('https://www.phone.example.com/', ['phone.example.com'])).toBe(false);
  });

  it('with a star covers the domain and its subdomains, and no look-alike', () => {
    const sites = ['*.example.com'];
    expect(isOnSite('https://example.com/', sites)).toBe(true);
    expect(isOnSite('https://a.b.example.com/', sites)).toBe(true);
    expect(isOnSite('https://badexample.com/', sites)).toBe(false);
    expect(isOnSite('https://example.com.evil.example/', sites)).toBe(false);
  });

  it.each(['about:blank', 'data:text/html,x', 'chrome://settings', 'file:///etc/hosts', 'nonsense'])(
    'never covers %s',
    (address) => {
      expect(isOnSite(address, ['*.example.com', 'settings'])).toBe(false);
      expect(siteOf(address)).toBeUndefined();
    },
  );
});

describe('a page is read', () => {
  const read = (allowedSites: string[], blockedSites: string[]) =>
    isSiteRead('https://crm.example.com/', { allowedSites, blockedSites });

  it('where nothing is listed', () => expect(read([], [])).toBe(true));
  it('on an allowed site', () => expect(read(['*.example.com'], [])).toBe(true));
  it('not on another site once some are listed', () => expect(read(['a.example'], [])).toBe(false));
  it('not on a blocked site, even if it is allowed', () =>
    expect(read(['crm.example.com'], ['*.example.com'])).toBe(false));
});
