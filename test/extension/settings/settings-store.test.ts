import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';

const PACKAGED = {
  workerUrl: 'https://ringcard.example',
  tenantId: null,
  clientId: null,
  country: 'DE',
  area: null,
  main: '+43 1 23125',
  outside: null,
};

describe('the settings store', () => {
  beforeEach(() => {
    fakeBrowser.reset();
    vi.resetModules();
    vi.stubGlobal('fetch', async () => Response.json(PACKAGED));
  });

  it('stores only values that differ from the packaged ones', async () => {
    const { writePreferences } = await import('../../../extension/settings/settings-store.ts');
    await writePreferences({
      workerUrl: 'https://ringcard.example',
      tenantId: null,
      clientId: null,
      country: 'AT',
      area: '1',
      main: '+43 1 23125',
      outside: null,
    });
    expect(await browser.storage.local.get('settings')).toEqual({
      settings: { country: 'AT', area: '1' },
    });
  });

  it('returns the settings that apply: an emptied field falls back', async () => {
    const { writePreferences } = await import('../../../extension/settings/settings-store.ts');
    const { settings } = await writePreferences({
      workerUrl: null,
      tenantId: null,
      clientId: null,
      country: null,
      area: null,
      main: null,
      outside: null,
    });
    expect(settings).toMatchObject({ workerUrl: 'https://ringcard.example', country: 'DE' });
  });

  it('changes only the given settings', async () => {
    const { writePreferences, readSettings } = await import('../../../extension/settings/settings-store.ts');
    await writePreferences({ country: 'AT' });
    await writePreferences({ blockedSites: ['bank.example'] });
    expect((await readSettings()).settings).toMatchObject({ country: 'AT', blockedSites: ['bank.example'] });
  });

  it('leaves settings of the policy alone, and the person’s stored values beneath them', async () => {
    const { writePreferences } = await import('../../../extension/settings/settings-store.ts');
    await writePreferences({ country: 'AT' });
    vi.spyOn(browser.storage.managed, 'get').mockImplementation(async () => ({ country: 'CH' }));
    const { settings, locked } = await writePreferences({ country: 'FR', area: '44' });
    expect(settings).toMatchObject({ country: 'CH', area: '44' });
    expect(locked).toEqual(['country']);
    vi.restoreAllMocks();
    vi.stubGlobal('fetch', async () => Response.json(PACKAGED));
    expect((await browser.storage.local.get('settings')).settings).toMatchObject({ country: 'AT' });
  });
});

describe('the cached settings', () => {
  beforeEach(() => {
    fakeBrowser.reset();
    vi.resetModules();
    vi.stubGlobal('fetch', async () => Response.json(PACKAGED));
  });

  it('are read once, and again after a change by the person or the policy', async () => {
    const { rememberSettings, writePreferences } = await import(
      '../../../extension/settings/settings-store.ts'
    );
    const local = vi.spyOn(browser.storage.local, 'get');
    const managed = vi.spyOn(browser.storage.managed, 'get');
    const read = rememberSettings();
    await Promise.all([read(), read()]);
    await read();
    expect([local.mock.calls.length, managed.mock.calls.length]).toEqual([1, 1]);
    await writePreferences({ country: 'AT' });
    expect((await read()).settings.country).toBe('AT');
    managed.mockImplementation(async () => ({ country: 'CH' }));
    await fakeBrowser.storage.onChanged.trigger({ country: { newValue: 'CH' } }, 'managed');
    expect((await read()).settings.country).toBe('CH');
  });

  it('are read again after a failed reading', async () => {
    const { rememberSettings } = await import('../../../extension/settings/settings-store.ts');
    const read = rememberSettings();
    vi.spyOn(browser.storage.local, 'get').mockRejectedValueOnce(new Error('busy'));
    await expect(read()).rejects.toThrow('busy');
    expect((await read()).settings.country).toBe('DE');
  });
});
