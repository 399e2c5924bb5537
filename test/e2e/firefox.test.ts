import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureFirefox } from '../setup/browser.ts';
import { Firefox } from '../support/firefox.ts';
import { type Services, startServices } from '../support/services.ts';
import { aCustomer, control } from '../support/truth.ts';

let services: Services;
let site: Server;
let browser: Awaited<ReturnType<typeof Firefox.open>>;
let firefox: Firefox;
let contact: Awaited<ReturnType<typeof aCustomer>>;

/** After so long without work Firefox ends the background page; its own bound is 30 s. */
const PAUSE_MS = 1000;

beforeAll(async () => {
  services = await startServices({ contacts: 300, target: 'firefox' });
  [contact] = await Promise.all([aCustomer(services), services.sync()]);
  site = await serve(`<!doctype html><meta charset="utf-8"><title>Ticket</title>
    <p style="margin: 200px">Call back: <span id="number">${contact.number}</span></p>`);
  browser = await Firefox.open({
    executable: ensureFirefox(() => undefined),
    extension: services.extension,
    caFile: services.tenant.tls.caFile,
    preferences: { 'extensions.background.idle.timeout': PAUSE_MS },
  });
  firefox = browser.firefox;
});

afterAll(async () => {
  await browser?.close();
  site?.close();
  await services?.stop();
});

async function serve(html: string): Promise<Server> {
  const server = createServer((_req, res) => {
    res.setHeader('content-type', 'text/html');
    res.end(html);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return server;
}

function siteUrl(): string {
  const address = site.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
}

/** Rests the pointer on the number; the commands go into the card's frame then. */
async function openCard(): Promise<void> {
  await firefox.goTo(siteUrl());
  await expect.poll(() => firefox.run('return CSS.highlights.get("phone-number")?.size')).toBe(1);
  await firefox.hover('#number');
  await firefox.enterFrame();
}

/** How often the tenant is asked for a sign-in and for tokens meanwhile. */
async function expectRequests(wanted: { authorize: number; token: number }, work: () => Promise<unknown>) {
  await control(services, 'DELETE', '/requests');
  await work();
  await expect.poll(() => ({ ...services.tenant.entra.requests })).toMatchObject(wanted);
}

async function openPopup(): Promise<void> {
  await firefox.goToOwn('popup.html');
}

async function renewAccess(): Promise<void> {
  await openPopup();
  await firefox.click({ button: 'Anna Berger' });
  await firefox.click({ button: 'Renew now' });
  await expect
    .poll(() => firefox.run('return document.querySelector("#account-menu button").ariaDisabled'))
    .toBe('false');
  await firefox.seeText('Your groups as of just now');
}

describe('in Firefox', () => {
  it('asks a person who rests on a number to sign in', async () => {
    await openCard();
    await firefox.seeText('You are signed out');
  });

  it('signs in through the real window, however long the person takes there', async () => {
    await openPopup();
    // Firefox itself asks without a window first.
    await expectRequests({ authorize: 2, token: 1 }, async () => {
      await firefox.signIn({
        press: () => firefox.click({ button: 'Sign in' }),
        user: services.tenant.demo.user,
        password: services.tenant.demo.password,
        linger: async () => {
          await new Promise((resolve) => setTimeout(resolve, 2 * PAUSE_MS));
          expect(await firefox.backgroundState()).toBe('running');
        },
      });
      await firefox.seeText('You see: Customers, Suppliers');
    });
  });

  it('shows name, company and source of a number; the page learns neither them nor which browser this is', async () => {
    await openCard();
    const shown = await firefox.seeText(contact.displayName);
    expect(shown).toContain(contact.companyName);
    expect(shown).toContain('Customers');
    await firefox.leaveFrame();
    const known = await firefox.run<string>(
      `return document.documentElement.outerHTML + JSON.stringify(performance.getEntries())`,
    );
    expect(known).not.toContain(contact.displayName);
    // The add-on's address is another in each profile, and the same for years.
    expect(known).not.toContain('moz-extension');
  });

  it('finds a misspelt name in the popup', async () => {
    await openPopup();
    await firefox.type('input', `${contact.displayName.slice(0, -2)}${contact.displayName.at(-1)}`);
    await firefox.seeText(contact.companyName ?? '');
  });

  it('is still signed in after the background page had nothing to do and was ended', async () => {
    await expect.poll(() => firefox.backgroundState(), { timeout: 10_000 }).toBe('stopped');
    await expectRequests({ authorize: 0, token: 0 }, async () => {
      await openCard();
      await firefox.seeText(contact.displayName);
    });
  });

  it('renews the token in a new background page, by the refresh token that lies encrypted in its storage', async () => {
    await firefox.endBackground();
    await expectRequests({ authorize: 0, token: 1 }, renewAccess);
  });

  it('renews it by the session at Microsoft, without a window, once the refresh token has reached its end', async () => {
    services.tenant.entra.state.refreshTokensDead = true;
    const windows = await firefox.windows();
    // The dead refresh token, then the code.
    await expectRequests({ authorize: 1, token: 2 }, renewAccess);
    expect(await firefox.windows()).toEqual(windows);
  });

  it('signs out', async () => {
    await openPopup();
    await firefox.click({ button: 'Anna Berger' });
    await firefox.click({ button: 'Sign out' });
    await firefox.seeText('You are signed out');
    await openCard();
    expect(await firefox.seeText('You are signed out')).not.toContain(contact.displayName);
  });
});
