import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../../worker/configuration.ts';
import { appGraph, entraApp } from '../../../worker/graph/app-graph.ts';
import { createCredentialsStatus, warnOfExpiry } from '../../../worker/graph/credentials-status.ts';
import { MailboxGate } from '../../../worker/graph/gate.ts';
import { createLog } from '../../../worker/log.ts';
import { CERTIFICATE } from '../support/certificates.ts';
import { refusal } from '../support/fake-graph.ts';
import { VARIABLES } from '../support/settings.ts';
import { advanceSeconds } from '../support/source-runner.ts';
import { World } from '../support/world.ts';

const world = World.perTest();
const DAY_SECONDS = 24 * 60 * 60;

function statusWith(variables: Record<string, string> = {}) {
  const configuration = readConfiguration({ ...VARIABLES, ...variables });
  return createCredentialsStatus({
    clientId: configuration.apiClientId,
    credentials: configuration.credentials,
    app: entraApp(configuration),
    graph: appGraph(configuration, new MailboxGate()),
    now: () => Date.now(),
  });
}

const registration = () => world.microsoft.paths.filter((path) => path.includes('applications')).length;

describe('the expiry of a secret', () => {
  it('comes from the app’s registration where the app may read it; the hint tells which secret is meant', async () => {
    world.microsoft.passwordCredentials = [
      { hint: 'xyz', endDateTime: '2035-01-03T08:00:00Z' },
      { hint: 'inv', endDateTime: '2034-12-01T08:00:00Z' },
      { hint: 'inv', endDateTime: '2035-01-31T20:00:00Z' },
    ];
    const status = statusWith({ API_CLIENT_SECRET_EXPIRES: '2040-01-01' });
    expect(await status()).toEqual([
      {
        variable: 'API_CLIENT_SECRET',
        kind: 'secret',
        source: 'graph',
        expiresAt: '2035-01-31T20:00:00.000Z',
        daysLeft: 30,
      },
    ]);
  });

  it('is requested once in six hours, even where the app may not read it', async () => {
    const status = statusWith();
    expect(await status()).toEqual([{ variable: 'API_CLIENT_SECRET', kind: 'secret', source: 'unknown' }]);
    advanceSeconds(6 * 3600 - 1);
    await status();
    expect(registration()).toBe(1);
    advanceSeconds(2);
    world.microsoft.passwordCredentials = [{ hint: 'inv', endDateTime: '2035-01-02T08:00:00Z' }];
    expect(await status()).toMatchObject([{ source: 'graph' }]);
    expect(registration()).toBe(2);
  });

  it('is requested again soon after an outage', async () => {
    world.microsoft.failOnce(/applications/, () => refusal(429, 'TooManyRequests', { 'retry-after': '60' }));
    world.microsoft.passwordCredentials = [{ hint: 'inv', endDateTime: '2035-01-02T08:00:00Z' }];
    const status = statusWith();
    expect(await status()).toMatchObject([{ source: 'unknown' }]);
    expect(await status()).toMatchObject([{ source: 'graph', daysLeft: 1 }]);
  });

  it('is the date that the administrator configured where Graph gives none', async () => {
    const status = statusWith({
      API_CLIENT_SECRET_EXPIRES: '2034-12-31',
      API_CLIENT_SECRET_NEXT: 'xyz-next',
      API_CLIENT_SECRET_NEXT_EXPIRES: '2036-01-01',
    });
    expect(await status()).toMatchObject([
      { source: 'configured', expiresAt: '2034-12-31T00:00:00.000Z', daysLeft: -2 },
      { source: 'configured', daysLeft: 364 },
    ]);
  });
});

describe('the expiry of a certificate', () => {
  const GRAPH_PRIVATE_KEY = '-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----';

  it('is read from the certificate; an unreadable key is reported', async () => {
    const status = statusWith({ GRAPH_CERTIFICATE: CERTIFICATE, GRAPH_PRIVATE_KEY });
    expect(await status()).toMatchObject([
      {
        variable: 'GRAPH_CERTIFICATE',
        kind: 'certificate',
        source: 'certificate',
        expiresAt: '2036-03-01T12:00:00.000Z',
        daysLeft: 425,
        refused: { code: 'certificate_unreadable', since: '2035-01-01T08:00:00.000Z' },
      },
      { variable: 'API_CLIENT_SECRET' },
    ]);
  });

  it('is unknown when the certificate cannot be read, and Graph is not asked about it', async () => {
    const broken = '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----';
    const alone = { GRAPH_CERTIFICATE: broken, GRAPH_PRIVATE_KEY, API_CLIENT_SECRET: '' };
    expect(await statusWith(alone)()).toEqual([
      { variable: 'GRAPH_CERTIFICATE', kind: 'certificate', source: 'unknown' },
    ]);
    expect(registration()).toBe(0);
  });
});

describe('the warning before a credential ends', () => {
  it('comes 30, 14, 7 and 1 days before the expiry, and daily after it', async () => {
    const lines: string[] = [];
    const status = statusWith({ API_CLIENT_SECRET_EXPIRES: '2035-02-05' });
    for (let day = 0; day < 38; day++) {
      await warnOfExpiry(
        status,
        createLog((line) => lines.push(line)),
      );
      advanceSeconds(DAY_SECONDS);
    }
    const told = lines.map((line) => JSON.parse(line));
    expect(told.map(({ event, daysLeft }) => [event, daysLeft])).toEqual([
      ['credential_expires', 30],
      ['credential_expires', 14],
      ['credential_expires', 7],
      ['credential_expires', 1],
      ['credential_expired', -1],
      ['credential_expired', -2],
      ['credential_expired', -3],
    ]);
    expect(told[0].variable).toBe('API_CLIENT_SECRET');
  });
});
