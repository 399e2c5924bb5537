// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import type { OfflineState } from '../../../extension/messages/offline-state.ts';
import { OfflinePanel } from '../../../extension/options/offline-panel.tsx';
import { OfflineMark } from '../../../extension/ui/offline-mark.tsx';
import { speak } from '../support/messages.ts';
import { settle, show } from '../support/render.ts';

const READY: OfflineState = {
  phase: 'ready',
  bytes: 12_345_678,
  contacts: 2345,
  sources: ['Customers', 'Suppliers'],
  confirmedAt: Date.now() - 3 * 60_000,
};
const NOTHING = { bytes: 0, contacts: 0, sources: [] };

let state: OfflineState;
let said: string[];
let managed: Record<string, unknown>;

beforeEach(() => {
  speak('en');
  said = [];
  managed = {};
  vi.stubGlobal('fetch', async () => Response.json({}));
  vi.spyOn(browser.storage.managed, 'get').mockImplementation(async () => managed);
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(async (message: unknown) => {
    said.push((message as { type: string }).type);
    return { ok: true, value: state };
  });
});

async function open(given: OfflineState): Promise<HTMLElement> {
  state = given;
  const root = await show(<OfflinePanel />);
  await settle();
  return root;
}

const buttons = (root: HTMLElement) =>
  [...root.querySelectorAll('button')].map(({ textContent }) => textContent);

async function press(root: HTMLElement, label: string): Promise<void> {
  const button = [...root.querySelectorAll('button')].find(({ textContent }) => textContent === label);
  if (!button) throw new Error(`no button ${label}`);
  await act(() => button.click());
  await settle();
  await settle();
}

describe('the panel of the offline copy', () => {
  it.each<[OfflineState['phase'], string]>([
    ['off', 'No copy is kept on this device.'],
    ['none', 'There is no copy on this device yet.'],
    ['not-allowed', 'Your administrator does not allow a copy'],
    ['too-large', 'The copy would need 0 MB.'],
  ])('explains the state %s', async (phase, words) => {
    const root = await open({ ...NOTHING, phase });
    expect(root.querySelector('[role=status]')?.textContent).toContain(words);
  });

  it('shows size, sources and age', async () => {
    const root = await open(READY);
    expect(root.querySelector('[role=status]')?.textContent).toBe(
      '2,345 contacts, 12.3 MB (Customers, Suppliers). Confirmed 3 min. ago.',
    );
  });

  it('shows the progress of a refresh and its failure', async () => {
    const root = await open({
      ...READY,
      progress: { done: 30, total: 120 },
      failure: { code: 'worker_unreachable' },
    });
    const bar = root.querySelector('progress');
    expect([bar?.value, bar?.max]).toEqual([30, 120]);
    expect(root.querySelector('.problem')?.textContent).not.toBe('');
  });

  it('asks before it removes the copy', async () => {
    const root = await open(READY);
    await press(root, 'Remove from this device');
    expect(said).not.toContain('wipe-offline');
    expect(root.querySelector('[role=alert]')?.textContent).toContain('Remove the copy');
    await press(root, 'Cancel');
    expect(root.querySelector('[role=alert]')).toBeNull();
    await press(root, 'Remove from this device');
    await press(root, 'Yes, remove it');
    expect(said).toContain('wipe-offline');
  });

  it('lets the person start a copy, then refresh it', async () => {
    const root = await open({ ...NOTHING, phase: 'off' });
    expect(buttons(root)).toEqual(['Keep a copy on this device']);
    state = READY;
    await press(root, 'Keep a copy on this device');
    expect(said).toContain('refresh-offline');
    expect((await browser.storage.local.get('settings')).settings).toEqual({ offline: true });
    expect(buttons(root)).toEqual(['Refresh now', 'Remove from this device']);
  });

  it('offers no choice that the policy has made', async () => {
    managed = { offline: true };
    expect(buttons(await open(READY))).toEqual(['Refresh now']);
    managed = { offline: false };
    expect(buttons(await open({ ...NOTHING, phase: 'off' }))).toEqual([]);
  });
});

describe('the mark of an answer from the copy', () => {
  it('shows the copy’s age, and is absent when the worker answered', async () => {
    const now = Date.now();
    const root = await show(<OfflineMark copiedAt={now - 2 * 3_600_000} now={now} />);
    expect(root.textContent).toBe('Offline copy, confirmed 2 hr. ago');
    expect((await show(<OfflineMark copiedAt={undefined} now={now} />)).textContent).toBe('');
  });
});
