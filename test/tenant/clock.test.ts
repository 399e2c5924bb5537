import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { API_CLIENT_ID } from './ids.ts';
import { startTenant } from './start.ts';

it('POST /clock moves tokens, delta links and the Date of every answer', async () => {
  const tlsFolder = mkdtempSync(join(tmpdir(), 'ringcard-clock-'));
  const start = Date.UTC(2030, 5, 1);
  const ports = { entra: 0, graph: 0, control: 0 };
  const tenant = await startTenant({ contacts: 100, tlsFolder, ports, now: () => start });
  onTestFinished(async () => {
    await tenant.close();
    rmSync(tlsFolder, { recursive: true });
  });
  const control = async (body: object) => {
    const response = await fetch(`${tenant.controlUrl}/clock`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };
  const newToken = () =>
    tenant.entra.issueToken({
      aud: 'https://graph.microsoft.com',
      appid: API_CLIENT_ID,
      roles: ['User.Read.All'],
      scp: null,
    });
  const ask = async (url: string, token: string) => {
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    return { status: response.status, date: response.headers.get('date'), body: await response.json() };
  };
  const token = await newToken();
  const users = `${tenant.graphUrl}/v1.0/users/delta`;
  const round = await ask(users, token);
  expect([round.status, round.date]).toEqual([200, 'Sat, 01 Jun 2030 00:00:00 GMT']);

  expect((await control({ advanceSeconds: 3601 })).body).toEqual({ now: '2030-06-01T01:00:01.000Z' });
  const expired = await ask(users, token);
  expect([expired.status, expired.date]).toEqual([401, 'Sat, 01 Jun 2030 01:00:01 GMT']);
  expect(expired.body.error.innerError.date).toBe('2030-06-01T01:00:01');

  await control({ advanceSeconds: 7 * 86_400 });
  const old = await ask(round.body['@odata.deltaLink'], await newToken());
  expect([old.status, old.body.error.code]).toEqual([410, 'SyncStateNotFound']);
  expect((await control({ advanceSeconds: -1 })).status).toBe(400);
});
