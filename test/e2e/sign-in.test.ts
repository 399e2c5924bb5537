import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { statusAnswer } from '#shared/api.ts';
import { signInWindow } from '../support/chromium.ts';
import { aCustomer } from '../support/truth.ts';
import { PROGRAM_CLIENT_ID } from '../tenant/ids.ts';
import { hover, openStage, type Stage } from './stage.ts';

/** The API of the extension's own pages. */
declare const chrome: {
  storage: Record<'local' | 'session', { get(): Promise<object> }>;
  windows: { onCreated: { addListener(listener: () => void): void } };
};

let stage: Stage;
let popup: Page;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => stage?.close());

beforeEach(async () => {
  await popup?.close();
  popup = await stage.popup();
});

const entra = () => stage.services.tenant.entra;
const people = () => stage.services.tenant.demo.people;
const button = (name: string, page = popup) => page.getByRole('button', { name, exact: true });

const signInAs = (name: 'anna' | 'mia' | 'oskar') =>
  stage.signInAt(() => button('Sign in').click(), people()[name]);

async function press(item: string, person: string): Promise<void> {
  await button(person).click();
  await button(item).click();
}

/** Requires how often the work asks the tenant for a sign-in and for tokens. */
async function expectRequests(wanted: { authorize: number; token: number }, work: () => Promise<unknown>) {
  await stage.control('DELETE', '/requests');
  await work();
  await expect.poll(() => ({ ...entra().requests })).toMatchObject(wanted);
}

/** The number of windows that the work opens. */
async function windowsDuring(work: () => Promise<unknown>): Promise<number> {
  const watcher = await stage.options();
  await watcher.evaluate(() => {
    const counted = window as unknown as { opened: number };
    counted.opened = 0;
    chrome.windows.onCreated.addListener(() => {
      counted.opened++;
    });
  });
  await work();
  const opened = await watcher.evaluate(() => (window as unknown as { opened: number }).opened);
  await watcher.close();
  return opened;
}

/** Everything that the extension stores: its storage areas, and MSAL's. */
async function kept(): Promise<string> {
  return popup.evaluate(async () =>
    JSON.stringify([
      await chrome.storage.local.get(),
      await chrome.storage.session.get(),
      { ...localStorage },
      { ...sessionStorage },
    ]),
  );
}

/** Entries in the browser of a person who has looked up a number. */
const OF_A_PERSON = ['login-hint', 'budgets', 'recents'];

async function lookUpACustomer(): Promise<void> {
  const { number } = await aCustomer(stage.services);
  const site = await stage.open(`<!doctype html><p id="number">${number}</p>`);
  await (await hover(site, site.locator('#number'))).getByText('Customers').waitFor();
  await site.close();
}

/** Ends the session at Microsoft, so that the next renewal finds nobody signed in. */
async function endAtMicrosoft(): Promise<void> {
  entra().state.refreshTokensDead = true;
  await stage.browser.context.clearCookies({ name: /^ESTSAUTH/ });
}

describe('an incomplete sign-in', () => {
  it('can be tried again at once after the window was closed', async () => {
    const window = await signInWindow(stage.browser.context, () => button('Sign in').click());
    await window.locator('#idSIButton9').waitFor();
    await window.close();
    await popup.getByText('The sign-in was not completed').waitFor();
    const again = await signInWindow(stage.browser.context, () => button('Sign in').click());
    await again.locator('#idBtn_Back').click();
    await popup.getByText('The sign-in was not completed').waitFor();
  });

  it('can be tried again at once after it was cancelled at Microsoft', async () => {
    const window = await signInWindow(stage.browser.context, () => button('Sign in').click());
    await Promise.all([window.waitForEvent('close'), window.locator('#idBtn_Back').click()]);
    await popup.getByText('The sign-in was not completed').waitFor();
    await signInAs('anna');
    await popup.getByText('You see: Customers, Suppliers').waitFor();
    await press('Sign out of Microsoft too', 'Anna Berger');
    await popup.getByText('You are signed out').waitFor();
  });
});

describe('concurrent questions', () => {
  it('share one window and one token', async () => {
    const other = await stage.popup();
    const windows = await windowsDuring(() =>
      expectRequests({ authorize: 1, token: 1 }, async () => {
        const first = signInAs('anna');
        await button('Sign in', other).click();
        await first;
        for (const page of [popup, other]) await page.getByText('You see: Customers, Suppliers').waitFor();
      }),
    );
    expect(windows).toBe(1);
    await other.close();
  });
});

describe('a token', () => {
  it('is renewed before it expires, without a window, once for all concurrent questions', async () => {
    entra().state.accessTokenSeconds = 240;
    await press('Renew now', 'Anna Berger');
    await popup.locator('#account-menu [aria-disabled=true]').waitFor();
    await popup.locator('#account-menu [aria-disabled=false]').waitFor();
    entra().state.accessTokenSeconds = 3600;
    const windows = await windowsDuring(() =>
      expectRequests({ authorize: 0, token: 1 }, async () => {
        const others = await Promise.all([stage.popup(), stage.popup()]);
        for (const page of others) {
          await page.getByText('You see: Customers, Suppliers').waitFor();
          await page.close();
        }
      }),
    );
    expect(windows).toBe(0);
  });

  it('brings new groups at once on request, and shows their age', async () => {
    await stage.control('POST', '/groups/Partner%20Team/members', { user: people().anna });
    await popup.getByText('You see: Customers, Suppliers').waitFor();
    await expectRequests({ authorize: 0, token: 1 }, async () => {
      await press('Renew now', 'Anna Berger');
      await popup.getByText('You see: Customers, Suppliers, Partners').waitFor();
    });
    await popup.getByText('Your groups as of just now').waitFor();
  });

  it('is renewed through the session at Microsoft, without a window, after the refresh token has expired', async () => {
    entra().state.refreshTokensDead = true;
    const windows = await windowsDuring(() =>
      // One request with the dead refresh token, one with the code.
      expectRequests({ authorize: 1, token: 2 }, () => press('Renew now', 'Anna Berger')),
    );
    expect(windows).toBe(0);
    await popup.getByText('You see: Customers, Suppliers').waitFor();
  });

  it('ends with the session at Microsoft, and the page explains how to go on', async () => {
    await stage.browser.context.clearCookies({ name: /^ESTSAUTH/ });
    await press('Renew now', 'Anna Berger');
    await popup.getByText('Sign in with your Microsoft 365 account').waitFor();
    entra().state.refreshTokensDead = false;
    await signInAs('anna');
    await popup.getByText('You see: Customers, Suppliers').waitFor();
  });
});

describe('the next person in the same browser', () => {
  it('finds nothing of the previous person, neither here nor at Microsoft', async () => {
    await lookUpACustomer();
    for (const trace of [people().anna, ...OF_A_PERSON]) expect(await kept()).toContain(trace);
    await press('Sign out of Microsoft too', 'Anna Berger');
    await popup.getByText('You are signed out').waitFor();
    const left = await kept();
    for (const trace of [people().anna, 'Berger', 'eyJ', ...OF_A_PERSON]) expect(left).not.toContain(trace);
    expect(await stage.browser.context.cookies(entra().url)).toEqual([]);
  });

  it('sees only the sources of their own groups', async () => {
    await signInAs('mia');
    await popup.getByText('You see: Customers').waitFor();
    await button('Mia Vogel').waitFor();
    expect(await popup.getByText('Suppliers').count()).toBe(0);
    expect(await kept()).not.toContain(people().anna);
    await press('Sign out of Microsoft too', 'Mia Vogel');
    await popup.getByText('You are signed out').waitFor();
  });

  it('may choose another account, though the previous person stays signed in at Microsoft', async () => {
    await signInAs('anna');
    await popup.getByText('You see: Customers, Suppliers').waitFor();
    await press('Sign out', 'Anna Berger');
    await popup.getByText('You are signed out').waitFor();
    await signInAs('mia');
    await popup.getByText('You see: Customers').waitFor();
    await button('Mia Vogel').waitFor();
    await press('Sign out of Microsoft too', 'Mia Vogel');
    await popup.getByText('You are signed out').waitFor();
  });

  it('finds nothing of the previous person whose session ended by itself', async () => {
    await signInAs('anna');
    await popup.getByText('You see: Customers, Suppliers').waitFor();
    await lookUpACustomer();
    await endAtMicrosoft();
    await press('Renew now', 'Anna Berger');
    await popup.getByText('Sign in with your Microsoft 365 account').waitFor();
    for (const trace of OF_A_PERSON) expect(await kept()).toContain(trace);
    entra().state.refreshTokensDead = false;
    await signInAs('mia');
    await popup.getByText('You see: Customers').waitFor();
    await button('Mia Vogel').waitFor();
    const left = await kept();
    for (const trace of [people().anna, 'Berger', 'budgets', 'recents']) expect(left).not.toContain(trace);
    await press('Sign out of Microsoft too', 'Mia Vogel');
    await popup.getByText('You are signed out').waitFor();
  });
});

describe('a person in more groups than a token holds', () => {
  it('learns that the groups could not be read, and gets answers once they can', async () => {
    await stage.control('POST', '/faults', {
      match: { path: '*/checkMemberGroups' },
      status: 503,
      times: 100,
    });
    await signInAs('oskar');
    await popup.getByText('Your groups could not be read').waitFor();
    expect(await popup.getByText('You see:').count()).toBe(0);
    await stage.control('DELETE', '/faults');
    await button('Try again').click();
    await popup.getByText('You see: Customers').waitFor();
  });
});

describe('a restart of the browser', () => {
  it('requires no new sign-in from a person who stays signed in at Microsoft', async () => {
    await press('Sign out of Microsoft too', 'Oskar Brandt');
    await popup.getByText('You are signed out').waitFor();
    entra().state.kmsi = true;
    await signInAs('anna');
    await popup.getByText('You see: Customers').waitFor();
    // Tokens are signed objects in base64; the disk holds none in readable form.
    expect(await popup.evaluate(() => JSON.stringify(localStorage))).not.toContain('eyJ');
    await stage.restartBrowser();
    popup = await stage.popup();
    await popup.getByText('You see: Customers').waitFor();
    await button('Anna Berger').waitFor();
  });
});

describe('access revoked by an administrator, here and at Microsoft', () => {
  it('ends at the next look-up, which shows the remedy', async () => {
    await popup.getByText('You see: Customers').waitFor();
    const { number } = await aCustomer(stage.services);
    const site = await stage.open(`<!doctype html><p id="number">${number}</p>`);
    await endAtMicrosoft();
    await revoke(await entra().issueUserToken(people().anna));
    // The worker refreshes its list of revocations twice a minute.
    const ended = popup.getByText('Sign in with your Microsoft 365 account');
    await expect
      .poll(
        async () => {
          await popup.reload();
          await popup.getByText('You see:').or(ended).waitFor();
          return ended.count();
        },
        { timeout: 55_000, interval: 1000 },
      )
      .toBe(1);
    const card = await hover(site, site.locator('#number'));
    await card.getByText('You are signed out').waitFor();
    await card.getByRole('button', { name: 'Sign in' }).waitFor();
    await site.close();
  });
});

/** Revokes the access of the token's person, as an administrator's program does. */
async function revoke(token: string): Promise<void> {
  const { url } = stage.services.worker;
  const status = await fetch(`${url}/v1/status`, { headers: { authorization: `Bearer ${token}` } });
  const { access } = statusAnswer.parse(await status.json());
  const admin = await entra().issueToken({
    azp: PROGRAM_CLIENT_ID,
    azpacr: '1',
    idtyp: 'app',
    roles: ['Directory.Admin'],
    scp: null,
    groups: null,
    name: null,
    preferred_username: null,
  });
  const revoked = await fetch(`${url}/v1/admin/revocations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
    body: JSON.stringify({ objectId: access?.objectId, reason: 'lost laptop' }),
  });
  expect(revoked.status).toBe(201);
}
