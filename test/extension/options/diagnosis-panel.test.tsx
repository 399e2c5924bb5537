// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { DiagnosisPanel } from '../../../extension/options/diagnosis-panel.tsx';
import { speak } from '../support/messages.ts';
import { element, settle, show } from '../support/render.ts';

describe('the panel of the diagnosis', () => {
  let answer: unknown;
  let copied: string[];

  beforeEach(() => {
    speak('en');
    answer = { ok: true, value: '{"extension":"0.1.0"}' };
    copied = [];
    vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(async () => answer);
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => {
      copied.push(text);
    });
  });

  async function press(): Promise<HTMLElement> {
    const place = await show(<DiagnosisPanel />);
    await act(() => element(place, 'button', HTMLButtonElement).click());
    await settle();
    await settle();
    return place;
  }
  const status = (place: HTMLElement) => element(place, '[role=status]', HTMLElement).textContent;

  it('copies the report of this moment at a press, and says so', async () => {
    const place = await press();
    expect(browser.runtime.sendMessage).toHaveBeenCalledExactlyOnceWith({ type: 'read-diagnosis' });
    expect(copied).toEqual(['{"extension":"0.1.0"}']);
    expect(status(place)).toBe('Copied');
  });

  it('says what the report holds and what it does not, for the button too', async () => {
    const place = await show(<DiagnosisPanel />);
    const button = element(place, 'button', HTMLButtonElement);
    const help = element(place, `#${button.getAttribute('aria-describedby')}`, HTMLElement);
    expect(help.textContent).toContain('no names, no phone numbers');
  });

  it('says when there is nothing to copy', async () => {
    answer = undefined;
    const place = await press();
    expect(copied).toEqual([]);
    expect(status(place)).toBe('The diagnosis could not be copied. Try again.');
  });
});
