// @vitest-environment happy-dom
import { act as perform } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CardView } from '../../../extension/card/card-view.tsx';
import type { CardState } from '../../../extension/messages/messages.ts';
import { failureCode } from '../../../shared/failure.ts';
import {
  ANNA,
  ASKED,
  BERND,
  companyAnswer,
  lookupAnswerWith,
  NORDWIND,
  NOW,
  SPELLED,
} from '../support/contacts.ts';
import { speak } from '../support/messages.ts';
import { element, show } from '../support/render.ts';

const answered = (hits = [ANNA]): CardState => ({
  kind: 'answered',
  number: ASKED,
  answer: lookupAnswerWith(hits),
  spelled: SPELLED,
});

const nearCompany = (hit = NORDWIND, droppedDigits = 3): CardState => ({
  kind: 'answered',
  number: ASKED,
  answer: companyAnswer(hit, droppedDigits),
  spelled: SPELLED,
});

describe('the card', () => {
  const act = vi.fn();
  beforeEach(() => speak('en'));
  const choose = vi.fn();
  const card = (state: CardState) => show(<CardView state={state} act={act} choose={choose} now={NOW} />);

  it('says which number is being looked up', async () => {
    const root = await card({ kind: 'looking-up', number: ASKED, spelled: SPELLED });
    expect(root.textContent).toBe('+49 30 23125123Looking up …');
  });

  it('shows the contact with the looked-up number first, and its source', async () => {
    const root = await card(answered());
    expect(element(root, 'h2', HTMLElement).textContent).toBe('Anna Übelacker');
    expect(root.textContent).toContain('Nordwind Logistik GmbH');
    expect(root.textContent).toContain('Head of purchasing · Purchasing');
    expect([...root.querySelectorAll('.number')].map((line) => line.textContent)).toEqual([
      '+49 30 23125123',
      '+49 30 23125100',
    ]);
    expect(element(root, 'footer', HTMLElement).textContent).toBe('from Sales customers · 3 min. ago');
  });

  it('names the other sources that hold the contact', async () => {
    const anna = { ...ANNA, alsoIn: [BERND.source, { id: 'people', name: 'Colleagues' }] };
    const one = await card(answered([anna]));
    expect(element(one, 'footer', HTMLElement).textContent).toBe(
      'from Sales customers · 3 min. ago · also in Suppliers, Colleagues',
    );
    const several = await card(answered([anna, BERND]));
    expect([...several.querySelectorAll('.row-more')].map((line) => line.textContent)).toEqual([
      'Nordwind Logistik GmbH · Sales customers · Suppliers, Colleagues',
      'Suppliers',
    ]);
  });

  it('dials and mails only plain addresses', async () => {
    const root = await card(answered());
    const links = [...root.querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual(['tel:+493023125123', 'tel:+493023125100', 'mailto:anna%40nordwind.example']);
  });

  it('shows markup in names as text', async () => {
    const name = '<img src=x onerror=alert(1)>\u202e';
    const root = await card(answered([{ ...ANNA, contact: { ...ANNA.contact, displayName: name } }]));
    expect(root.querySelector('img')).toBeNull();
    expect(element(root, 'h2 bdi', HTMLElement).textContent).toBe(name);
  });

  it('lists several contacts and shows one of them on request', async () => {
    const root = await card(answered([ANNA, BERND]));
    expect(root.textContent).toContain('2 contacts share this number');
    const rows = root.querySelectorAll<HTMLElement>('.row');
    expect([...rows].map((row) => row.querySelector('.row-name')?.textContent)).toEqual([
      'Anna Übelacker',
      'Bernd Ohnsorg',
    ]);
    await perform(() => rows[1]?.click());
    expect(element(root, 'h2', HTMLElement).textContent).toBe('Bernd Ohnsorg');
    expect(choose.mock.calls).toEqual([[{ source: 'suppliers', contact: 'b2' }]]);
    await perform(() => element(root, '.back', HTMLElement).click());
    expect(root.querySelectorAll('.row')).toHaveLength(2);
  });

  it.each<[string, CardState]>([
    ['while it is looked up', { kind: 'looking-up', number: ASKED, spelled: SPELLED }],
    ['of one contact', answered()],
    ['of several', answered([ANNA, BERND])],
    ['of a company', nearCompany()],
    ['of nobody', answered([])],
    [
      'that could not be looked up',
      { kind: 'failed', number: ASKED, spelled: SPELLED, failure: { code: 'worker_unreachable' } },
    ],
  ])('writes the number %s from left to right', async (_, state) => {
    const root = await card(state);
    const holders = [...root.querySelectorAll('*')].filter(
      (holder) => holder.children.length === 0 && /\+\d\d \d/.test(holder.textContent),
    );
    expect(holders.length).toBeGreaterThan(0);
    for (const holder of holders) expect(holder.closest('[dir]')?.getAttribute('dir')).toBe('ltr');
    const names = [...root.querySelectorAll('[aria-label]')].map((named) => named.getAttribute('aria-label'));
    for (const name of names) if (/\+\d/.test(name ?? '')) expect(name).toMatch(/\u2066\+[\d ]+\u2069/);
  });

  it('offers to search for and to copy the number when nobody carries it', async () => {
    const root = await card(answered([]));
    expect(root.textContent).toContain('No contact in the sources you may see.');
    element(root, '.primary', HTMLElement).click();
    expect(act).toHaveBeenCalledWith('open-search');
    expect(root.textContent).toContain('Copy number');
  });

  it.each([
    [
      'en',
      'Probably this company: nobody in the sources you may see has this number, but its first 9 digits are the company’s.',
      'from Sales customers · 3 min. ago',
    ],
    [
      'de',
      'Wahrscheinlich diese Firma: Niemand in den Quellen, die Sie sehen dürfen, hat diese Nummer, aber ihre ersten 9 Ziffern sind die der Firma.',
      'aus Sales customers · vor 3 Min.',
    ],
  ] as const)('marks a company as a guess and says why, in %s', async (language, note, origin) => {
    speak(language);
    const root = await card(nearCompany());
    expect(element(root, 'h2', HTMLElement).textContent).toBe('~Nordwind Logistik GmbH');
    expect(element(root, '.approximate .guess p', HTMLElement).textContent).toBe(note);
    expect(element(root, 'footer', HTMLElement).textContent).toBe(origin);
  });

  it.each([
    [3, '+49 30 23125'],
    [1, '+49 30 2312512'],
    [0, '+49 30 23125123'],
    [99, ''],
  ])(
    'shows the whole number beside a company, and marks all but the last %i digits as the company’s',
    async (dropped, common) => {
      const root = await card(nearCompany(NORDWIND, dropped));
      expect(element(root, '.number', HTMLElement).textContent).toBe('+49 30 23125123');
      expect(element(root, '.common', HTMLElement).textContent).toBe(common);
    },
  );

  it('offers no dialling beside a company, whatever its contact holds, only search and copy', async () => {
    const { contact } = ANNA;
    const root = await card(nearCompany({ ...NORDWIND, contact: { ...contact, displayName: 'Reception' } }));
    expect(root.querySelectorAll('a')).toHaveLength(0);
    expect(element(root, 'h2', HTMLElement).textContent).toBe('~Nordwind Logistik GmbH');
    expect(root.textContent).not.toMatch(/Anna|Reception|23125100|anna@/);
    element(root, '.primary', HTMLElement).click();
    expect(act).toHaveBeenLastCalledWith('open-search');
    expect(root.textContent).toContain('Copy number');
  });

  it('shows no company when the worker does not name the count of unknown digits', async () => {
    const { droppedDigits: _, ...answer } = companyAnswer(NORDWIND);
    const root = await card({ kind: 'answered', number: ASKED, answer, spelled: SPELLED });
    expect(root.textContent).not.toContain('Nordwind');
    expect(root.textContent).toContain('No contact in the sources you may see.');
  });

  it.each([
    ['signed_out', 'sign-in'],
    ['not_configured', 'open-options'],
    ['worker_unreachable', 'retry-look-up'],
  ] as const)('offers for %s the remedy %s', async (code, action) => {
    const root = await card({ kind: 'failed', number: ASKED, spelled: SPELLED, failure: { code } });
    element(root, '.primary', HTMLElement).click();
    expect(act).toHaveBeenLastCalledWith(action);
  });

  it.each(failureCode.options)('has words for %s, and the number', async (code) => {
    const root = await card({ kind: 'failed', number: ASKED, spelled: SPELLED, failure: { code } });
    expect(element(root, '[role=alert] h2', HTMLElement).textContent).not.toBe('');
    expect(root.textContent).toContain('+49 30 23125123');
  });
});
