// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { AdminApp } from '../../../extension/admin/admin-app.tsx';
import { type ToBackground, toBackground } from '../../../extension/messages/messages.ts';
import type { NumbersAnswer } from '../../../shared/admin-api.ts';
import type { ExplainAnswer } from '../../../shared/api.ts';
import { type Answers, answerTo, speak } from '../support/messages.ts';
import { element, settle, show } from '../support/render.ts';

const CUSTOMERS = { id: 'customers', name: 'Customers' };
const EXPLAINED: ExplainAnswer = {
  readings: [
    {
      as: 'local',
      e164: '+493023125123',
      steps: [
        { code: 'label', before: 'Tel. 23125-123', after: '23125-123' },
        { code: 'brand-new', before: '23125-123', after: '+493023125123' },
      ],
      readAt: { country: 'DE', area: '30' },
      asked: [{ source: CUSTOMERS, contacts: ['a', 'b'] }],
    },
    {
      as: 'national-without-prefix',
      e164: '+4923125123',
      steps: [],
      readAt: { country: 'DE', source: CUSTOMERS },
      asked: [],
    },
  ],
  match: 'exact',
  company: [],
  ageSeconds: 1,
};
const REPORT: NumbersAnswer = {
  source: 'customers',
  contacts: 2000,
  cut: true,
  fields: 3100,
  numbers: 3050,
  changed: 12,
  notUnderstood: 1,
  outsideLine: 1,
  examples: [
    { text: '4711', problem: 'not-understood' },
    { text: '0 089 99998123', problem: 'outside-line' },
  ],
  severalReadings: 7,
  digitsLost: 8,
  withRemark: 9,
  unclear: [
    { text: '030 231 25123 456', reason: 'several-readings' },
    { text: '4.93023E+11', reason: 'digits-lost' },
  ],
  dialling: { trunk: '+493023125', sites: [{ folder: 'Hamburg' }] },
};

describe('the page for administrators', () => {
  let said: ToBackground[];
  let answers: Answers;

  beforeEach(() => {
    fakeBrowser.reset();
    speak('en');
    vi.stubGlobal('fetch', async () => Response.json({ country: 'DE', area: '30' }));
    said = [];
    answers = {
      listSources: {
        ok: true,
        value: {
          sources: [
            {
              ...CUSTOMERS,
              phase: 'ready',
              contacts: 1,
              generation: 1,
              notifications: { state: 'off' },
              throttledSeconds: 0,
              lastFull: '2035-01-01T22:10:00Z',
              nextFull: '2035-01-08T22:10:00Z',
            },
          ],
        },
      },
      explain: { ok: true, value: EXPLAINED },
      tryNumbers: { ok: true, value: REPORT },
    };
    vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(async (message: unknown) => {
      const heard = toBackground.parse(message);
      said.push(heard);
      return answerTo(heard, answers);
    });
  });

  const open = async () => {
    const root = await show(<AdminApp />);
    await settle();
    await settle();
    return root;
  };
  const type = (root: HTMLElement, id: string, text: string) =>
    act(() => {
      const field = element(root, `#${id}`, HTMLInputElement);
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  const submit = async (root: HTMLElement, index: number) => {
    await act(() => {
      const form = root.querySelectorAll('form')[index];
      form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    });
    await settle();
    await settle();
  };

  it('explains a number step by step, at the person’s own place', async () => {
    const root = await open();
    await type(root, 'explain-number', ' Tel. 23125-123 ');
    await submit(root, 0);
    expect(said).toContainEqual({
      type: 'ask-worker',
      operation: 'explain',
      input: { query: { number: 'Tel. 23125-123', country: 'DE', area: '30' } },
    });
    const text = root.textContent;
    expect(text).toContain('Somebody carries this number.');
    expect(text).toContain('as a number of the same town');
    expect(text).toContain('Words removed');
    expect(text).toContain('Customers: 2 contacts carry it');
    expect(text).toContain('Not asked, because an earlier reading was somebody’s.');
    // A code that only a newer worker knows.
    expect(text).toContain('brand-new');
  });

  it('explains a number at a typed place', async () => {
    const root = await open();
    await type(root, 'explain-country', 'at');
    await type(root, 'explain-area', '');
    await type(root, 'explain-main', '+43 1 23125');
    await type(root, 'explain-number', '78');
    await submit(root, 0);
    expect(said).toContainEqual({
      type: 'ask-worker',
      operation: 'explain',
      input: { query: { number: '78', country: 'AT', main: '+43 1 23125' } },
    });
  });

  it('names the nearest company and why it did not match', async () => {
    const company = [
      { source: CUSTOMERS, outcome: 'too_many_digits_differ', commonDigits: 8, droppedDigits: 6 },
    ];
    answers.explain = { ok: true, value: { ...EXPLAINED, match: 'none', company } };
    const root = await open();
    await type(root, 'explain-number', '030 23125999');
    await submit(root, 0);
    expect(root.textContent).toContain('Nobody in your sources carries this number.');
    expect(root.textContent).toContain(
      'Customers: the nearest number differs in the last 6 digits, which is more than the source allows',
    );
  });

  it('says that a text cannot be a number', async () => {
    answers.explain = { ok: true, value: { ...EXPLAINED, readings: [], match: 'none' } };
    const root = await open();
    await type(root, 'explain-number', 'anna');
    await submit(root, 0);
    expect(root.textContent).toContain('cannot be a phone number');
  });

  it('shows a failed request in words', async () => {
    answers.explain = { ok: false, failure: { code: 'too_many_requests', retryAfterSeconds: 30 } };
    const root = await open();
    await type(root, 'explain-number', '1');
    await submit(root, 0);
    expect(element(root, '[role=alert]', HTMLElement).textContent).toContain('30');
  });

  it('tries the configured profile of a source, then another one that keeps its sites', async () => {
    const root = await open();
    await submit(root, 1);
    expect(said).toContainEqual({
      type: 'ask-worker',
      operation: 'tryNumbers',
      input: { path: { id: 'customers' } },
    });
    expect(root.textContent).toContain('Not understood');
    expect(root.textContent).toContain('4711');
    expect(root.textContent).toContain('kept with the digit for an outside line');
    expect(root.textContent).toContain('only the first 2,000 contacts');
    await type(root, 'profile-area', '30');
    await submit(root, 2);
    expect(said).toContainEqual({
      type: 'ask-worker',
      operation: 'tryNumbers',
      input: {
        path: { id: 'customers' },
        body: { dialling: { area: '30', trunk: '+493023125', sites: [{ folder: 'Hamburg' }] } },
      },
    });
  });

  it('lists unclear fields before the others, and counts them', async () => {
    const root = await open();
    await submit(root, 1);
    const rows = [...root.querySelectorAll('tbody tr')].map((row) => row.textContent);
    expect(rows.slice(0, 2)).toEqual([
      '030 231 25123 456two readings are possible: neither was stored',
      '4.93023E+11the spreadsheet lost digits: nothing was stored',
    ]);
    expect(rows).toHaveLength(4);
    const figures = [...root.querySelectorAll('.figures div')].map((figure) => figure.textContent);
    expect(figures.slice(-3)).toEqual([
      'With two possible readings7',
      'With lost digits8',
      'Read, with a remark9',
    ]);
  });

  it('shows the report of an older worker, which knows no unclear fields', async () => {
    const { severalReadings: _, digitsLost: __, withRemark: ___, unclear: ____, ...older } = REPORT;
    answers.tryNumbers = { ok: true, value: older };
    const root = await open();
    await submit(root, 1);
    expect(root.querySelectorAll('tbody tr')).toHaveLength(2);
  });

  it('says when every contact of the source was last read, and when next', async () => {
    const root = await open();
    expect(root.textContent).toMatch(/last read on Jan 1, 2035.+ read again on Jan 8, 2035/);
  });

  it('marks the invalid fields of a profile, and sends nothing', async () => {
    const root = await open();
    await submit(root, 1);
    const before = said.length;
    await type(root, 'profile-trunk', 'Berlin');
    await submit(root, 2);
    expect(said).toHaveLength(before);
    expect(element(root, '#profile-trunk', HTMLInputElement).getAttribute('aria-invalid')).toBe('true');
    expect(root.textContent).toContain('Please check the marked fields');
  });

  it('shows no trial to a person who is not an administrator', async () => {
    answers.listSources = { ok: false, failure: { code: 'admin_only' } };
    const root = await open();
    expect(root.textContent).toContain('Explain a number');
    expect(root.textContent).not.toContain('How a source’s numbers are read');
  });
});
