// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { noticeText } from '../../../extension/background/calls/call-notices.ts';
import { CallView } from '../../../extension/caller-card/call-view.tsx';
import type { CallerState } from '../../../extension/messages/call-messages.ts';
import { ANNA, NORDWIND } from '../support/contacts.ts';
import { speak } from '../support/messages.ts';
import { element, show } from '../support/render.ts';

const NUMBER = '+49 30 23125123';
const FOUND: CallerState = { kind: 'found', by: 'number', hit: ANNA, others: 0 };
const text = async (state: CallerState, caller: { number?: string; name?: string } = { number: NUMBER }) =>
  (await show(<CallView phase="ringing" caller={caller} state={state} act={() => {}} />)).textContent;

describe('the caller card', () => {
  beforeEach(() => speak('en'));

  it('shows name, company, function and number', async () => {
    const shown = await text(FOUND);
    for (const part of [
      'Incoming call',
      'Anna Übelacker',
      'Nordwind Logistik GmbH',
      'Head of purchasing',
      NUMBER,
    ])
      expect(shown).toContain(part);
  });

  it.each<[string, CallerState, string]>([
    ['is looking up', { kind: 'looking-up' }, NUMBER],
    ['knows nobody', { kind: 'unknown' }, 'Not in your directory'],
    ['knows the company alone', { kind: 'company', hit: NORDWIND }, 'Probably this company'],
    [
      'found the caller by name only',
      { ...FOUND, by: 'name', others: 2 },
      'Found by name only · 2 more of this name',
    ],
    ['found several contacts', { ...FOUND, others: 1 }, '1 more on this number'],
    ['may not ask', { kind: 'failed', failure: { code: 'too_many_requests' } }, 'Too many'],
  ])('says when it %s', async (_, state, said) => expect(await text(state)).toContain(said));

  it('shows an unknown caller as the softphone does, and says when the number is withheld', async () => {
    expect(await text({ kind: 'unknown' }, { name: 'Zora', number: NUMBER })).toMatch(/Zora.*\+49 30/);
    expect(await text({ kind: 'withheld' }, {})).toContain('Number withheld');
  });

  it('marks a company match with a tilde', async () => {
    expect(await text({ kind: 'company', hit: NORDWIND })).toContain('~');
  });

  it('can be closed, and signs in', async () => {
    const act = vi.fn();
    const failed: CallerState = { kind: 'failed', failure: { code: 'signed_out' } };
    const root = await show(<CallView phase="active" caller={{ number: NUMBER }} state={failed} act={act} />);
    expect(root.textContent).toContain('In a call');
    element(root, 'button[aria-label="Hide this caller"]', HTMLButtonElement).click();
    element(root, '.sign-in', HTMLButtonElement).click();
    expect(act.mock.calls).toEqual([['close-call'], ['sign-in']]);
  });
});

describe('the notice of a call', () => {
  beforeEach(() => speak('en'));

  it('names contact and company, without the number', () => {
    expect(noticeText({ caller: { number: NUMBER }, state: FOUND })).toEqual({
      title: 'Anna Übelacker',
      message: 'Nordwind Logistik GmbH · Incoming call',
    });
  });

  it.each<[CallerState, object, string]>([
    [{ kind: 'unknown' }, { number: NUMBER }, NUMBER],
    [{ kind: 'unknown' }, { number: NUMBER, name: 'Zora' }, 'Zora'],
    [{ kind: 'withheld' }, {}, 'Number withheld'],
    [{ kind: 'company', hit: NORDWIND }, { number: NUMBER }, '~ Nordwind Logistik GmbH'],
  ])('has the known part of the caller as its title: %o', (state, caller, title) =>
    expect(noticeText({ caller, state }).title).toBe(title),
  );
});
