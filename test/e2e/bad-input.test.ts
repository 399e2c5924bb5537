import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '#shared/api.ts';
import { API_CLIENT_ID } from '../tenant/ids.ts';
import { hover, openStage, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ contacts: 100 });
});
afterAll(async () => stage?.close());

/** A server that is not a Ringcard worker. */
async function stranger(): Promise<{ url: string; close(): void }> {
  const server = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hello</h1>'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    close: () => server.close(),
  };
}

describe('the options page', () => {
  it('shows the current setup, and finds the worker', async () => {
    const page = await stage.options();
    expect(await page.locator('#workerUrl').inputValue()).toBe(stage.services.worker.url);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('A Ringcard worker answers.').waitFor();
    await page.close();
  });

  it('reports an invalid address or id, and keeps the typed text', async () => {
    const page = await stage.options();
    await page.locator('#workerUrl').fill('http://ringcard.example');
    await page.locator('#tenantId').fill('contoso');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The address must begin with https://').waitFor();
    await page.getByText('A tenant ID has 32 letters and digits').waitFor();
    expect(await page.locator('#workerUrl').inputValue()).toBe('http://ringcard.example');
    await page.reload();
    await expect.poll(() => page.locator('#workerUrl').inputValue()).toBe(stage.services.worker.url);
    await page.close();
  });

  it('distinguishes an unreachable worker, a foreign server and another organisation', async () => {
    const other = await stranger();
    const page = await stage.options();
    const test = async () => page.getByRole('button', { name: 'Test connection' }).click();
    await page.locator('#workerUrl').fill('http://127.0.0.1:9');
    await test();
    await page.getByText('The directory cannot be reached').waitFor();
    await page.locator('#workerUrl').fill(other.url);
    await test();
    await page.getByText('There is no Ringcard at this address').waitFor();
    await page.locator('#workerUrl').fill(stage.services.worker.url);
    await page.locator('#tenantId').fill('00000000-1111-4222-8333-444444444444');
    await test();
    await page.getByText('The worker belongs to another organisation').waitFor();
    other.close();
    await page.close();
  });
});

describe('signing in', () => {
  it('reports a closed window, and can be repeated', async () => {
    const popup = await stage.popup();
    const [window] = await Promise.all([
      stage.browser.context.waitForEvent('page'),
      popup.getByRole('button', { name: 'Sign in' }).click(),
    ]);
    await window.locator('input[name=loginfmt]').waitFor();
    await window.close();
    await popup.getByText('The sign-in was not completed').waitFor();
    await stage.signInAt(
      () =>
        popup
          .getByRole('button', { name: /Sign in|Try again/ })
          .first()
          .click(),
      'jonas.keller@nordwind.example',
    );
    await popup.close();
  });

  it('without any group names the group to ask for and the person to ask, in the popup and in the card', async () => {
    const popup = await stage.popup();
    await popup.getByText('You may not use the directory yet').waitFor();
    await popup.getByText('not in the group “Sales”. Ask it@nordwind.example').waitFor();
    const page = await stage.open('<!doctype html><p>Call <span id="number">+49 30 23125 000</span>');
    const card = await hover(page, page.locator('#number'));
    await card.getByText('not in the group “Sales”').waitFor();
    await page.close();
    await popup.close();
  });
});

describe('the worker', () => {
  const ask = async (path: string, token?: string) => {
    const response = await fetch(
      stage.services.worker.url + path,
      token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
    );
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    return problem.parse(await response.json());
  };
  const token = () => stage.services.tenant.entra.issueUserToken(stage.services.tenant.demo.user);

  it('tells a person without a token to sign in', async () => {
    expect(await ask('/v1/lookup?number=%2B493023125000')).toMatchObject({ status: 401, code: 'signed_out' });
  });

  it('distinguishes an expired token from a rejected one', async () => {
    const { entra } = stage.services.tenant;
    const expired = await entra.issueToken({ exp: Math.floor(Date.now() / 1000) - 600 });
    expect(await ask('/v1/lookup?number=%2B493023125000', expired)).toMatchObject({
      status: 401,
      code: 'token_expired',
    });
    for (const wrong of [{ aud: 'somebody-else' }, { azp: API_CLIENT_ID }, { scp: null }, { ver: '1.0' }]) {
      expect(await ask('/v1/lookup?number=%2B493023125000', await entra.issueToken(wrong))).toMatchObject({
        status: 401,
        code: 'token_rejected',
      });
    }
  });

  it('reports a text that is not a number, and a search that is too short', async () => {
    expect(await ask('/v1/lookup?number=hello', await token())).toMatchObject({
      status: 400,
      code: 'not_a_number',
    });
    expect(await ask('/v1/search?q=a', await token())).toMatchObject({
      status: 400,
      code: 'query_too_short',
    });
  });

  it('still answers from its last good state while Microsoft 365 is down', async () => {
    await stage.control('POST', '/faults', { match: { path: '/v1.0/users*' }, status: 503, times: 1000 });
    await stage.services.worker.runSchedule();
    const [number] = stage.services.tenant.demo.numbers;
    const response = await fetch(
      `${stage.services.worker.url}/v1/lookup?number=${encodeURIComponent(number?.e164 ?? '')}`,
      {
        headers: { authorization: `Bearer ${await token()}` },
      },
    );
    expect(response.status).toBe(200);
    expect((await response.json()).hits.length).toBeGreaterThan(0);
    await stage.control('DELETE', '/faults');
  });
});

describe('an unreachable worker', () => {
  it('is reported in the card, with a remedy', async () => {
    const popup = await stage.popup();
    await popup.getByText('You may not use the directory yet').waitFor();
    await stage.services.worker.stop();
    const page = await stage.open('<!doctype html><p>Call <span id="number">+49 30 23125 000</span>');
    const card = await hover(page, page.locator('#number'));
    await card.getByText('The directory cannot be reached').waitFor();
    await card.getByRole('button', { name: 'Try again' }).waitFor();
    await page.close();
    await popup.close();
  });
});
