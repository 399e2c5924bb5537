import { createExecutionContext, createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { ConfigurationError, readConfiguration } from '../../worker/configuration.ts';
import worker from '../../worker/index.ts';
import { SOURCES, VARIABLES } from './support/settings.ts';

function troubleOf(changes: Record<string, unknown>): { variable: string; expected: string } | undefined {
  try {
    readConfiguration({ ...VARIABLES, ...changes });
  } catch (error) {
    if (error instanceof ConfigurationError) return { variable: error.variable, expected: error.expected };
    throw error;
  }
  return undefined;
}

const sourcesWith = (changes: object) => JSON.stringify([{ ...SOURCES[0], ...changes }]);
const cloud = { LOCAL_TENANT: undefined, ENTRA_URL: undefined, GRAPH_URL: undefined };

describe('the configuration', () => {
  it('has a default wherever a sensible one exists', () => {
    const { PUBLISH_DELAY_SECONDS: _p, HEAD_MEMO_SECONDS: _h, ...rest } = { ...VARIABLES, ...cloud };
    expect(readConfiguration(rest)).toMatchObject({
      entraUrl: 'https://login.microsoftonline.com',
      graphUrl: 'https://graph.microsoft.com',
      publishDelaySeconds: 90,
      headMemoSeconds: 15,
    });
  });

  it('takes two certificates and two secrets, and puts the certificates first', () => {
    const GRAPH_CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----';
    const GRAPH_PRIVATE_KEY = '-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----';
    const { credentials } = readConfiguration({
      ...VARIABLES,
      API_CLIENT_SECRET_NEXT: 'invented-next-secret',
      GRAPH_CERTIFICATE,
      GRAPH_PRIVATE_KEY,
      GRAPH_CERTIFICATE_NEXT: GRAPH_CERTIFICATE,
      GRAPH_PRIVATE_KEY_NEXT: GRAPH_PRIVATE_KEY,
    });
    expect(credentials.map(({ variable }) => variable)).toEqual([
      'GRAPH_CERTIFICATE',
      'GRAPH_CERTIFICATE_NEXT',
      'API_CLIENT_SECRET',
      'API_CLIENT_SECRET_NEXT',
    ]);
    const certificateAlone = { API_CLIENT_SECRET: undefined, GRAPH_CERTIFICATE, GRAPH_PRIVATE_KEY };
    expect(readConfiguration({ ...VARIABLES, ...certificateAlone }).credentials).toHaveLength(1);
    const nextAlone = { API_CLIENT_SECRET: undefined, API_CLIENT_SECRET_NEXT: 'invented-next-secret' };
    expect(readConfiguration({ ...VARIABLES, ...nextAlone }).credentials).toHaveLength(1);
    expect(troubleOf({ GRAPH_CERTIFICATE })?.variable).toBe('GRAPH_PRIVATE_KEY');
    expect(troubleOf({ GRAPH_CERTIFICATE_NEXT: GRAPH_CERTIFICATE })?.variable).toBe('GRAPH_PRIVATE_KEY_NEXT');
  });

  it('accepts as the worker’s own address https, http for the local tenant only, or none', () => {
    const noAccounts = { ACCOUNTS_KEY: undefined, ACCOUNTS_KEY_PREVIOUS: undefined };
    const read = (PUBLIC_URL?: string) =>
      readConfiguration({ ...VARIABLES, ...noAccounts, PUBLIC_URL }).publicUrl;
    expect(read('https://ringcard.example/')).toBe('https://ringcard.example');
    expect(read('http://127.0.0.1:8787')).toBe('http://127.0.0.1:8787');
    expect(read()).toBeUndefined();
  });

  it('keeps the audit trail for 90 days by default', () => {
    expect(readConfiguration(VARIABLES).auditDays).toBe(90);
    expect(readConfiguration({ ...VARIABLES, AUDIT_DAYS: '30', AUDIT_KEY: undefined })).toMatchObject({
      auditDays: 30,
      auditKey: undefined,
    });
  });

  it('enables delegated accounts only with a key for them', () => {
    const none = { ACCOUNTS_KEY: undefined, ACCOUNTS_KEY_PREVIOUS: undefined };
    expect(readConfiguration({ ...VARIABLES, ...none }).accounts).toBeUndefined();
    const local = { PUBLIC_URL: 'http://127.0.0.1:8787/' };
    expect(readConfiguration({ ...VARIABLES, ...local }).accounts).toEqual({
      keys: [VARIABLES.ACCOUNTS_KEY, VARIABLES.ACCOUNTS_KEY_PREVIOUS],
      publicUrl: 'http://127.0.0.1:8787',
    });
  });

  it('changes the named budgets only', () => {
    const persons = {
      lookupsPerMinute: 60,
      searchesPerMinute: 240,
      numbersPerDay: 1_000,
      offlineMegabytesPerDay: 200,
      warnAtNumbers: 300,
    };
    const keys = {
      lookupsPerMinute: 120,
      searchesPerMinute: 120,
      numbersPerDay: 3_000,
      offlineMegabytesPerDay: 1,
      warnAtNumbers: 1_000,
    };
    expect(readConfiguration(VARIABLES).budgets).toEqual({ persons, keys });
    const BUDGETS = '{"keys":{"numbersPerDay":20000}}';
    expect(readConfiguration({ ...VARIABLES, BUDGETS }).budgets).toEqual({
      persons,
      keys: { ...keys, numbersPerDay: 20_000 },
    });
  });

  it('limits the age of tokens only on request, and opens a source to everyone only by that word', () => {
    expect(readConfiguration(VARIABLES).tokenMaxAgeSeconds).toBeUndefined();
    expect(readConfiguration({ ...VARIABLES, TOKEN_MAX_AGE_SECONDS: '3600' }).tokenMaxAgeSeconds).toBe(3600);
    for (const groups of ['everyone', 'everyone-and-guests', []])
      expect(readConfiguration({ ...VARIABLES, SOURCES: sourcesWith({ groups }) }).sources).toMatchObject([
        { groups },
      ]);
  });

  it('accepts several clients', () => {
    const list = `${VARIABLES.EXTENSION_CLIENT_ID} , ${VARIABLES.API_CLIENT_ID.toUpperCase()}`;
    expect(readConfiguration({ ...VARIABLES, EXTENSION_CLIENT_ID: list }).extensionClientIds).toEqual([
      VARIABLES.EXTENSION_CLIENT_ID,
      VARIABLES.API_CLIENT_ID,
    ]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['TENANT_ID', { TENANT_ID: undefined }],
    ['TENANT_ID', { TENANT_ID: 'common' }],
    ['API_CLIENT_ID', { API_CLIENT_ID: 'x' }],
    ['EXTENSION_CLIENT_ID', { EXTENSION_CLIENT_ID: '' }],
    ['API_CLIENT_SECRET', { API_CLIENT_SECRET: undefined }],
    ['API_CLIENT_SECRET', { API_CLIENT_SECRET: '' }],
    ['API_CLIENT_SECRET_EXPIRES', { API_CLIENT_SECRET_EXPIRES: '31.01.2027' }],
    ['API_CLIENT_SECRET_NEXT_EXPIRES', { API_CLIENT_SECRET_NEXT_EXPIRES: '2027-02-30' }],
    ['ASSERTION_ALGORITHM', { ASSERTION_ALGORITHM: 'HS256' }],
    ['GRAPH_CERTIFICATE_NEXT', { GRAPH_CERTIFICATE_NEXT: 'x' }],
    ['AUDIT_KEY', { AUDIT_KEY: 'a-short-key' }],
    ['AUDIT_DAYS', { AUDIT_DAYS: '0' }],
    ['AUDIT_DAYS', { AUDIT_DAYS: 'for ever' }],
    ['ACCOUNTS_KEY', { ACCOUNTS_KEY: 'a-short-key' }],
    ['ACCOUNTS_KEY', { ACCOUNTS_KEY: undefined }],
    ['ACCOUNTS_KEY_PREVIOUS', { ACCOUNTS_KEY_PREVIOUS: 'a-short-key' }],
    ['API_KEYS_PEPPER', { API_KEYS_PEPPER: 'a-short-key' }],
    ['API_KEYS_PEPPER', { API_KEYS_PEPPER: undefined }],
    ['API_KEYS_PEPPER_PREVIOUS', { API_KEYS_PEPPER_PREVIOUS: 'a-short-key' }],
    ['PUBLIC_URL', { PUBLIC_URL: undefined }],
    ['PUBLIC_URL', { PUBLIC_URL: 'ringcard.nordwind.example' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'http://ringcard.nordwind.example' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://ringcard.nordwind.example/v1' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://user@ringcard.nordwind.example' }],
    ['PUBLIC_URL', { ...cloud, PUBLIC_URL: 'http://127.0.0.1:8787' }],
    ['COUNTRY', { COUNTRY: 'Germany' }],
    ['TOKEN_MAX_AGE_SECONDS', { TOKEN_MAX_AGE_SECONDS: '60' }],
    ['TOKEN_MAX_AGE_SECONDS', { TOKEN_MAX_AGE_SECONDS: '86401' }],
    ['PUBLISH_DELAY_SECONDS', { PUBLISH_DELAY_SECONDS: 'soon' }],
    ['LOCAL_TENANT', { LOCAL_TENANT: 'yes' }],
    ['ENTRA_URL', { ENTRA_URL: 'https://login.evil.example' }],
    ['ENTRA_URL', { ...cloud, ENTRA_URL: 'http://127.0.0.1:9443' }],
    ['ENTRA_URL', { ...cloud, ENTRA_URL: 'http://login.microsoftonline.com' }],
    ['GRAPH_URL', { ...cloud, GRAPH_URL: 'https://graph.microsoft.com/beta' }],
    ['GRAPH_URL', { ...cloud, GRAPH_URL: 'https://user@graph.microsoft.com' }],
    ['GRAPH_URL', { ...cloud, GRAPH_URL: 'https://graph.microsoft.com:8443' }],
    ['PUBLIC_URL', { PUBLIC_URL: '' }],
    ['BUDGETS', { BUDGETS: '{' }],
    ['BUDGETS', { BUDGETS: '[]' }],
    ['BUDGETS', { BUDGETS: '{"programs":{}}' }],
    ['BUDGETS', { BUDGETS: '{"persons":{"lookups":5}}' }],
    ['BUDGETS', { BUDGETS: '{"persons":{"lookupsPerMinute":0}}' }],
    ['BUDGETS', { BUDGETS: '{"keys":{"searchesPerMinute":"many"}}' }],
    ['BUDGETS', { BUDGETS: '{"persons":{"numbersPerDay":299}}' }],
    ['SOURCES', { SOURCES: undefined }],
    ['SOURCES', { SOURCES: '{' }],
    ['SOURCES', { SOURCES: '{}' }],
    ['SOURCES', { SOURCES: sourcesWith({ id: 'Sales!' }) }],
    ['SOURCES', { SOURCES: sourcesWith({ kind: 'users' }) }],
    ['SOURCES', { SOURCES: sourcesWith({ mailbox: 'no address' }) }],
    ['SOURCES', { SOURCES: sourcesWith({ groups: ['Sales'] }) }],
    ['SOURCES', { SOURCES: sourcesWith({ groups: ['everyone'] }) }],
    ['SOURCES', { SOURCES: sourcesWith({ groups: 'all' }) }],
    ['SOURCES', { SOURCES: sourcesWith({ groups: undefined }) }],
    ['SOURCES', { SOURCES: sourcesWith({ folders: [] }) }],
    ['SOURCES', { SOURCES: sourcesWith({ country: 'de' }) }],
    ['SOURCES', { SOURCES: JSON.stringify([SOURCES[0], SOURCES[0]]) }],
  ])('names %s when it is wrong (%#)', (variable, changes) => {
    const trouble = troubleOf(changes);
    expect(trouble?.variable).toBe(variable);
    expect(trouble?.expected.length).toBeGreaterThan(5);
  });

  it('never repeats a value', () => {
    const secret = 'hunter2-hunter2';
    for (const name of Object.keys(VARIABLES))
      expect(JSON.stringify(troubleOf({ [name]: secret }) ?? '')).not.toContain(secret);
  });

  it('makes the worker answer 503 without a reason while it is wrong, and log the reason', async () => {
    const broken = { ...env, ...VARIABLES, TENANT_ID: 'nonsense' };
    const request = new Request('https://worker.example/v1/health');
    const response = await worker.fetch(
      request as Parameters<typeof worker.fetch>[0],
      broken,
      createExecutionContext(),
    );
    expect(response.status).toBe(503);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.json()).toMatchObject({ code: 'internal' });
    await worker.scheduled(createScheduledController(), broken);
  });
});
