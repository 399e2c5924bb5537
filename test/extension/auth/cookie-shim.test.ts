// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { installCookieShim } from '../../../extension/auth/cookie-shim.ts';

function open(jar: Record<string, string> = {}) {
  const page = document.implementation.createHTMLDocument();
  const kept: [string, string | null][] = [];
  installCookieShim(page, new Map(Object.entries(jar)), (name, value) => kept.push([name, value]));
  return { page, kept };
}

describe('the cookie jar of an extension page', () => {
  it('keeps the secure cookie that MSAL sets, and tells the background', () => {
    const { page, kept } = open();
    page.cookie = 'msal.cache.encryption=%7B%22id%22%7D;path=/;SameSite=None;Secure;';
    expect(page.cookie).toBe('msal.cache.encryption=%7B%22id%22%7D');
    expect(kept).toEqual([['msal.cache.encryption', '%7B%22id%22%7D']]);
  });

  it('begins with the cookies of the last jar', () => {
    expect(open({ a: '1', b: '2=3' }).page.cookie).toBe('a=1; b=2=3');
  });

  it.each([
    ['an expiry in the past', 'a=1;expires=Thu, 01 Jan 1970 00:00:00 GMT;path=/'],
    ['max-age 0', 'a=1; Max-Age=0'],
    ['an empty value', 'a='],
  ])('removes a cookie by %s', (_, text) => {
    const { page, kept } = open({ a: '1', b: '2' });
    page.cookie = text;
    expect(page.cookie).toBe('b=2');
    expect(kept).toEqual([['a', null]]);
  });

  it('keeps a cookie that expires later', () => {
    const { page } = open();
    page.cookie = 'a=1;expires=Thu, 01 Jan 2099 00:00:00 GMT';
    expect(page.cookie).toBe('a=1');
  });
});
