// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type ToBackground, toBackground } from '../../../extension/messages/messages.ts';
import { PopupApp } from '../../../extension/popup/popup-app.tsx';
import type { Hit } from '../../../shared/api.ts';
import {
  ANNA,
  ASKED,
  BERND,
  companyAnswer,
  lookupAnswerWith,
  NORDWIND,
  SPELLED,
  searchAnswerWith,
} from '../support/contacts.ts';
import { type Answers, answerTo, speak } from '../support/messages.ts';
import { element, settle, show } from '../support/render.ts';
import { createView } from '../support/view.ts';

describe('the popup', () => {
  let said: ToBackground[];
  let called: string[];
  let answers: Answers;
  const person = { ok: true, value: { person: { name: 'Anna Berger', username: 'anna@nordwind.example' } } };
  const source = (id: string, name: string, generation: number) => ({
    id,
    name,
    phase: 'ready',
    contacts: 1,
    numbers: 1,
    generation,
    notifications: { state: 'off' },
    throttledSeconds: 0,
  });

  const accessSince = (minutesAgo: number) => {
    const issuedAt = new Date(Date.now() - minutesAgo * 60_000).toISOString();
    const groups = { from: 'token', readAt: issuedAt };
    return { objectId: 'o', roles: [], issuedAt, ageSeconds: minutesAgo * 60, groups, renewAfter: issuedAt };
  };

  beforeEach(() => {
    fakeBrowser.reset();
    speak('en');
    said = [];
    answers = {
      'read-session': person,
      status: {
        ok: true,
        value: {
          access: accessSince(20),
          sources: [source('c', 'Customers', 2), source('s', 'Suppliers', 0)],
        },
      },
      'search-contacts': { ok: true, value: { answer: searchAnswerWith([ANNA, BERND]), spelled: SPELLED } },
      'sign-out': { ok: true, value: null },
      'read-recents': { ok: true, value: { recents: [], spelled: {} } },
      'choose-contact': { ok: true, value: null },
      'look-up-number': {
        ok: true,
        value: { answer: lookupAnswerWith([BERND, ANNA]), spelled: SPELLED },
      },
    };
    called = [];
    // A browser would hand the address to the telephone program.
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      called.push(this.href);
    });
    vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(async (message: unknown) => {
      const heard = toBackground.parse(message);
      said.push(heard);
      return answerTo(heard, answers);
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const open = async (query = '') => {
    const root = await show(<PopupApp initialQuery={query} />);
    await settle();
    await settle();
    return root;
  };
  const search = async (root: HTMLElement, text: string) => {
    const box = element(root, 'input', HTMLInputElement);
    await act(async () => {
      box.value = text;
      box.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((resolve) => setTimeout(resolve, 160));
    });
    await settle();
    return box;
  };
  const press = async (box: HTMLElement, name: string) => {
    await act(
      () =>
        void box.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true })),
    );
    await settle();
  };

  it('shows the signed-in person and their sources', async () => {
    const root = await open();
    expect(element(root, '.account-name', HTMLElement).textContent).toBe('Anna Berger');
    expect(element(root, '.sources', HTMLElement).textContent).toContain('You see: Customers, Suppliers');
    expect(element(root, '.sources', HTMLElement).textContent).toContain('Still importing: Suppliers');
  });

  it('offers only to sign in while nobody is signed in', async () => {
    answers['read-session'] = { ok: false, failure: { code: 'signed_out' } };
    const root = await open();
    expect(root.querySelector('input')).toBeNull();
    answers['read-session'] = person;
    answers['sign-in'] = person;
    await act(() => element(root, '.primary', HTMLElement).click());
    await settle();
    await settle();
    expect(said.map(({ type }) => type)).toContain('sign-in');
    expect(root.querySelector('input')).not.toBeNull();
  });

  it('explains a failed sign-in', async () => {
    answers['read-session'] = { ok: false, failure: { code: 'signed_out' } };
    answers['sign-in'] = { ok: false, failure: { code: 'sign_in_cancelled' } };
    const root = await open();
    await act(() => element(root, '.primary', HTMLElement).click());
    await settle();
    expect(root.textContent).toContain('The sign-in was not completed');
  });

  it('names the missing group and the person to ask', async () => {
    const failure = { code: 'not_in_allowed_group', group: 'Sales', contact: 'it@nordwind.example' };
    answers.status = { ok: false, failure };
    const root = await open();
    expect(root.textContent).toContain('“Sales”');
    expect(root.textContent).toContain('it@nordwind.example');
    expect(root.querySelector('input')).toBeNull();
  });

  it('finds contacts, moves with the arrows, dials with Enter, opens with →, and comes back with Esc', async () => {
    const root = await open();
    const box = await search(root, 'ann');
    expect(root.querySelectorAll('[role=option]')).toHaveLength(2);
    await press(box, 'ArrowDown');
    expect(element(root, '[aria-selected=true] .row-name', HTMLElement).textContent).toBe('Bernd Ohnsorg');
    expect(box.getAttribute('aria-activedescendant')).toBe('result-1');
    await press(box, 'ArrowUp');
    await press(box, 'Enter');
    expect(called).toEqual(['tel:+493023125100']);
    await press(box, 'ArrowDown');
    box.setSelectionRange(3, 3);
    await press(box, 'ArrowRight');
    expect(element(root, 'h2', HTMLElement).textContent).toBe('Bernd Ohnsorg');
    await press(element(root, '.chosen .call', HTMLElement), 'Escape');
    expect(root.querySelectorAll('[role=option]')).toHaveLength(2);
    await press(box, 'Escape');
    expect(box.value).toBe('');
    expect(root.querySelectorAll('[role=option]')).toHaveLength(0);
  });

  it('asks before Enter dials an expensive number', async () => {
    const root = await open();
    const box = await search(root, 'ann');
    await press(box, 'ArrowDown');
    await press(box, 'Enter');
    expect(called).toEqual([]);
    expect(root.querySelector('[role=alertdialog]')?.textContent).toContain('+44 20 7946 0018');
  });

  it('marks the match of the query', async () => {
    const root = await open();
    await search(root, 'ann');
    expect([...root.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual(['Ann']);
  });

  it('adds a dialled contact to the recent look-ups', async () => {
    const root = await open();
    await press(await search(root, 'ann'), 'Enter');
    expect(said.at(-1)).toEqual({
      type: 'choose-contact',
      chosen: { source: 'customers', contact: 'a1' },
      recent: {
        e164: '+493023125100',
        name: 'Anna Übelacker',
        company: 'Nordwind Logistik GmbH',
      },
    });
  });

  const paste = async (root: HTMLElement, text: string) => {
    const box = element(root, 'input', HTMLInputElement);
    box.select();
    const event = new Event('paste', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'clipboardData', { value: { getData: () => text } });
    await act(() => void box.dispatchEvent(event));
    await settle();
    return box;
  };

  it('looks up a pasted number out of any text, and lists every contact with it', async () => {
    const root = await open();
    const box = await paste(root, 'Tel.: (030) 23125-123, Anna');
    expect(said.at(-1)).toEqual({ type: 'look-up-number', text: '(030) 23125-123' });
    expect(box.value).toBe('(030) 23125-123');
    expect(element(root, '.asked-number', HTMLElement).textContent).toContain('2 contacts share');
    expect(root.querySelectorAll('[role=option]')).toHaveLength(2);
  });

  it('leaves other pasted text to the box', async () => {
    const root = await open();
    await paste(root, 'Anna Berger');
    expect(said.map(({ type }) => type)).not.toContain('look-up-number');
  });

  it('remembers the picked contact of a shared number, and dials that number', async () => {
    const root = await open();
    const box = await paste(root, '030 23125-123');
    await press(box, 'ArrowDown');
    await press(box, 'Enter');
    expect(called).toEqual(['tel:+493023125123']);
    expect(said.at(-1)).toMatchObject({
      type: 'choose-contact',
      chosen: { source: 'customers', contact: 'a1' },
      asked: '+493023125123',
    });
  });

  it('shows a company match without a number to dial', async () => {
    answers['look-up-number'] = { ok: true, value: { answer: companyAnswer(NORDWIND), spelled: {} } };
    const root = await open();
    const box = await paste(root, '030 23125-999');
    expect(element(root, '.message', HTMLElement).textContent).toContain('Probably this company');
    await press(box, 'ArrowDown');
    expect(root.querySelector('[role=option], a[href^="tel:"]')).toBeNull();
  });

  it('reports that nobody has a number, and offers to copy it', async () => {
    answers['look-up-number'] = { ok: true, value: { answer: lookupAnswerWith([]), spelled: {} } };
    answers['search-contacts'] = { ok: true, value: { answer: searchAnswerWith([]), spelled: {} } };
    const root = await open();
    await paste(root, '030 23125-123');
    expect(element(root, '.message', HTMLElement).textContent).toContain(ASKED.international);
    expect(root.querySelector('.message button')).not.toBeNull();
  });

  it('begins with the number in its address', async () => {
    const root = await open('+493023125123');
    expect(element(root, 'input', HTMLInputElement).value).toBe('+493023125123');
    expect(said).toContainEqual({ type: 'look-up-number', text: '+493023125123' });
  });

  it('begins with the name in its address', async () => {
    await open('Anna');
    expect(said).toContainEqual({ type: 'search-contacts', query: 'Anna' });
  });

  describe('the popup with an empty search box', () => {
    const recents = [
      { e164: '+493023125123', name: 'Anna Übelacker', company: 'Nordwind Logistik GmbH' },
      { e164: '+493023125999', company: 'Nordwind Logistik GmbH' },
      { e164: '+442079460018' },
    ];
    const rows = (root: HTMLElement) =>
      [...root.querySelectorAll('[role=option]')].map(({ textContent }) => textContent);

    beforeEach(() => {
      answers['read-recents'] = { ok: true, value: { recents, spelled: SPELLED } };
    });

    it('lists the recent look-ups, and marks a company match as a guess', async () => {
      const root = await open();
      expect(rows(root)).toEqual([
        'Anna Übelacker · Nordwind Logistik GmbH+49 30 23125123',
        '~ Nordwind Logistik GmbH+493023125999',
        '+44 20 7946 0018',
      ]);
    });

    it('looks one up by keyboard, without dialling', async () => {
      const root = await open();
      const box = element(root, 'input', HTMLInputElement);
      await press(box, 'End');
      await press(box, 'Enter');
      expect(said.at(-1)).toEqual({ type: 'look-up-number', text: '+442079460018' });
      expect(called).toEqual([]);
    });

    it('clears them after a question, whose harmless answer has the focus', async () => {
      answers['clear-recents'] = { ok: true, value: null };
      const root = await open();
      await act(() => element(root, '.start-actions .link', HTMLElement).click());
      expect(document.activeElement?.textContent).toBe('Keep');
      expect(said.map(({ type }) => type)).not.toContain('clear-recents');
      answers['read-recents'] = { ok: true, value: { recents: [], spelled: {} } };
      await act(() => element(root, '.start-actions .link', HTMLElement).click());
      await settle();
      expect(said).toContainEqual({ type: 'clear-recents' });
      expect(rows(root)).toEqual([]);
    });
  });

  it('can search while the status request fails, and shows that failure', async () => {
    answers.status = { ok: false, failure: { code: 'worker_unreachable' } };
    const root = await open();
    expect(root.textContent).toContain('The directory cannot be reached');
    await search(root, 'ann');
    expect(root.querySelectorAll('[role=option]')).toHaveLength(2);
  });

  it.each([
    [{ code: 'signed_out' }, 'You are signed out', 'Sign in'],
    [{ code: 'worker_unreachable' }, 'The directory cannot be reached', 'Try again'],
    [{ code: 'not_in_allowed_group' }, 'You may not use the directory yet', undefined],
    [{ code: 'too_many_requests', retryAfterSeconds: 40 }, 'Try again in 40 seconds', undefined],
  ])('offers a remedy for a search that failed with %o', async (failure, words, button) => {
    answers['search-contacts'] = { ok: false, failure };
    const root = await open();
    await search(root, 'ann');
    const message = element(root, '[role=alert]', HTMLElement);
    expect(message.textContent).toContain(words);
    expect(message.querySelector('button')?.textContent).toBe(button);
  });

  it('shows the size and the age of each source', async () => {
    const asOf = new Date(Date.now() - 3 * 60_000).toISOString();
    const customers = { ...source('c', 'Customers', 2), contacts: 1200, asOf };
    answers.status = { ok: true, value: { access: accessSince(1), sources: [customers] } };
    const root = await open();
    expect(element(root, '.sources li', HTMLElement).textContent).toBe(
      'Customers1,200 contacts · Contacts as of 3 min. ago',
    );
  });

  it('loads photos only for rows in view, and shows initials without a photo', async () => {
    const view = createView();
    const withPhoto = (hit: Hit, name: string) => ({
      ...hit,
      contact: { ...hit.contact, photo: name.repeat(32) },
    });
    const answer = searchAnswerWith([withPhoto(ANNA, 'a'), withPhoto(BERND, 'b')]);
    answers['search-contacts'] = { ok: true, value: { answer, spelled: {} } };
    answers['read-photo'] = { ok: false, failure: { code: 'signed_out' } };
    const root = await open();
    await search(root, 'ann');
    expect(said.filter(({ type }) => type === 'read-photo')).toEqual([]);
    const second = element(root, '#result-1 .avatar', HTMLElement);
    await view.tell(second, true);
    const photo = { source: 'suppliers', name: 'b'.repeat(32) };
    await expect
      .poll(() => said.filter(({ type }) => type === 'read-photo'), { timeout: 10_000 })
      .toEqual([{ type: 'read-photo', photo }]);
    expect(second.textContent).toBe('BO');
    expect(root.querySelector('[role=alert]')).toBeNull();
  });

  it('signs out, and on request at Microsoft too', async () => {
    const root = await open();
    await act(() => element(root, '.account-name', HTMLElement).click());
    const [here, everywhere] = [...root.querySelectorAll<HTMLElement>('.menu button')].slice(-2);
    expect(here?.textContent).toBe('Sign out');
    await act(() => everywhere?.click());
    await settle();
    expect(said).toContainEqual({ type: 'sign-out', alsoAtMicrosoft: true });
  });

  const openMenu = async () => {
    const root = await open();
    await act(() => element(root, '.account-name', HTMLElement).click());
    return root;
  };
  const renew = async (root: HTMLElement) => {
    await act(() => element(root, '.menu button', HTMLElement).click());
    await settle();
    await settle();
  };

  it.each([
    ['en', 'Your groups as of 20 min. ago', 'Renew now', 'Your groups as of just now'],
    ['de', 'Ihre Gruppen, Stand: vor 20 Min.', 'Jetzt erneuern', 'Ihre Gruppen, Stand: gerade eben'],
  ] as const)('shows in %s the age of the groups, and renews them', async (language, old, button, fresh) => {
    speak(language);
    const root = await openMenu();
    expect(element(root, '.menu [role=status]', HTMLElement).textContent).toBe(old);
    expect(element(root, '.menu button', HTMLElement).textContent).toBe(button);
    answers['renew-access'] = { ok: true, value: null };
    answers.status = {
      ok: true,
      value: { access: accessSince(0), sources: [source('c', 'Customers', 2)] },
    };
    await renew(root);
    expect(said.filter(({ type }) => type === 'renew-access')).toHaveLength(1);
    expect(element(root, '.menu [role=status]', HTMLElement).textContent).toBe(fresh);
  });

  it('explains a failed renewal of the groups, and keeps the page', async () => {
    const root = await openMenu();
    answers['renew-access'] = { ok: false, failure: { code: 'sign_in_unreachable' } };
    await renew(root);
    expect(element(root, '.menu [role=status]', HTMLElement).textContent).toBe(
      'The Microsoft sign-in cannot be reached',
    );
    expect(root.querySelector('input')).not.toBeNull();
  });

  it('lets an owner without membership renew after joining the group', async () => {
    answers.status = { ok: false, failure: { code: 'owner_not_member' } };
    const root = await openMenu();
    expect(root.textContent).toContain('owners are not members');
    answers['renew-access'] = { ok: true, value: null };
    answers.status = {
      ok: true,
      value: { access: accessSince(0), sources: [source('c', 'Customers', 2)] },
    };
    await renew(root);
    expect(root.querySelector('input')).not.toBeNull();
  });

  it('survives a background that does not answer', async () => {
    answers = {};
    const root = await open();
    expect(root.textContent).toContain('Ringcard was updated');
  });
});
