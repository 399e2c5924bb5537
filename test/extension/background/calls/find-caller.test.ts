import { describe, expect, it } from 'vitest';
import { err, ok } from '#shared/result.ts';
import {
  CALLS_PER_DAY,
  CALLS_PER_MINUTE,
  type CallBook,
  spendCall,
} from '../../../../extension/background/calls/call-budget.ts';
import { type CallerSources, findCaller } from '../../../../extension/background/calls/find-caller.ts';
import {
  adaptersFor,
  patternsOf,
  softphoneSiteOf,
} from '../../../../extension/background/calls/softphone-sites.ts';
import {
  ANNA,
  BERND,
  companyAnswer,
  lookupAnswerWith,
  NORDWIND,
  searchAnswerWith,
} from '../../support/contacts.ts';

const sources = (some: Partial<CallerSources>): CallerSources => ({
  findNumber: () => Promise.reject(new Error('not expected')),
  search: () => Promise.reject(new Error('not expected')),
  ...some,
});
const find = (caller: { number?: string; name?: string }, some: Partial<CallerSources>) =>
  findCaller(caller, sources(some), new AbortController().signal);

describe('the caller', () => {
  it('is the contact with the number, with the count of others that have it', async () => {
    const findNumber = async () => ok(lookupAnswerWith([ANNA, BERND]));
    expect(await find({ number: '1', name: 'X' }, { findNumber })).toMatchObject({
      kind: 'found',
      by: 'number',
      hit: ANNA,
      others: 1,
    });
  });

  it('is a company match where only the company’s digits fit', async () => {
    expect(
      await find({ number: '1' }, { findNumber: async () => ok(companyAnswer(NORDWIND)) }),
    ).toMatchObject({ kind: 'company' });
  });

  it('is unknown where nobody carries the number or the text is no number', async () => {
    expect(await find({ number: '1' }, { findNumber: async () => ok(lookupAnswerWith([])) })).toEqual({
      kind: 'unknown',
    });
    expect(await find({ number: '1' }, { findNumber: async () => err({ code: 'not_a_number' }) })).toEqual({
      kind: 'unknown',
    });
  });

  it.each(['Anna Übelacker', 'Übelacker, Anna', 'ANNA UEBELACKER'])(
    'is found by a name that matches exactly: %s',
    async (name) => {
      const search = async () => ok(searchAnswerWith([BERND, ANNA]));
      expect(await find({ name }, { search })).toMatchObject({
        kind: 'found',
        by: 'name',
        hit: { contact: { id: 'a1' } },
        others: 0,
      });
    },
  );

  it.each(['Anna Übelhacker', 'Anna', 'A'])(
    'is not found by a name that only resembles: %s',
    async (name) => {
      expect(await find({ name }, { search: async () => ok(searchAnswerWith([ANNA])) })).toEqual({
        kind: 'unknown',
      });
    },
  );

  it.each(['Anonymous', 'Unbekannt', 'Rufnummer unterdrückt', 'Numéro masqué', 'No Caller ID'])(
    'is withheld as %s, without a request',
    async (name) => {
      expect(await find({ name }, {})).toEqual({ kind: 'withheld' });
    },
  );
});

describe('sites that may report calls', () => {
  const settings = {
    softphones: ['phone.example', '*.pbx.example', 'local.example:8443'],
    blockedSites: ['old.pbx.example', 'paused.example'],
  };
  const siteOf = (frame: string, teller?: string, page = frame) =>
    softphoneSiteOf({ frame, page }, teller, settings);
  it('are those of the settings, under their names there', () => {
    expect(siteOf('https://phone.example')).toBe('phone.example');
    expect(siteOf('https://a.pbx.example')).toBe('*.pbx.example');
    expect(siteOf('https://local.example:8443')).toBe('local.example:8443');
  });
  it.each([
    'https://evil.example',
    'https://phone.example.evil.example',
    'https://local.example',
    'https://old.pbx.example',
  ])('do not include %s', (origin) => expect(siteOf(origin)).toBeUndefined());
  it('accept an embedded softphone only of a known vendor or of a listed site', () => {
    expect(siteOf('https://phone.example', 'https://applications.zoom.us')).toBe('phone.example');
    expect(siteOf('https://phone.example', 'https://a.pbx.example')).toBe('phone.example');
    expect(siteOf('https://phone.example', 'https://evil.example')).toBeUndefined();
  });
  it('do not include a frame of a paused page', () => {
    expect(siteOf('https://phone.example', undefined, 'https://crm.example')).toBe('phone.example');
    expect(siteOf('https://phone.example', undefined, 'https://paused.example')).toBeUndefined();
  });
  it('get the policy’s softphone adapters for their own site, and no others', () => {
    const phone = { id: 'a', label: 'A', page: '#a', ringing: '#b', number: { selector: '#c' } };
    const softphoneAdapters = [phone, { ...phone, id: 'b', sites: ['*.pbx.example'] }];
    const taught = (frame: string, page = frame) =>
      adaptersFor({ frame, page }, { ...settings, softphoneAdapters }).map(({ id }) => id);
    expect(taught('https://phone.example')).toEqual(['a']);
    expect(taught('https://a.pbx.example')).toEqual(['a', 'b']);
    expect(taught('https://evil.example')).toEqual([]);
    expect(taught('https://phone.example', 'https://paused.example')).toEqual([]);
  });
  it('become match patterns of the browser', () => {
    expect(patternsOf(['phone.example', '*.pbx.example', 'phone.example:8443'])).toEqual([
      '*://phone.example/*',
      '*://*.pbx.example/*',
    ]);
  });
});

describe('the budget of calls that a site may report', () => {
  const spendAll = (times: number[], from: CallBook = {}) => {
    let book = from;
    const verdicts = times.map((at) => {
      const verdict = spendCall(book, 'phone.example', at);
      book = verdict.book;
      return verdict.retryAfterSeconds;
    });
    return { book, verdicts };
  };
  it('is 20 a minute, and one more once the first is a minute old', () => {
    const { book, verdicts } = spendAll(Array.from({ length: CALLS_PER_MINUTE + 1 }, (_, at) => at));
    expect(verdicts.filter((wait) => wait === 0)).toHaveLength(CALLS_PER_MINUTE);
    expect(verdicts.at(-1)).toBe(60);
    expect(spendCall(book, 'phone.example', 60_000).retryAfterSeconds).toBe(0);
    expect(spendCall(book, 'other.example', 30).retryAfterSeconds).toBe(0);
  });
  it('is 300 a day', () => {
    const { verdicts } = spendAll(Array.from({ length: CALLS_PER_DAY + 1 }, (_, at) => at * 60_000));
    expect(verdicts.filter((wait) => wait === 0)).toHaveLength(CALLS_PER_DAY);
  });
});
