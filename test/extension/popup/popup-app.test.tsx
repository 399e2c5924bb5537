// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type ToBackground, toBackground } from '../../../extension/messages.ts';
import { PopupApp } from '../../../extension/popup/popup-app.tsx';
import type { Hit } from '../../../shared/api.ts';
import { ANNA, BERND, SPELLED, searchAnswerWith } from '../support/contacts.ts';
import { speak } from '../support/messages.ts';
import { element, settle, show } from '../support/render.ts';
import { createView } from '../support/view.ts';

describe('the popup', () => {
  let said: ToBackground[];
  let answers: Partial<Record<ToBackground['type'], unknown>>;
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
      'read-status': {
        ok: true,
        value: {
          access: accessSince(20),
          sources: [source('c', 'Customers', 2), source('s', 'Suppliers', 0)],
        },
      },
      'search-contacts': { ok: true, value: { answer: searchAnswerWith([ANNA, BERND]), spelled: SPELLED } },
      'sign-out': { ok: true, value: null },
    };
    vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(async (message: unknown) => {
      const heard = toBackground.parse(message);
      said.push(heard);
      return answers[heard.type];
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const open = async (query = '') => {
    const place = await show(<PopupApp initialQuery={query} />);
    await settle();
    await settle();
    return place;
  };
  const search = async (place: HTMLElement, text: string) => {
    const box = element(place, 'input', HTMLInputElement);
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

  it('says who is signed in and which sources they see', async () => {
    const place = await open();
    expect(element(place, '.account-name', HTMLElement).textContent).toBe('Anna Berger');
    expect(element(place, '.sources', HTMLElement).textContent).toContain('You see: Customers, Suppliers');
    expect(element(place, '.sources', HTMLElement).textContent).toContain('Still importing: Suppliers');
  });

  it('offers to sign in, and nothing to search, when nobody is', async () => {
    answers['read-session'] = { ok: false, failure: { code: 'signed_out' } };
    const place = await open();
    expect(place.querySelector('input')).toBeNull();
    answers['read-session'] = person;
    answers['sign-in'] = person;
    await act(() => element(place, '.primary', HTMLElement).click());
    await settle();
    await settle();
    expect(said.map(({ type }) => type)).toContain('sign-in');
    expect(place.querySelector('input')).not.toBeNull();
  });

  it('says why a sign-in did not work', async () => {
    answers['read-session'] = { ok: false, failure: { code: 'signed_out' } };
    answers['sign-in'] = { ok: false, failure: { code: 'sign_in_cancelled' } };
    const place = await open();
    await act(() => element(place, '.primary', HTMLElement).click());
    await settle();
    expect(place.textContent).toContain('The sign-in was not completed');
  });

  it('names the missing group and whom to ask', async () => {
    const failure = { code: 'not_in_allowed_group', group: 'Sales', contact: 'it@nordwind.example' };
    answers['read-status'] = { ok: false, failure };
    const place = await open();
    expect(place.textContent).toContain('“Sales”');
    expect(place.textContent).toContain('it@nordwind.example');
    expect(place.querySelector('input')).toBeNull();
  });

  it('finds contacts, moves with the arrows, opens with Enter, and comes back with Esc', async () => {
    const place = await open();
    const box = await search(place, 'ann');
    expect(place.querySelectorAll('[role=option]')).toHaveLength(2);
    await press(box, 'ArrowDown');
    expect(element(place, '[aria-selected=true] .row-name', HTMLElement).textContent).toBe('Bernd Ohnsorg');
    expect(box.getAttribute('aria-activedescendant')).toBe('result-1');
    await press(box, 'Enter');
    expect(element(place, 'h2', HTMLElement).textContent).toBe('Bernd Ohnsorg');
    await press(element(place, '.chosen .call', HTMLElement), 'Escape');
    expect(place.querySelectorAll('[role=option]')).toHaveLength(2);
    await press(box, 'Escape');
    expect(box.value).toBe('');
  });

  it('begins with the query in its address', async () => {
    const place = await open('+493023125123');
    expect(element(place, 'input', HTMLInputElement).value).toBe('+493023125123');
    await act(async () => void (await new Promise((resolve) => setTimeout(resolve, 160))));
    expect(said.at(-1)).toEqual({ type: 'search-contacts', query: '+493023125123' });
  });

  it('asks for the pictures of rows in view alone, and shows initials where there is none', async () => {
    const view = createView();
    const withPhoto = (hit: Hit, name: string) => ({
      ...hit,
      contact: { ...hit.contact, photo: name.repeat(32) },
    });
    const answer = searchAnswerWith([withPhoto(ANNA, 'a'), withPhoto(BERND, 'b')]);
    answers['search-contacts'] = { ok: true, value: { answer, spelled: {} } };
    answers['read-photo'] = { ok: false, failure: { code: 'signed_out' } };
    const place = await open();
    await search(place, 'ann');
    expect(said.filter(({ type }) => type === 'read-photo')).toEqual([]);
    const second = element(place, '#result-1 .avatar', HTMLElement);
    await view.tell(second, true);
    const photo = { source: 'suppliers', name: 'b'.repeat(32) };
    expect(said.filter(({ type }) => type === 'read-photo')).toEqual([{ type: 'read-photo', photo }]);
    expect(second.textContent).toBe('BO');
    expect(place.querySelector('[role=alert]')).toBeNull();
  });

  it('signs out, on request at Microsoft too', async () => {
    const place = await open();
    await act(() => element(place, '.account-name', HTMLElement).click());
    const [here, everywhere] = [...place.querySelectorAll<HTMLElement>('.menu button')].slice(-2);
    expect(here?.textContent).toBe('Sign out');
    await act(() => everywhere?.click());
    await settle();
    expect(said).toContainEqual({ type: 'sign-out', alsoAtMicrosoft: true });
  });

  const openMenu = async () => {
    const place = await open();
    await act(() => element(place, '.account-name', HTMLElement).click());
    return place;
  };
  const renew = async (place: HTMLElement) => {
    await act(() => element(place, '.menu button', HTMLElement).click());
    await settle();
    await settle();
  };

  it.each([
    ['en', 'Your groups as of 20 min. ago', 'Renew now', 'Your groups as of just now'],
    ['de', 'Ihre Gruppen, Stand: vor 20 Min.', 'Jetzt erneuern', 'Ihre Gruppen, Stand: gerade eben'],
  ] as const)('says in %s how old the groups are, and renews them', async (language, old, button, fresh) => {
    speak(language);
    const place = await openMenu();
    expect(element(place, '.menu [role=status]', HTMLElement).textContent).toBe(old);
    expect(element(place, '.menu button', HTMLElement).textContent).toBe(button);
    answers['renew-access'] = { ok: true, value: null };
    answers['read-status'] = {
      ok: true,
      value: { access: accessSince(0), sources: [source('c', 'Customers', 2)] },
    };
    await renew(place);
    expect(said.filter(({ type }) => type === 'renew-access')).toHaveLength(1);
    expect(element(place, '.menu [role=status]', HTMLElement).textContent).toBe(fresh);
  });

  it('says why the groups were not renewed, and keeps what it shows', async () => {
    const place = await openMenu();
    answers['renew-access'] = { ok: false, failure: { code: 'sign_in_unreachable' } };
    await renew(place);
    expect(element(place, '.menu [role=status]', HTMLElement).textContent).toBe(
      'The Microsoft sign-in cannot be reached',
    );
    expect(place.querySelector('input')).not.toBeNull();
  });

  it('lets an owner who is no member renew after joining the group', async () => {
    answers['read-status'] = { ok: false, failure: { code: 'owner_not_member' } };
    const place = await openMenu();
    expect(place.textContent).toContain('owners are not members');
    answers['renew-access'] = { ok: true, value: null };
    answers['read-status'] = {
      ok: true,
      value: { access: accessSince(0), sources: [source('c', 'Customers', 2)] },
    };
    await renew(place);
    expect(place.querySelector('input')).not.toBeNull();
  });

  it('survives a background that does not answer', async () => {
    answers = {};
    const place = await open();
    expect(place.textContent).toContain('Ringcard was updated');
  });
});
