import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';

const PACKAGED = { workerUrl: 'https://ringcard.example', tenantId: null, clientId: null, country: 'DE' };

describe('keeping settings', () => {
  beforeEach(() => {
    fakeBrowser.reset();
    vi.resetModules();
    vi.stubGlobal('fetch', async () => Response.json(PACKAGED));
  });

  it('stores only what differs from the packaged values', async () => {
    const { writePreferences } = await import('../../extension/settings-store.ts');
    await writePreferences({
      workerUrl: 'https://ringcard.example',
      tenantId: null,
      clientId: null,
      country: 'AT',
    });
    expect(await browser.storage.local.get('settings')).toEqual({
      settings: { workerUrl: null, tenantId: null, clientId: null, country: 'AT' },
    });
  });

  it('answers what applies: an emptied field falls back', async () => {
    const { writePreferences } = await import('../../extension/settings-store.ts');
    const { settings } = await writePreferences({
      workerUrl: null,
      tenantId: null,
      clientId: null,
      country: null,
    });
    expect(settings).toMatchObject({ workerUrl: 'https://ringcard.example', country: 'DE' });
  });
});
