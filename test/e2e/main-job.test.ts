import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookupAnswer } from '#shared/api.ts';
import { aCustomer, readTruth } from '../support/truth.ts';
import { findCard, hover, leave, openStage, type Stage } from './stage.ts';

let stage: Stage;
let contact: Awaited<ReturnType<typeof aCustomer>>;
let number: string;

const listeners = () => ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => process.listenerCount(signal));
const listenersBefore = listeners();

beforeAll(async () => {
  stage = await openStage();
  contact = await aCustomer(stage.services);
  number = contact.number;
});

afterAll(async () => stage?.close());

const page = (
  text: string,
) => `<!doctype html><meta charset="utf-8"><title>Ticket</title><p>Call back: <span id="number">${text}</span></p>
<p>Unknown: <span id="unknown">+61 2 5550 0042</span></p>
<script>
  window.mutations = 0;
  new MutationObserver((list) => { window.mutations += list.length; }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
</script>`;

const mutationsIn = (opened: Awaited<ReturnType<Stage['open']>>) =>
  opened.evaluate(() => (window as unknown as { mutations: number }).mutations);

describe('the demonstration’s browser', () => {
  it('leaves Ctrl-C to the program that opened it', () => {
    expect(listeners()).toEqual(listenersBefore);
  });
});

describe('from a shared mailbox to a name on a web page', () => {
  it('marks numbers without changing the page', async () => {
    const opened = await stage.open(page(number));
    await expect
      .poll(() => opened.evaluate(() => [...(CSS.highlights.get('phone-number') ?? [])].length))
      .toBe(2);
    expect(await opened.evaluate(() => [...CSS.highlights.keys()])).toEqual(['phone-number']);
    expect(await mutationsIn(opened)).toBe(0);
    await opened.close();
  });

  it('asks a signed-out person to sign in, and then shows the contact', async () => {
    const opened = await stage.open(page(number));
    const card = await hover(opened, opened.locator('#number'));
    await card.getByRole('heading', { name: 'You are signed out' }).waitFor();
    // The button takes clicks by hand only: visible for half a second, pressed and released inside.
    await opened.waitForTimeout(700);
    await stage.signInAt(() => card.getByRole('button', { name: 'Sign in' }).click());
    await leave(opened);
    const shown = await hover(opened, opened.locator('#number'));
    await shown.getByText(contact.displayName, { exact: true }).first().waitFor();
    await opened.close();
  });

  it('shows name, company and source of a hovered number; the page sees no letter of them', async () => {
    const opened = await stage.open(page(number));
    const card = await hover(opened, opened.locator('#number'));
    await card.getByText(contact.displayName, { exact: true }).first().waitFor();
    const text = await card.locator('body').innerText();
    expect(text).toContain(contact.displayName);
    expect(text).toContain(contact.companyName);
    expect(text).toContain('Customers');
    expect(await opened.evaluate(() => document.documentElement.outerHTML)).not.toContain(
      contact.displayName,
    );
    expect(
      await opened.evaluate(
        (name) => (window as unknown as { find(text: string): boolean }).find(name),
        contact.displayName,
      ),
    ).toBe(false);
    await leave(opened);
    // The card's host came and went on the root element, so the body never changed.
    expect(await opened.evaluate(() => document.body.innerHTML.includes('iframe'))).toBe(false);
    await opened.close();
  });

  it('dials from the card on a page that forbids frames, and the card stays', async () => {
    const opened = await stage.open(
      `<meta http-equiv="content-security-policy" content="default-src 'self' 'unsafe-inline'; frame-src 'none'">${page(number)}`,
    );
    const card = await hover(opened, opened.locator('#number'));
    await card.locator('a.call').first().waitFor();
    const devTools = await stage.browser.context.newCDPSession(card);
    await devTools.send('Page.enable');
    const called: string[] = [];
    devTools.on('Page.windowOpen', ({ url }) => called.push(url));
    // The button acts half a second after the card became visible.
    await opened.waitForTimeout(700);
    await card.locator('a.call').first().click();
    await expect.poll(() => called).toEqual([`tel:${number}`]);
    await card.getByText(contact.displayName, { exact: true }).first().waitFor();
    await opened.close();
  });

  it('applies a changed number format at once, and stops dialling when it is switched off', async () => {
    const options = await stage.options();
    const set = (settings: object) =>
      options.evaluate(
        (values) => Reflect.get(window, 'chrome').storage.local.set({ settings: values }),
        settings,
      );
    const opened = await stage.open(page(number));
    const card = await hover(opened, opened.locator('#number'));
    const shown = card.locator('.asked .number');
    await shown.waitFor();
    expect(await shown.innerText()).toMatch(/^\+49 /);
    await set({ country: 'DE', numberFormat: 'national', callHandler: 'none' });
    await expect.poll(() => shown.innerText()).toMatch(/^0[1-9]/);
    expect(await card.locator('.call').count()).toBe(0);
    await set({});
    await card.locator('.call').first().waitFor();
    await opened.close();
    await options.close();
  });

  it('shows that nobody has the number, and offers to search for it', async () => {
    const opened = await stage.open(page(number));
    const card = await hover(opened, opened.locator('#unknown'));
    await card.getByText('No contact in the sources you may see.').waitFor();
    await card.getByRole('button', { name: 'Search for it' }).waitFor();
    await opened.close();
  });

  it('shows the company for an unknown extension, and no person', async () => {
    const { worker, tenant } = stage.services;
    const authorization = `Bearer ${await tenant.entra.issueUserToken(tenant.demo.user)}`;
    const lookUp = async (e164: string) =>
      lookupAnswer.parse(
        await (
          await fetch(`${worker.url}/v1/lookup?number=${encodeURIComponent(e164)}`, {
            headers: { authorization },
          })
        ).json(),
      );
    const { sources } = await readTruth(stage.services);
    const known = sources.flatMap(({ contacts }) =>
      contacts.flatMap(({ numbers }) => numbers.map(({ e164 }) => e164 ?? '')),
    );
    let unknown: Awaited<ReturnType<typeof lookUp>> | undefined;
    for (const e164 of known.filter((number) => number.startsWith('+49'))) {
      unknown = await lookUp(`${e164.slice(0, -1)}${(Number(e164.at(-1)) + 5) % 10}`);
      if (unknown.match === 'company') break;
    }
    expect(unknown).toMatchObject({ match: 'company', hits: [{ contact: { emails: [] } }] });
    const opened = await stage.open(page(unknown?.number.international ?? ''));
    const card = await hover(opened, opened.locator('#number'));
    await card.getByText('Probably this company').waitFor();
    expect(await card.locator('body').innerText()).toContain(unknown?.hits[0]?.contact.company);
    expect(await card.locator('a[href^="tel:"], a[href^="mailto:"]').count()).toBe(0);
    await opened.close();
  });

  it('opens no card for numbers that move under a resting pointer', async () => {
    const opened = await stage.open(page(number));
    await expect.poll(() => opened.evaluate(() => CSS.highlights.get('phone-number')?.size)).toBe(2);
    await opened.mouse.move(300, 500, { steps: 5 });
    await opened.waitForTimeout(500);
    await opened.evaluate(() => {
      const element = document.querySelector<HTMLElement>('#number');
      if (element) Object.assign(element.style, { position: 'fixed', left: '260px', top: '490px' });
    });
    await opened.waitForTimeout(1500);
    expect(findCard(opened)).toBeUndefined();
    await opened.close();
  });

  it('lists the sources in the popup, and finds a misspelled name there', async () => {
    const popup = await stage.popup();
    await popup.getByText('You see: Customers, Suppliers').waitFor();
    const [, last = ''] = contact.displayName.split(' ');
    await popup
      .locator('input')
      .first()
      .fill(`${contact.displayName.split(' ')[0]} ${last.slice(0, -2)}${last.at(-1)}${last.at(-2)}`);
    await popup.getByText(contact.displayName, { exact: true }).first().waitFor();
    await popup.close();
  });

  it('finds an internal number once the options hold the company’s main number', async () => {
    const internal = `-${number.slice(-2)}`;
    const before = await stage.popup(internal);
    await before.getByText('Nobody found').waitFor();
    await before.close();
    const options = await stage.options();
    await options.locator('#main').fill(number.slice(0, -2));
    await options.getByRole('button', { name: 'Save' }).click();
    await options.getByText('Saved.').waitFor();
    const popup = await stage.popup(internal);
    await popup.getByText(contact.displayName, { exact: true }).first().waitFor();
    await popup.close();
    await options.locator('#main').fill('');
    await options.getByRole('button', { name: 'Save' }).click();
    await options.getByText('Saved.').waitFor();
    await options.close();
  });

  it('shows a changed name after one delta', async () => {
    const renamed = 'Friederike Umbenannt';
    await stage.control('PATCH', `/contacts/${encodeURIComponent(contact.id)}`, {
      displayName: renamed,
      givenName: 'Friederike',
      surname: 'Umbenannt',
    });
    await stage.control('DELETE', '/requests');
    await stage.control('POST', '/sync');
    const opened = await stage.open(page(number));
    const card = await hover(opened, opened.locator('#number'));
    await card.getByText(renamed, { exact: true }).first().waitFor();
    expect(await card.locator('body').innerText()).not.toContain(contact.displayName);
    await opened.close();
  });

  it('refuses a person removed from the groups with the next token, and names the group and the person to ask', async () => {
    const user = stage.services.tenant.demo.user;
    for (const group of ['Sales', 'Purchasing']) {
      await stage.control('DELETE', `/groups/${group}/members/${encodeURIComponent(user)}`);
    }
    const popup = await stage.popup();
    await popup.getByText('You see: Customers, Suppliers').waitFor();
    await popup.getByRole('button', { name: 'Anna Berger' }).click();
    await popup
      .getByRole('menuitem', { name: 'Sign out', exact: true })
      .or(popup.getByRole('button', { name: 'Sign out', exact: true }))
      .first()
      .click();
    // After signing out the person must choose the account again.
    await stage.signInAt(() => popup.getByRole('button', { name: 'Sign in' }).click());
    await popup.getByText('Sales').first().waitFor();
    expect(await popup.locator('body').innerText()).toContain('it@nordwind.example');
    const opened = await stage.open(page(number));
    const card = await hover(opened, opened.locator('#number'));
    await card.getByText('it@nordwind.example').waitFor();
    expect(await card.locator('body').innerText()).not.toContain('Umbenannt');
    await opened.close();
    await popup.close();
  });
});
