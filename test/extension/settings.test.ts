import { describe, expect, it } from 'vitest';
import { BARE_SETTINGS, layerSettings, readWorkerUrl } from '../../extension/settings.ts';

const TENANT = '5f1c0d0e-7a11-4c0a-9d0e-0a0b0c0d0e01';

describe('settings', () => {
  it('are bare when nothing is packaged and nothing stored', () => {
    expect(layerSettings({}, undefined)).toEqual({ settings: BARE_SETTINGS, replaced: [] });
  });

  it('are what the person stored over what is packaged', () => {
    const packaged = { workerUrl: 'https://a.example', tenantId: TENANT, country: 'DE', clientId: null };
    const { settings, replaced } = layerSettings(packaged, { country: 'AT', workerUrl: null });
    expect(settings).toMatchObject({ workerUrl: 'https://a.example', tenantId: TENANT, country: 'AT' });
    expect(replaced).toEqual([]);
  });

  it('replace a stored value that is unusable, and report it', () => {
    const stored = {
      workerUrl: 'javascript:alert(1)',
      tenantId: 'common',
      country: 'Germany',
      clientId: TENANT,
    };
    const { settings, replaced } = layerSettings({ country: 'DE' }, stored);
    expect(settings).toMatchObject({ workerUrl: null, tenantId: null, country: 'DE', clientId: TENANT });
    expect(replaced.sort()).toEqual(['country', 'tenantId', 'workerUrl']);
  });

  it.each([['text'], [[1, 2]], [7]])('survive %j in the place of stored values', (stored) => {
    expect(layerSettings({}, stored)).toEqual({ settings: BARE_SETTINGS, replaced: ['settings'] });
  });

  it('take no sign-in authority from storage', () => {
    const { settings } = layerSettings({}, { authority: 'https://localhost:8443' });
    expect(settings.authority).toBe('https://login.microsoftonline.com');
  });

  it.each([
    'https://login.microsoftonline.us',
    'https://login.partner.microsoftonline.cn',
    'https://localhost:8443',
    'https://127.0.0.1:8443',
  ])('accept the packaged authority %s', (authority) =>
    expect(layerSettings({ authority }, {}).settings.authority).toBe(authority),
  );

  it.each([
    'https://login.microsoftonline.com.evil.example',
    'https://evil.example',
    'http://localhost:8443',
    'https://login.microsoftonline.com/common',
    'https://login.microsoftonline.com@evil.example',
    'https://login.microsoftonline.com:444',
  ])('refuse the packaged authority %s', (authority) => {
    const { settings, replaced } = layerSettings({ authority }, {});
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
