// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { OptionsForm } from '../../../extension/options/options-form.tsx';
import type { Adapter, RefusedAdapter } from '../../../extension/settings/adapter-schema.ts';
import {
  BARE_SETTINGS,
  layerSettings,
  type PreferenceName,
  type Preferences,
  preferences,
} from '../../../extension/settings/settings.ts';
import { speak } from '../support/messages.ts';
import { element, settle, show } from '../support/render.ts';

const TENANT = '5f1c0d0e-7a11-4c0a-9d0e-0a0b0c0d0e01';
const OTHER = '00000000-0000-4000-8000-000000000000';
const health = {
  ok: true,
  value: {
    product: 'ringcard',
    ok: true,
    answering: true,
    signIn: { tenantId: TENANT, scope: 'api://x/Read' },
  },
};

describe('the options page', () => {
  let saved: Partial<Preferences>[];
  let asked: string[];
  let answerTo: Promise<boolean>;
  let answer: unknown;
  const settings = {
    ...BARE_SETTINGS,
    workerUrl: 'https://ringcard.example',
    tenantId: TENANT,
    clientId: TENANT,
  };

  beforeEach(() => {
    speak('en');
    saved = [];
    asked = [];
    answerTo = Promise.resolve(true);
    answer = health;
    softphoneAdapters = [];
    refusedAdapters = [];
    vi.spyOn(browser.permissions, 'request').mockImplementation(async () => true);
    vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(async () => answer);
  });

  let softphoneAdapters: Adapter[] = [];
  let refusedAdapters: RefusedAdapter[] = [];
  const open = (replaced: string[] = [], locked: PreferenceName[] = []) =>
    show(
      <OptionsForm
        read={{ settings: { ...settings, softphoneAdapters }, replaced, locked, refusedAdapters }}
        save={async (values) => {
          saved.push(values);
          return layerSettings({ packaged: settings, stored: values, managed: undefined });
        }}
        ask={async (origins) => {
          asked.push(...origins);
          return answerTo;
        }}
      />,
    );
  const type = (root: HTMLElement, id: string, text: string) =>
    act(() => {
      const field = element(root, `#${id}`, HTMLInputElement);
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  const press = async (root: HTMLElement, selector: string) => {
    await act(() => element(root, selector, HTMLElement).click());
    await settle();
    await settle();
  };

  it('saves, and reports that a worker answers', async () => {
    const root = await open();
    await press(root, '[type=submit]');
    expect(saved).toHaveLength(1);
    expect(root.textContent).toContain('Saved.');
    expect(root.textContent).toContain('A Ringcard worker answers.');
  });

  it('tests without saving', async () => {
    const root = await open();
    await press(root, '.save-bar .secondary');
    expect(saved).toEqual([]);
    expect(root.textContent).toContain('A Ringcard worker answers.');
  });

  it('marks an invalid field, saves nothing and keeps the input', async () => {
    const root = await open();
    await type(root, 'tenantId', 'common');
    await press(root, '[type=submit]');
    expect(saved).toEqual([]);
    expect(element(root, '#tenantId', HTMLInputElement).value).toBe('common');
    expect(element(root, '#tenantId', HTMLInputElement).getAttribute('aria-invalid')).toBe('true');
    expect(element(root, '#tenantId-problem', HTMLElement).textContent).toContain('tenant ID');
  });

  it.each([
    ['worker_unreachable', 'The directory cannot be reached'],
    ['not_a_worker', 'There is no Ringcard at this address'],
  ])('reports %s, but has saved', async (code, words) => {
    answer = { ok: false, failure: { code } };
    const root = await open();
    await press(root, '[type=submit]');
    expect(saved).toHaveLength(1);
    expect(root.textContent).toContain(words);
  });

  it.each([
    [0, 'Your company’s Ringcard is too old'],
    [99, 'This extension is too old'],
  ])('names the side that needs an update when the worker speaks version %s', async (api, words) => {
    answer = { ok: true, value: { ...health.value, api } };
    const root = await open();
    await press(root, '.save-bar .secondary');
    expect(root.textContent).toContain(words);
    expect(root.textContent).not.toContain('A Ringcard worker answers.');
  });

  it('shows both ids when the worker serves another tenant, and asks to sign in again', async () => {
    const root = await open();
    await type(root, 'tenantId', OTHER);
    await press(root, '[type=submit]');
    expect(root.textContent).toContain(`${OTHER} ≠ ${TENANT}`);
    expect(root.textContent).toContain('sign in again');
  });

  it('reports that a stored value was unusable', async () => {
    expect((await open(['country'])).textContent).toContain('A stored value could not be read');
  });

  it('names each unusable softphone adapter of the policy and its wrong key', async () => {
    const number = { selector: '.caller' };
    softphoneAdapters = [
      { id: 'good', label: 'Good', page: '#dialer', ringing: '.incoming', number },
      { id: 'crooked', label: 'Crooked', page: '#dialer', ringing: 'a[', number },
    ];
    refusedAdapters = [{ id: 'untold', key: 'number' }, { id: 'last' }];
    const said = (await open()).textContent;
    expect(said).toContain('“untold” is not used: “number” is missing or wrong');
    expect(said).toContain('“last” is not used: there are more than 20');
    expect(said).toContain('“crooked” is not used: “ringing” is missing or wrong');
    expect(said).not.toContain('“good”');
  });

  it('lists the countries by name', async () => {
    const root = await open();
    const names = [...root.querySelectorAll('option')].map((option) => option.textContent);
    expect(names).toContain('Germany');
    expect(names.length).toBeGreaterThan(200);
  });

  const choose = (root: HTMLElement, id: string, value: string) =>
    act(() => {
      const list = element(root, `#${id}`, HTMLSelectElement);
      list.value = value;
      list.dispatchEvent(new Event('change', { bubbles: true }));
    });

  it('has a control for every setting but the allowed sites', async () => {
    const root = await open();
    await choose(root, 'callHandler', 'template');
    const missing = Object.keys(preferences.shape).filter((name) => !root.querySelector(`#${name}`));
    expect(missing).toEqual(['allowedSites']);
  });

  it('saves only the edited settings', async () => {
    const root = await open();
    await choose(root, 'marking', 'hover');
    await type(root, 'area', ' 030 ');
    await press(root, '#recents');
    await press(root, '[type=submit]');
    expect(saved).toEqual([{ marking: 'hover', area: '030', recents: false }]);
  });

  it('requests the permission for the worker’s address in the click that saves it', async () => {
    const root = await open();
    await type(root, 'workerUrl', 'https://other.example:8443/base');
    await press(root, '[type=submit]');
    expect(asked).toEqual(['https://other.example/*']);
    expect(saved).toEqual([{ workerUrl: 'https://other.example:8443/base' }]);
  });

  it('saves while the browser’s prompt is still open', async () => {
    answerTo = new Promise(() => undefined);
    const root = await open();
    await choose(root, 'marking', 'hover');
    await press(root, '[type=submit]');
    expect(saved).toEqual([{ marking: 'hover' }]);
  });

  it('shows the policy’s settings and disables their controls', async () => {
    const locked: PreferenceName[] = ['workerUrl', 'country', 'offline', 'blockedSites'];
    const root = await open([], locked);
    const disabled = [...root.querySelectorAll('[id]:disabled')].map(({ id }) => id);
    expect(disabled.sort()).toEqual([...locked].sort());
    expect(root.textContent?.match(/Set by your organisation\./g)).toHaveLength(locked.length);
  });

  it('adds normalised sites by Enter, without repeats, and removes them', async () => {
    const root = await open();
    const enter = async (text: string) => {
      await type(root, 'softphones', text);
      await act(() => {
        element(root, '#softphones', HTMLInputElement).dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }),
        );
      });
    };
    await enter('https://Phone.example/calls');
    await enter('phone.example');
    await enter('*.sip.example');
    const listed = () => [...root.querySelectorAll('.site-list li')].map((item) => item.textContent);
    expect(listed()).toEqual(['phone.example', '*.sip.example']);
    await enter('no site');
    expect(element(root, '#softphones-problem', HTMLElement).textContent).toContain('names no site');
    await press(root, '[aria-label="Remove phone.example"]');
    expect(listed()).toEqual(['*.sip.example']);
    expect(document.activeElement?.id).toBe('softphones');
    expect(saved).toEqual([]);
    await press(root, '[type=submit]');
    expect(saved).toEqual([{ softphones: ['*.sip.example'] }]);
  });

  it('shows the address that "Call" would open, and refuses a template that cannot dial', async () => {
    const root = await open();
    await choose(root, 'callHandler', 'template');
    await type(root, 'callTemplate', 'https://phone.example/?to={number}');
    expect(element(root, '.example', HTMLElement).textContent).toContain(
      'https://phone.example/?to=%2B493023125',
    );
    await type(root, 'callTemplate', 'https://{number}.example/');
    await press(root, '[type=submit]');
    expect(saved).toEqual([]);
    expect(element(root, '#callTemplate-problem', HTMLElement).textContent).toContain('{number}');
  });

  it('warns before a person leaves with unsaved input, and only then', async () => {
    const root = await open();
    const isHeldBack = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(isHeldBack()).toBe(false);
    await type(root, 'area', '030');
    expect(isHeldBack()).toBe(true);
    expect(root.textContent).toContain('Not saved yet');
    await type(root, 'area', '');
    expect(isHeldBack()).toBe(false);
  });

  it('resets every setting, after a second press', async () => {
    const root = await open();
    await press(root, 'button.reset');
    expect(saved).toEqual([]);
    expect(document.activeElement?.textContent).toBe('Keep my settings');
    await press(root, '.reset .secondary');
    expect(saved).toEqual([]);
    await press(root, 'button.reset');
    await press(root, '.reset .primary');
    const names = Object.keys(preferences.shape).filter((name) => name !== 'allowedSites');
    expect(saved).toEqual([Object.fromEntries(names.map((name) => [name, null]))]);
  });
});
