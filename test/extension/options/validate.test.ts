import { describe, expect, it } from 'vitest';
import { toDraft, validate } from '../../../extension/options/validate.ts';
import { BARE_SETTINGS } from '../../../extension/settings.ts';

const ID = '5f1c0d0e-7a11-4c0a-9d0e-0a0b0c0d0e01';
const draft = {
  workerUrl: 'https://ringcard.example',
  tenantId: ID,
  clientId: ID,
  country: 'DE',
  area: '030',
  main: '+49 30 23125',
  outside: '0',
};

describe('what is typed on the options page', () => {
  it('is taken in its one spelling', () => {
    const typed = {
      ...draft,
      workerUrl: ' https://Ringcard.example/ ',
      tenantId: ` ${ID.toUpperCase()} `,
      area: ' 030 ',
    };
    expect(validate(typed)).toEqual({ ok: true, values: { ...draft, country: 'DE' } });
  });

  it('may be empty', () => {
    const values = {
      workerUrl: null,
      tenantId: null,
      clientId: null,
      country: null,
      area: null,
      main: null,
      outside: null,
    };
    expect(validate(toDraft(BARE_SETTINGS))).toEqual({ ok: true, values });
  });

  it.each([
    ['workerUrl', 'ringcard', 'problemWorkerUrl'],
    ['workerUrl', 'http://ringcard.example', 'problemWorkerHttp'],
    ['workerUrl', 'https://ringcard.example/?a', 'problemWorkerUrl'],
    ['workerUrl', 'javascript:alert(1)', 'problemWorkerUrl'],
    ['tenantId', 'common', 'problemTenantId'],
    ['clientId', `${ID}0`, 'problemClientId'],
    ['country', 'Deutschland', 'problemCountry'],
    ['area', 'Berlin', 'problemArea'],
    ['main', '23125', 'problemMain'],
    ['main', '+49 (0)30 23125', 'problemMain'],
    ['main', '+49', 'problemMain'],
    ['outside', '0,', 'problemOutside'],
  ])('names the problem of %s "%s"', (name, value, problem) => {
    expect(validate({ ...draft, [name]: value })).toEqual({ ok: false, problems: { [name]: problem } });
  });
});
