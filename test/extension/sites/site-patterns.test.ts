import { describe, expect, it } from 'vitest';
import {
  ALL_SITES,
  originOf,
  originsOf,
  planScript,
  SIGN_IN_SITES,
} from '../../../extension/sites/site-patterns.ts';

const everywhere = { allowedSites: [], blockedSites: [] };
const plan = (granted: readonly string[], settings = {}, canNamePorts = true) =>
  planScript(granted, { ...everywhere, ...settings }, { canNamePorts });

describe('the permission to request', () => {
  it.each([
    ['crm.example', ['http://crm.example/*', 'https://crm.example/*']],
    ['*.crm.example', ['http://*.crm.example/*', 'https://*.crm.example/*']],
    ['crm.example:8443', ['http://crm.example/*', 'https://crm.example/*']],
  ])('to read %s: %j', (site, origins) => expect(originsOf(site)).toEqual(origins));

  it.each([
    ['https://ringcard.example.com/base', 'https://ringcard.example.com/*'],
    ['http://127.0.0.1:8787', 'http://127.0.0.1/*'],
  ])('to request %s: %s', (address, origin) => expect(originOf(address)).toBe(origin));
});

describe('the registration of the script', () => {
  it('is absent before the first grant, whatever the settings name', () => {
    expect(plan([])).toBeUndefined();
    expect(plan([], { allowedSites: ['crm.example'] })).toBeUndefined();
    expect(plan(['file:///*', 'chrome://favicon/*'])).toBeUndefined();
  });

  it.each([[ALL_SITES], [['<all_urls>']], [['*://*/*']]])(
    'covers every web page when %j is granted',
    (granted) => expect(plan(granted)?.matches).toEqual(ALL_SITES),
  );

  it('covers the granted sites and no others', () => {
    expect(plan(['https://crm.example/*', 'http://*.mail.example/*'])?.matches).toEqual([
      'http://*.mail.example/*',
      'https://crm.example/*',
    ]);
  });

  it('covers only granted sites that the settings name', () => {
    expect(plan(ALL_SITES, { allowedSites: ['crm.example'] })?.matches).toEqual(originsOf('crm.example'));
    expect(
      plan(['https://a.crm.example/*', 'https://other.example/*'], { allowedSites: ['*.crm.example'] })
        ?.matches,
    ).toEqual(['https://a.crm.example/*']);
    expect(plan(['https://*.crm.example/*'], { allowedSites: ['a.crm.example'] })?.matches).toEqual([
      'https://a.crm.example/*',
    ]);
    expect(plan(['https://notcrm.example/*'], { allowedSites: ['*.crm.example'] })).toBeUndefined();
  });

  it('never covers a sign-in page', () => {
    const excluded = plan(ALL_SITES)?.excludeMatches ?? [];
    for (const site of SIGN_IN_SITES) expect(excluded).toEqual(expect.arrayContaining(originsOf(site)));
  });

  it('leaves out a paused site on its own ports only, where patterns can name ports', () => {
    const without = plan(ALL_SITES)?.excludeMatches ?? [];
    const paused = (site: string, canNamePorts = true) =>
      plan(ALL_SITES, { blockedSites: [site] }, canNamePorts)?.excludeMatches.slice(without.length);
    expect(paused('bank.example')).toEqual(['http://bank.example:80/*', 'https://bank.example:443/*']);
    expect(paused('*.bank.example:8443')).toEqual([
      'http://*.bank.example:8443/*',
      'https://*.bank.example:8443/*',
    ]);
    expect(paused('[::1]')).toEqual([]);
    expect(paused('bank.example', false)).toEqual([]);
  });
});
