// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { OptionsForm } from '../../../extension/options/options-form.tsx';
import type { TextPreferences } from '../../../extension/options/validate.ts';
import { BARE_SETTINGS } from '../../../extension/settings.ts';
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
  let saved: TextPreferences[];
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
    answer = health;
    vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(async () => answer);
  });

  const open = (replaced: string[] = []) =>
    show(
      <OptionsForm
        read={{ settings, replaced, locked: [] }}
        save={async (values) => {
          saved.push(values);
          return { settings: { ...settings, ...values }, replaced: [], locked: [] };
        }}
      />,
    );
  const type = (place: HTMLElement, id: string, text: string) =>
    act(() => {
      const field = element(place, `#${id}`, HTMLInputElement);
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  const press = async (place: HTMLElement, selector: string) => {
    await act(() => element(place, selector, HTMLElement).click());
    await settle();
    await settle();
  };

  it('saves, and says that a worker answers', async () => {
    const place = await open();
    await press(place, '[type=submit]');
    expect(saved).toHaveLength(1);
    expect(place.textContent).toContain('Saved.');
    expect(place.textContent).toContain('A Ringcard worker answers.');
  });

  it('tests without saving', async () => {
    const place = await open();
    await press(place, '.secondary');
    expect(saved).toEqual([]);
    expect(place.textContent).toContain('A Ringcard worker answers.');
  });

  it('marks a wrong field, saves nothing and loses nothing', async () => {
    const place = await open();
    await type(place, 'tenantId', 'common');
    await press(place, '[type=submit]');
    expect(saved).toEqual([]);
    expect(element(place, '#tenantId', HTMLInputElement).value).toBe('common');
    expect(element(place, '#tenantId', HTMLInputElement).getAttribute('aria-invalid')).toBe('true');
    expect(element(place, '#tenantId-problem', HTMLElement).textContent).toContain('tenant ID');
  });

  it.each([
    ['worker_unreachable', 'The directory cannot be reached'],
    ['not_a_worker', 'There is no Ringcard at this address'],
  ])('says %s, and has saved all the same', async (code, words) => {
    answer = { ok: false, failure: { code } };
    const place = await open();
    await press(place, '[type=submit]');
    expect(saved).toHaveLength(1);
    expect(place.textContent).toContain(words);
  });

  it('shows both ids when the worker serves another tenant, and asks to sign in again', async () => {
    const place = await open();
    await type(place, 'tenantId', OTHER);
    await press(place, '[type=submit]');
    expect(place.textContent).toContain(`${OTHER} ≠ ${TENANT}`);
    expect(place.textContent).toContain('sign in again');
  });

  it('tells when a stored value had to be replaced', async () => {
    expect((await open(['country'])).textContent).toContain('A stored value could not be read');
  });

  it('lists the countries under their names', async () => {
    const place = await open();
    const names = [...place.querySelectorAll('option')].map((option) => option.textContent);
    expect(names).toContain('Germany');
    expect(names.length).toBeGreaterThan(200);
  });
});
