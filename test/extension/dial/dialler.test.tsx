// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DialLink } from '../../../extension/dial/dial-link.tsx';
import { Dialler, useDialNumber } from '../../../extension/dial/dialler.tsx';
import type { Spelled } from '../../../extension/messages/messages.ts';
import { ActionGuardContext } from '../../../extension/ui/action-guard.ts';
import { SPELLED } from '../support/contacts.ts';
import { speak } from '../support/messages.ts';
import { element, show } from '../support/render.ts';

const HOME = '+493023125123';
const ABROAD = '+442079460018';

describe('dialling', () => {
  let opened: string[];
  let isAllowed: boolean;

  beforeEach(() => {
    speak('en');
    opened = [];
    isAllowed = true;
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      opened.push(`${this.getAttribute('href')} ${this.target} ${this.rel}`);
    });
  });
  afterEach(() => vi.restoreAllMocks());

  function Keyboard({ e164, spelled }: { e164: string; spelled: Spelled }) {
    const dialNumber = useDialNumber();
    return <input onKeyDown={() => dialNumber(spelled, e164)} />;
  }
  const view = (e164: string, spelled = SPELLED) =>
    show(
      <ActionGuardContext.Provider value={{ allows: () => isAllowed }}>
        <Dialler>
          <Keyboard e164={e164} spelled={spelled} />
          <DialLink e164={e164} spelled={spelled} />
        </Dialler>
      </ActionGuardContext.Provider>,
    );
  const press = (target: HTMLElement, init: KeyboardEventInit) =>
    act(
      () =>
        void target.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true })),
    );
  const click = (target: HTMLElement, detail = 1) =>
    act(
      () => void target.dispatchEvent(new MouseEvent('click', { detail, bubbles: true, cancelable: true })),
    );

  it('needs only a link for a number of the person’s country; a key opens the same address', async () => {
    const root = await view(HOME);
    const link = element(root, 'a.call', HTMLElement);
    expect(link.getAttribute('href')).toBe('tel:+493023125123');
    // Inside the card's frame, the page's frame-src would apply.
    expect(link.getAttribute('target')).toBe('_blank');
    expect(link.getAttribute('aria-label')).toBe('Call \u2066+49 30 23125123\u2069');
    await press(element(root, 'input', HTMLElement), { key: 'Enter' });
    expect(opened).toEqual(['tel:+493023125123 _blank noopener noreferrer']);
    expect(root.querySelector('dialog')).toBeNull();
  });

  it.each(['the button', 'a key'])(
    'asks first for a number abroad, by %s, with the number and the country',
    async (by) => {
      const root = await view(ABROAD);
      expect(root.querySelector('a')).toBeNull();
      if (by === 'a key') await press(element(root, 'input', HTMLElement), { key: 'Enter' });
      else await click(element(root, '.call', HTMLElement));
      expect(opened).toEqual([]);
      const question = element(root, '[role=alertdialog]', HTMLDialogElement);
      expect(question.open).toBe(true);
      expect(element(root, '#call-question', HTMLElement).textContent).toBe(
        'Call \u2066+44 20 7946 0018\u2069?',
      );
      expect(element(root, '#call-caution', HTMLElement).textContent).toBe(
        'The call goes abroad · United Kingdom',
      );
      await click(element(question, '.primary', HTMLElement), 0);
      expect(opened).toEqual(['tel:+442079460018 _blank noopener noreferrer']);
      expect(root.querySelector('dialog')).toBeNull();
    },
  );

  it('does not happen on Esc, which closes only the question', async () => {
    const root = await view(ABROAD);
    await click(element(root, '.call', HTMLElement));
    const outside = vi.fn();
    window.addEventListener('keydown', outside);
    await press(element(root, '.primary', HTMLElement), { key: 'Escape' });
    window.removeEventListener('keydown', outside);
    expect(root.querySelector('dialog')).toBeNull();
    expect(outside).not.toHaveBeenCalled();
    expect(opened).toEqual([]);
  });

  it('does not happen on the second press of a double click, a held key or an untrusted click', async () => {
    const root = await view(ABROAD);
    await click(element(root, '.call', HTMLElement));
    const confirm = element(root, '.primary', HTMLElement);
    await click(confirm, 2);
    const held = new KeyboardEvent('keydown', {
      key: 'Enter',
      repeat: true,
      bubbles: true,
      cancelable: true,
    });
    await act(() => void confirm.dispatchEvent(held));
    expect(held.defaultPrevented).toBe(true);
    isAllowed = false;
    await click(confirm);
    expect(opened).toEqual([]);
    expect(root.querySelector('dialog')).not.toBeNull();
  });

  it('is not offered where the number cannot be dialled', async () => {
    const root = await view(HOME, { [HOME]: { text: HOME } });
    expect(root.querySelector('.call')).toBeNull();
    await press(element(root, 'input', HTMLElement), { key: 'Enter' });
    expect(opened).toEqual([]);
  });
});
