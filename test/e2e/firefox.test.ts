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

/** After this idle time Firefox ends the background page, even while a page waits for its answer. */
const IDLE = 'extensions.background.idle.timeout';
const PAUSE_MS = 1000;
const USUAL_PAUSE_MS = 30_000;
/** WebDriver's code of the key. */
const ENTER = '\uE007';
const PATIENT = { timeout: 10_000 };

beforeAll(async () => {
  services = await startServices({ contacts: 300, target: 'firefox' });
  [contact] = await Promise.all([aCustomer(services), services.sync()]);
  const call = `<p style='margin: 200px'>Call back: <span id='number'>${contact.number}</span></p>`;
  const start = '<!doctype html><meta charset="utf-8"><title>Ticket</title>';
  site = await serve({
    '/': start + call,
    '/mail': `${start}<iframe srcdoc="${call}" width="800" height="500"></iframe>`,
  });
  browser = await Firefox.open({
    executable: ensureFirefox(() => undefined),
    extension: services.extension,
    caFile: services.tenant.tls.caFile,
    preferences: { [IDLE]: PAUSE_MS },
  });
  firefox = browser.firefox;
});

afterAll(async () => {
  await browser?.close();
  site?.close();
  await services?.stop();
});

async function serve(pages: Record<string, string>): Promise<Server> {
  const server = createServer((req, res) => {
    res.setHeader('content-type', 'text/html');
    res.end(pages[req.url ?? '/']);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return server;
}

function siteName(): string {
  const address = site.address();
  return `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

/** The number of marks in the current page or frame. */
const marks = () => firefox.run<number>('return CSS.highlights.get("phone-number")?.size ?? 0');

/** Rests the pointer on the number. Later commands go into the card's frame. */
async function openCard(): Promise<void> {
  await firefox.goTo(`http://${siteName()}/`);
  await expect.poll(marks, PATIENT).toBe(1);
  await firefox.hover('#number');
  await firefox.enterFrame();
}

/** Requires how often the work asks the tenant for a sign-in and for tokens. */
async function expectRequests(wanted: { authorize: number; token: number }, work: () => Promise<unknown>) {
  await control(services, 'DELETE', '/requests');
  await work();
  await expect.poll(() => ({ ...services.tenant.entra.requests }), PATIENT).toMatchObject(wanted);
}

async function openPopup(): Promise<void> {
  await firefox.goToOwn('popup.html');
}

async function press(item: string, person: string): Promise<void> {
  await openPopup();
  await firefox.click({ button: person });
  await firefox.click({ button: item });
}

const people = () => services.tenant.demo.people;

/** Signs in from the open popup, through the real window. */
const signInAs = (user: string, linger?: () => Promise<void>) =>
  firefox.signIn({
    press: () => firefox.click({ button: 'Sign in' }),
    user,
    password: services.tenant.demo.password,
    ...(linger && { linger }),
  });

/** Everything that the add-on stores: its storage areas, and MSAL's. */
const kept = () =>
  firefox.run<string>(`const { storage } = window.browser;
    return Promise.all([storage.local.get(), storage.session.get()])
      .then((areas) => JSON.stringify([...areas, { ...localStorage }, { ...sessionStorage }]));`);

/** Stores settings as the options page does. */
const store = (settings: object) =>
  firefox.run(
    'return window.browser.storage.local.set(JSON.parse(arguments[0]))',
    JSON.stringify({ settings }),
  );

async function renewAccess(): Promise<void> {
  await press('Renew now', 'Anna Berger');
  await expect
    .poll(() => firefox.run('return document.querySelector("#account-menu button").ariaDisabled'), PATIENT)
    .toBe('false');
  await firefox.seeText('Your groups as of just now');
}

describe('the add-on in Firefox', () => {
  it('asks a signed-out person to sign in when the pointer rests on a number', async () => {
    await openCard();
    await firefox.seeText('You are signed out');
  });

  it('reports an incomplete sign-in after a closed window or a step back', async () => {
    await openPopup();
    const give = (up: () => Promise<void>) =>
      firefox.inSignInWindow(() => firefox.click({ button: 'Sign in' }), up);
    await give(() => firefox.closeWindow());
    await firefox.seeText('The sign-in was not completed');
    await openPopup();
    await give(() => firefox.click({ selector: '#idBtn_Back' }));
    await firefox.seeText('The sign-in was not completed');
  });

  it('signs in through the real window, however long the person takes there', async () => {
    await openPopup();
    // Firefox first tries without a window.
    await expectRequests({ authorize: 2, token: 1 }, async () => {
      await signInAs(people().anna, async () => {
        await new Promise((resolve) => setTimeout(resolve, 2 * PAUSE_MS));
        expect(await firefox.backgroundState()).toBe('running');
      });
      await firefox.seeText('You see: Customers, Suppliers');
    });
  });

  it('shows name, company and source of a number, and the page learns neither these nor the kind of browser', async () => {
    await openCard();
    const shown = await firefox.seeText(contact.displayName);
    expect(shown).toContain(contact.companyName);
    expect(shown).toContain('Customers');
    await firefox.leaveFrame();
    const known = await firefox.run<string>(
      `return document.documentElement.outerHTML + JSON.stringify(performance.getEntries())`,
    );
    expect(known).not.toContain(contact.displayName);
    // The add-on's address would identify the profile: it differs between profiles and stays for years.
    expect(known).not.toContain('moz-extension');
  });

  it('reads a frame filled by the page itself, and shows the card in it', async () => {
    await firefox.goTo(`http://${siteName()}/mail`);
    await firefox.enterFrame();
    await expect.poll(marks, PATIENT).toBe(1);
    await firefox.hover('#number');
    await firefox.enterFrame();
    await firefox.seeText(contact.displayName);
  });

  it('removes the marks from a paused site, and restores them', async () => {
    await firefox.goTo(`http://${siteName()}/`);
    await expect.poll(marks, PATIENT).toBe(1);
    for (const blockedSites of [[siteName()], []]) {
      await firefox.inNewTab(async () => {
        await firefox.goToOwn('options.html');
        await store({ blockedSites });
      });
      await expect.poll(marks, PATIENT).toBe(blockedSites.length === 0 ? 1 : 0);
    }
  });

  it('suggests contacts after the keyword in the address bar, and Enter opens the search', async () => {
    await firefox.goTo('about:blank');
    await firefox.typeAddress(`ring ${contact.displayName}`);
    await expect
      .poll(async () => (await firefox.addressLines()).join('\n'), PATIENT)
      .toContain(`${contact.displayName} · ${contact.companyName}`);
    await firefox.typeAddress(ENTER);
    await firefox.seeText(contact.companyName ?? '');
  });

  it('finds a misspelled name in the popup', async () => {
    await openPopup();
    await firefox.type('input', `${contact.displayName.slice(0, -2)}${contact.displayName.at(-1)}`);
    await firefox.seeText(contact.companyName ?? '');
  });

  it('stays signed in after Firefox has ended the idle background page', async () => {
    await expect.poll(() => firefox.backgroundState(), PATIENT).toBe('stopped');
    await firefox.inBrowser('Services.prefs.setIntPref(...given)', IDLE, USUAL_PAUSE_MS);
    await expectRequests({ authorize: 0, token: 0 }, async () => {
      await openCard();
      await firefox.seeText(contact.displayName);
    });
  });

  it('renews the token in a new background page with the encrypted refresh token in its storage', async () => {
    await firefox.endBackground();
    await expectRequests({ authorize: 0, token: 1 }, renewAccess);
  });

  it('renews it through the session at Microsoft, without a window, after the refresh token has expired', async () => {
    services.tenant.entra.state.refreshTokensDead = true;
    const windows = await firefox.windows();
    // One request with the dead refresh token, one with the code.
    await expectRequests({ authorize: 1, token: 2 }, renewAccess);
    expect(await firefox.windows()).toEqual(windows);
  });

  it('forgets the person at sign-out', async () => {
    await openPopup();
    expect(await kept()).toContain(people().anna);
    await press('Sign out of Microsoft too', 'Anna Berger');
    await firefox.seeText('You are signed out');
    const left = await kept();
    for (const trace of [people().anna, 'Berger', contact.displayName, 'eyJ', 'login-hint', 'person-choices'])
      expect(left).not.toContain(trace);
    await openCard();
    expect(await firefox.seeText('You are signed out')).not.toContain(contact.displayName);
  });

  it('shows the next person only the sources of their own groups', async () => {
    services.tenant.entra.state.refreshTokensDead = false;
    await openPopup();
    await signInAs(people().mia);
    expect(await firefox.seeText('You see: Customers')).not.toContain('Suppliers');
    expect(await kept()).not.toContain(people().anna);
    await press('Sign out of Microsoft too', 'Mia Vogel');
    await firefox.seeText('You are signed out');
  });

  it('answers a person in more groups than a token holds', async () => {
    await openPopup();
    await signInAs(people().oskar);
    await firefox.seeText('You see: Customers');
    await openCard();
    await firefox.seeText(contact.displayName);
  });
});
