import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiagnosisFacts, makeDiagnosis } from '../../../../extension/background/diagnosis/diagnosis.ts';
import { reduceError } from '../../../../extension/diagnosis/reduce-error.ts';
import { BARE_SETTINGS } from '../../../../extension/settings/settings.ts';
import { CANARIES, errorWithCanaries, ORIGIN } from '../../support/canary-errors.ts';

const ID = '5f1c0d0e-7a11-4c0a-9d0e-0a0b0c0d0e01';
const FACTS: DiagnosisFacts = {
  madeAt: Date.parse('2026-11-20T12:00:00Z'),
  version: '0.1.0',
  contract: 1,
  userAgent:
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.1.2',
  system: 'linux x86-64',
  read: {
    settings: {
      ...BARE_SETTINGS,
      workerUrl: 'https://ringcard.example',
      tenantId: ID,
      clientId: ID,
      main: '+49 30 23125',
      blockedSites: ['crm.example', 'mail.example'],
      language: 'de',
    },
    locked: ['workerUrl'],
    replaced: ['area'],
    refusedAdapters: [{ id: 'own-phone' }],
  },
  grants: { sites: 'some', missing: ['https://crm.example/*'], isWorkerMissing: false, isOptional: true },
  session: 'signed_in',
  lastTest: { at: Date.parse('2026-11-20T11:00:00Z'), code: 'worker_unreachable' },
  offline: { phase: 'ready', failure: { code: 'worker_unreachable', detail: 'x' } },
  errors: [
    {
      at: Date.parse('2026-11-20T11:59:00Z'),
      where: 'message search-contacts',
      error: {
        code: 'internal',
        kind: 'TypeError',
        frames: [{ function: 'open', file: 'background.js', line: 1, column: 2 }],
      },
    },
  ],
};

describe('the diagnosis', () => {
  it('tells versions, states by their codes, settings as flags, and the errors', () => {
    expect(JSON.parse(makeDiagnosis(FACTS))).toEqual({
      madeAt: '2026-11-20T12:00:00.000Z',
      extension: '0.1.0',
      contract: 1,
      browser: 'Edg/141.0.1.2',
      system: 'linux x86-64',
      configured: true,
      managed: ['workerUrl'],
      settings: {
        workerUrl: 'set',
        tenantId: 'set',
        clientId: 'set',
        country: 'unset',
        area: 'unset',
        main: 'set',
        outside: 'unset',
        numberFormat: 'international',
        marking: 'underline',
        softphones: 0,
        allowedSites: 0,
        blockedSites: 2,
        callHandler: 'tel',
        callTemplate: 'unset',
        language: 'de',
        offline: false,
        recents: true,
        authority: 'set',
        softphoneAdapters: 0,
      },
      unusableSettings: ['area'],
      refusedAdapters: 1,
      permissions: { sites: 'some', worker: true, missing: 1, byPackage: false },
      signedIn: true,
      session: 'signed_in',
      worker: { lastTest: 'worker_unreachable', testedAt: '2026-11-20T11:00:00.000Z' },
      offline: { phase: 'ready', failure: 'worker_unreachable' },
      errors: [
        {
          at: '2026-11-20T11:59:00.000Z',
          where: 'message search-contacts',
          what: ['internal TypeError', 'at open background.js:1:2'],
        },
      ],
    });
  });

  it('says so where nobody is signed in, nothing is set up, and nothing was tested', () => {
    const read = { settings: BARE_SETTINGS, locked: [], replaced: [], refusedAdapters: [] };
    const bare = makeDiagnosis({ ...FACTS, read, session: 'signed_out', lastTest: undefined });
    expect(JSON.parse(bare)).toMatchObject({
      configured: false,
      signedIn: false,
      session: 'signed_out',
      permissions: { worker: 'unset' },
      worker: { lastTest: 'none' },
    });
  });

  it.each([
    ['Mozilla/5.0 (X11; rv:142.0) Gecko/20100101 Firefox/142.0', 'Firefox/142.0'],
    ['Mozilla/5.0 Chrome/141.0.0.0 Safari/537.36', 'Chrome/141.0.0.0'],
    ['Mozilla/5.0 HeadlessChrome/141.0.0.0 Safari/537.36', 'Chrome/141.0.0.0'],
    ['', 'unknown'],
  ])('names the browser by its version alone: %s', (userAgent, browser) => {
    expect(JSON.parse(makeDiagnosis({ ...FACTS, userAgent })).browser).toBe(browser);
  });

  it('holds no name, number, token or address, whatever errors, settings and failures carry', () => {
    const canary = fc.constantFrom(...CANARIES);
    fc.assert(
      fc.property(errorWithCanaries(), canary, (thrown, secret) => {
        const settings = {
          ...FACTS.read.settings,
          workerUrl: secret,
          tenantId: secret,
          clientId: secret,
          country: secret,
          area: secret,
          main: secret,
          outside: secret,
          softphones: [secret],
          allowedSites: [secret],
          blockedSites: [secret],
          callTemplate: secret,
          authority: secret,
        };
        const report = makeDiagnosis({
          ...FACTS,
          read: { ...FACTS.read, settings, refusedAdapters: [{ id: secret, key: secret }] },
          grants: { ...FACTS.grants, missing: [secret] },
          offline: { phase: 'none', failure: { code: 'internal', detail: secret, contact: secret } },
          errors: [{ at: 0, where: 'background', error: reduceError(thrown, ORIGIN) }],
        });
        expect(CANARIES.filter((each) => report.includes(each))).toEqual([]);
      }),
    );
  });
});
