import { describe, expect, it } from 'vitest';
import {
  BARE_SETTINGS,
  isCallTemplate,
  layerSettings,
  readWorkerUrl,
} from '../../../extension/settings/settings.ts';

const TENANT = '5f1c0d0e-7a11-4c0a-9d0e-0a0b0c0d0e01';

const layers = (packaged: unknown, stored: unknown, managed?: unknown) =>
  layerSettings({ packaged, stored, managed });

describe('settings', () => {
  it('have built-in values when nothing is packaged or stored', () => {
    expect(layers({}, undefined)).toEqual({
      settings: BARE_SETTINGS,
      replaced: [],
      locked: [],
      refusedAdapters: [],
    });
  });

  it('layer the person’s values over the packaged ones', () => {
    const packaged = { workerUrl: 'https://a.example', tenantId: TENANT, country: 'DE', clientId: null };
    const { settings, replaced } = layers(packaged, { country: 'AT', workerUrl: null });
    expect(settings).toMatchObject({ workerUrl: 'https://a.example', tenantId: TENANT, country: 'AT' });
    expect(replaced).toEqual([]);
  });

  it('replace an unusable stored value, and report it', () => {
    const stored = {
      workerUrl: 'javascript:alert(1)',
      tenantId: 'common',
      country: 'Germany',
      clientId: TENANT,
    };
    const { settings, replaced } = layers({ country: 'DE' }, stored);
    expect(settings).toMatchObject({ workerUrl: null, tenantId: null, country: 'DE', clientId: TENANT });
    expect(replaced.sort()).toEqual(['country', 'tenantId', 'workerUrl']);
  });

  it.each([['text'], [[1, 2]], [7]])('survive %j instead of stored values', (stored) => {
    expect(layers({}, stored)).toMatchObject({ settings: BARE_SETTINGS, replaced: ['settings'], locked: [] });
  });

  it('layer the policy over the person’s values, and report its settings as locked', () => {
    const managed = { country: 'CH', blockedSites: ['*.bank.example'], offline: false };
    const { settings, locked } = layers({ country: 'DE' }, { country: 'AT', marking: 'hover' }, managed);
    expect(settings).toMatchObject({ country: 'CH', marking: 'hover', blockedSites: ['*.bank.example'] });
    expect(locked).toEqual(['country', 'blockedSites', 'offline']);
  });

  it('ignore and report an unusable value of the policy, and do not lock the setting', () => {
    const { settings, replaced, locked } = layers(
      {},
      { country: 'AT' },
      { country: 'Austria', language: null },
    );
    expect(settings.country).toBe('AT');
    expect(replaced).toEqual(['country']);
    expect(locked).toEqual([]);
  });

  const PHONE = {
    id: 'phone',
    label: 'Phone',
    page: '#dialer',
    ringing: '.incoming',
    number: { selector: '.caller' },
  };

  it('take softphones from the policy, and report the invalid ones with the wrong key', () => {
    const softphoneAdapters = [
      PHONE,
      { ...PHONE, id: 'untold', number: {} },
      { ...PHONE, id: 'long', ringing: 'a'.repeat(301) },
      { ...PHONE, id: 'loud', script: 'alert(1)' },
      { ...PHONE, id: 'far', sites: ['https://phone.example.com/x'] },
      { ...PHONE, id: 'Phone 2' },
      'phone',
    ];
    const { settings, replaced, refusedAdapters } = layers({}, {}, { softphoneAdapters });
    expect(settings.softphoneAdapters).toEqual([PHONE]);
    expect(refusedAdapters).toEqual([
      { id: 'untold', key: 'number.selector' },
      { id: 'long', key: 'ringing' },
      { id: 'loud', key: 'script' },
      { id: 'far', key: 'sites.0' },
      { id: '#6', key: 'id' },
      { id: '#7', key: '' },
    ]);
    expect(replaced).toEqual([]);
  });

  it('take at most 20 softphones from the policy, and none from the person', () => {
    const softphoneAdapters = Array.from({ length: 21 }, (_, index) => ({ ...PHONE, id: `phone-${index}` }));
    const { settings, refusedAdapters } = layers({}, {}, { softphoneAdapters });
    expect(settings.softphoneAdapters).toHaveLength(20);
    expect(refusedAdapters).toEqual([{ id: 'phone-20' }]);
    expect(layers({}, { softphoneAdapters }).settings.softphoneAdapters).toEqual([]);
  });

  it('report a policy whose softphones are not a list', () => {
    expect(layers({}, {}, { softphoneAdapters: 'phone' }).replaced).toEqual(['softphoneAdapters']);
  });

  it('let the policy name the sign-in authority of another Microsoft cloud', () =>
    expect(layers({}, {}, { authority: 'https://login.microsoftonline.us' }).settings.authority).toBe(
      'https://login.microsoftonline.us',
    ));

  it('take no sign-in authority from storage', () => {
    const { settings } = layers({}, { authority: 'https://localhost:8443' });
    expect(settings.authority).toBe('https://login.microsoftonline.com');
  });

  it.each([
    'https://login.microsoftonline.us',
    'https://login.partner.microsoftonline.cn',
    'https://localhost:8443',
    'https://127.0.0.1:8443',
  ])('accept the packaged authority %s', (authority) =>
    expect(layers({ authority }, {}).settings.authority).toBe(authority),
  );

  it.each([
    'https://login.microsoftonline.com.evil.example',
    'https://evil.example',
    'http://localhost:8443',
    'https://login.microsoftonline.com/common',
    'https://login.microsoftonline.com@evil.example',
    'https://login.microsoftonline.com:444',
  ])('refuse the packaged authority %s', (authority) => {
    const { settings, replaced } = layers({ authority }, {});
    expect(settings.authority).toBe('https://login.microsoftonline.com');
    expect(replaced).toEqual(['authority']);
  });
});

describe('the address of the worker', () => {
  it.each([
    ['https://Ringcard.Example.com', 'https://ringcard.example.com'],
    [' https://ringcard.example.com/base/ ', 'https://ringcard.example.com/base'],
    ['http://127.0.0.1:8787', 'http://127.0.0.1:8787'],
    ['http://localhost:8787/', 'http://localhost:8787'],
    ['http://[::1]:8787', 'http://[::1]:8787'],
  ])('%s is read as %s', (text, url) => {
    expect(readWorkerUrl(text)).toBe(url);
    expect(readWorkerUrl(url)).toBe(url);
  });

  it.each([
    '',
    'ringcard',
    'http://ringcard.example.com',
    'ftp://x.example',
    'https://a:b@x.example',
    'https://x.example?a=1',
    'https://x.example#a',
    'http://127.evil.example',
  ])('%j is none', (text) => expect(readWorkerUrl(text)).toBeUndefined());
});

describe('the template for dialling', () => {
  it.each([
    'https://pbx.example.com/call?to={number}',
    'sip:{number}@pbx.example.com',
    'zoomphonecall://{number}',
    'myphone:{number}',
  ])('may be %s', (template) => expect(isCallTemplate(template)).toBe(true));

  it.each([
    'javascript:alert({number})',
    'JavaScript:{number}',
    'data:text/html,{number}',
    'file:///{number}',
    'https://pbx.example.com/call',
    'https://pbx.example.com/{number}/{number}',
    '{number}',
    'https://{number}.example.com/',
    'blob:https://a.example/{number}',
  ])('may not be %s', (template) => expect(isCallTemplate(template)).toBe(false));
});
