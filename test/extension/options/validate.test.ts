import { describe, expect, it } from 'vitest';
import { exampleCall, toDraft, validate } from '../../../extension/options/validate.ts';
import { BARE_SETTINGS } from '../../../extension/settings/settings.ts';

const ID = '5f1c0d0e-7a11-4c0a-9d0e-0a0b0c0d0e01';
const draft = {
  ...toDraft(BARE_SETTINGS),
  workerUrl: 'https://ringcard.example',
  tenantId: ID,
  clientId: ID,
  country: 'DE',
  area: '030',
  main: '+49 30 23125',
  outside: '0',
};

describe('the input of the options page', () => {
  it('is normalised', () => {
    const typed = {
      ...draft,
      workerUrl: ' https://Ringcard.example/ ',
      tenantId: ` ${ID.toUpperCase()} `,
      area: ' 030 ',
    };
    expect(validate(typed)).toMatchObject({
      ok: true,
      values: { workerUrl: draft.workerUrl, tenantId: ID, area: '030', country: 'DE' },
    });
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
      callTemplate: null,
      language: null,
    };
    expect(validate(toDraft(BARE_SETTINGS))).toMatchObject({ ok: true, values });
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
    ['callTemplate', 'https://phone.example/call', 'problemCallTemplate'],
    ['callTemplate', 'javascript:call({number})', 'problemCallTemplate'],
    ['callTemplate', 'https://{number}.example/', 'problemCallTemplate'],
  ])('has its problem named: %s "%s"', (name, value, problem) => {
    expect(validate({ ...draft, [name]: value })).toEqual({ ok: false, problems: { [name]: problem } });
  });

  it('must contain a template where "Call" opens one', () => {
    const own = { ...draft, callHandler: 'template' as const };
    expect(validate(own)).toEqual({ ok: false, problems: { callTemplate: 'problemCallTemplateMissing' } });
    expect(validate({ ...own, callTemplate: 'https://phone.example/?to={number}' }).ok).toBe(true);
  });

  it('has an example of the address that "Call" would open', () => {
    expect(exampleCall(' https://phone.example/?to={number}')).toBe('https://phone.example/?to=%2B493023125');
    expect(exampleCall('https://phone.example/')).toBeUndefined();
  });
});
