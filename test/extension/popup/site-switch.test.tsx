// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { SiteSwitch } from '../../../extension/popup/site-switch.tsx';
import { readSettings } from '../../../extension/settings/settings-store.ts';
import { speak } from '../support/messages.ts';
import { settle, show } from '../support/render.ts';

describe('the switch for the tab’s site', () => {
  let changes: number;
  let managed: Record<string, unknown>;

  beforeEach(() => {
    fakeBrowser.reset();
    speak('en');
    changes = 0;
    managed = {};
    vi.stubGlobal('fetch', async () => new Response('{}'));
    vi.spyOn(browser.storage.managed, 'get').mockImplementation((async () => managed) as never);
  });

  const open = async (url: string | undefined) => {
    const root = await show(<SiteSwitch tab={{ id: 1, url }} changed={() => changes++} />);
    await settle();
    return root;
  };
  const press = async (root: HTMLElement) => {
    await act(() => root.querySelector('button')?.click());
    await settle();
  };
  const blocked = async () => (await readSettings()).settings.blockedSites;

  it('pauses and resumes the site, and leaves other sites unchanged', async () => {
    await browser.storage.local.set({ settings: { blockedSites: ['*.other.example'] } });
    const root = await open('https://CRM.example:8443/ticket?x=1');
    expect(root.textContent).toBe('Active on crm.example:8443Pause on this site');
    await press(root);
    expect(root.textContent).toBe('Paused on crm.example:8443Resume on this site');
    expect(await blocked()).toEqual(['*.other.example', 'crm.example:8443']);
    await press(root);
    expect(await blocked()).toEqual(['*.other.example']);
    expect(changes).toBe(2);
  });

  it('leads to the options page where a whole domain is paused', async () => {
    await browser.storage.local.set({ settings: { blockedSites: ['*.crm.example'] } });
    const options = vi.spyOn(browser.runtime, 'openOptionsPage').mockResolvedValue();
    const root = await open('https://eu.crm.example/');
    expect(root.textContent).toContain('Paused on eu.crm.example');
    await press(root);
    expect(options).toHaveBeenCalledOnce();
    expect(await blocked()).toEqual(['*.crm.example']);
  });

  it('shows the administrator’s choice without a button', async () => {
    managed = { blockedSites: ['crm.example'] };
    const root = await open('https://crm.example/');
    expect(root.textContent).toBe('Paused on crm.exampleDecided by your administrator');
    expect(root.querySelector('button')).toBeNull();
  });

  it.each(['chrome://settings/', 'file:///x', undefined])('is absent on %s', async (url) => {
    expect((await open(url)).textContent).toBe('');
  });
});
