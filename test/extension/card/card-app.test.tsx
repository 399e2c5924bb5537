// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import { CardApp } from '../../../extension/card/card-app.tsx';
import type { CardLink } from '../../../extension/card/card-link.ts';
import type { CardChanged, CardState } from '../../../extension/messages/messages.ts';
import {
  ANNA,
  ASKED,
  BERND,
  companyAnswer,
  lookupAnswerWith,
  NORDWIND,
  SPELLED,
} from '../support/contacts.ts';
import { speak } from '../support/messages.ts';
import { element, show } from '../support/render.ts';
import { createView } from '../support/view.ts';

describe('the card as a whole', () => {
  let change: (changed: CardChanged) => void;
  let say: Mock<CardLink['say']>;
  const answered = (answer: ReturnType<typeof lookupAnswerWith>): CardState => ({
    kind: 'answered',
    number: ASKED,
    answer,
    spelled: SPELLED,
  });

  beforeEach(() => {
    speak('en');
    createView();
    say = vi.fn();
  });

  const open = async (state: CardState, takesFocus = false) => {
    const link = (changed: typeof change): CardLink => {
      change = changed;
      return { say, readPhoto: async () => undefined, choose: () => {} };
    };
    const root = await show(<CardApp link={link} />);
    root.id = 'app';
    root.tabIndex = -1;
    await act(() => change({ type: 'card-changed', state, takesFocus }));
    return root;
  };
  const press = (key: string, shiftKey = false) =>
    act(
      () =>
        void (document.activeElement ?? document.body).dispatchEvent(
          new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }),
        ),
    );

  it.each<[string, CardState]>([
    ['Looking up …', { kind: 'looking-up', number: ASKED, spelled: SPELLED }],
    ['Anna Übelacker, Nordwind Logistik GmbH', answered(lookupAnswerWith([ANNA]))],
    ['2 contacts share this number', answered(lookupAnswerWith([ANNA, BERND]))],
    ['Nobody whom you may see has this number', answered(lookupAnswerWith([]))],
    [
      'Nobody has this number, but probably it belongs to Nordwind Logistik GmbH',
      answered(companyAnswer(NORDWIND)),
    ],
  ])('says “%s” aloud, once', async (words, state) => {
    const root = await open(state);
    const spoken = [...root.querySelectorAll('[role=status], [role=alert], [aria-live]')]
      .map((region) => region.textContent)
      .filter((text) => text !== '');
    expect(spoken).toEqual([words]);
  });

  it('leaves the focus alone when the pointer opened it', async () => {
    await open(answered(lookupAnswerWith([ANNA])));
    expect(document.activeElement).toBe(document.body);
  });

  it('takes the focus when the keyboard opened it, and keeps Tab inside', async () => {
    const root = await open(answered(lookupAnswerWith([ANNA])), true);
    expect(document.activeElement).toBe(root);
    const controls = [...root.querySelectorAll<HTMLElement>('a, button, [tabindex="0"]')];
    expect(controls.length).toBeGreaterThan(4);
    await press('Tab');
    expect(document.activeElement).toBe(controls[0]);
    await press('Tab', true);
    expect(document.activeElement).toBe(controls.at(-1));
    await press('Tab');
    expect(document.activeElement).toBe(controls[0]);
  });

  it('closes with Esc', async () => {
    await open(answered(lookupAnswerWith([BERND])), true);
    await press('Escape');
    expect(say.mock.calls).toEqual([['close-card']]);
  });

  it('stays open when Esc answers the question before dialling', async () => {
    const root = await open(answered(lookupAnswerWith([BERND])), true);
    vi.spyOn(performance, 'now').mockReturnValue(Number.MAX_SAFE_INTEGER);
    const call = element(root, '.call', HTMLElement);
    await act(() => {
      call.dispatchEvent(trusted(new MouseEvent('pointerdown', { bubbles: true })));
      call.dispatchEvent(trusted(new MouseEvent('click', { detail: 1, bubbles: true, cancelable: true })));
    });
    element(root, 'dialog .primary', HTMLElement).focus();
    await press('Escape');
    expect(root.querySelector('dialog')).toBeNull();
    expect(say).not.toHaveBeenCalled();
  });
});

/** Marks events as trusted, as the browser does for a person's. */
function trusted<T extends Event>(event: T): T {
  return Object.defineProperty(event, 'isTrusted', { value: true });
}
