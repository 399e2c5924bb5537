import { performance } from 'node:perf_hooks';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ringer, startRinger } from '../support/ringer.ts';
import { bundleSoftphone, type FromNpm, installSoftphone } from '../support/softphones.ts';
import {
  type CallStage,
  callCard,
  findCall,
  hideCaller,
  mutationsOutside,
  noCallCard,
  openCallStage,
} from './softphone-stage.ts';

/** Real softphone front-ends, rung over SIP by the tests' own exchange. */

/** One site for each phone, because each site has its own budget. */
const SITES = ['german-desk', 'corner-toast', 'react-softphone', 'azure'] as const;
const site = (name: (typeof SITES)[number]) => `https://${name}.phone.example/`;

let stage: CallStage;
const rung: string[] = [];
const installs: string[] = [];

beforeAll(async () => {
  stage = await openCallStage();
  await stage.store({ softphones: SITES.map((name) => `${name}.phone.example`) });
});

afterAll(async () => {
  console.log(
    `Installed: ${installs.join(', ') || 'nothing, all was there'}\nRing → name on the card:\n${rung.join('\n')}`,
  );
  await stage?.close();
});

interface Ring {
  /** Address and name as sent by the exchange. */
  user: string;
  name?: string;
  /** Texts that the card must show. */
  says: string[];
}

const known = () => stage.known;
const national = () => `0${known().e164.slice(3)}`;

/** Callers as exchanges write them. */
const RINGS: Record<string, () => Ring> = {
  'an E.164 number': () => ({ user: known().e164, name: 'Somebody', says: [known().name, known().company] }),
  'a number with 00': () => ({ user: `00${known().e164.slice(1)}`, says: [known().name] }),
  'a national number': () => ({ user: national(), says: [known().name] }),
  'a number without its plus': () => ({ user: known().e164.slice(1), says: [known().name] }),
  'a name that is the number': () => ({ user: known().e164, name: known().e164, says: [known().name] }),
  'a name without a number': () => ({
    user: 'somebody.s',
    name: known().name,
    says: [known().name, 'Found by name only'],
  }),
  'a name that nobody has': () => ({
    user: 'somebody.s',
    name: 'Zora Nirgendwo',
    says: ['Zora Nirgendwo', 'Not in your directory'],
  }),
  'a number that nobody has': () => ({
    user: '+61255500042',
    says: ['+61 2 5550 0042', 'Not in your directory'],
  }),
  'an internal number': () => ({ user: '217', says: ['217', 'Not in your directory'] }),
  'no number and no name': () => ({ user: 'anonymous', name: 'Anonymous', says: ['Number withheld'] }),
};

describe.each([
  ['our own on JsSIP, in German', 'german-desk', '<div id="app"><div id="desk"></div></div>'],
  [
    'our own on sip.js, with icons and a shadow root',
    'corner-toast',
    '<div id="app"><corner-phone></corner-phone></div>',
  ],
] as const)('a softphone: %s', (title, script, body) => {
  let ringer: Ringer;
  let page: Page;

  beforeAll(async () => {
    ringer = await startRinger();
    page = await stage.phone(body, {
      script: await bundleSoftphone(script),
      address: `${site(script)}?ws=${encodeURIComponent(ringer.url)}`,
    });
    await ringer.registered();
  });
  afterAll(async () => {
    await page?.close();
    await ringer?.close();
  });

  it.each(Object.keys(RINGS))('shows the caller for %s while it rings', async (kind) => {
    const { says, ...caller } = RINGS[kind]?.() ?? { user: '', says: [] };
    const since = performance.now();
    const call = ringer.ring(caller);
    const { ms } = await callCard(page, says, since);
    rung.push(`  ${Math.round(ms)} ms  ${title}: ${kind}`);
    expect(page.frames().filter((frame) => frame.url().includes('/call.html'))).toHaveLength(1);
    call.cancel();
    expect(await call.over).toBe(487);
    await noCallCard(page);
  });

  it('keeps showing the caller after the call is answered, until one side hangs up', async () => {
    const call = ringer.ring({ user: known().e164, name: 'Somebody' });
    await callCard(page, ['Incoming call', known().name]);
    await page.getByRole('button', { name: /^(?:Annehmen|Answer)$/ }).click();
    await call.answered;
    await callCard(page, ['In a call', known().name]);
    call.hangUp();
    await noCallCard(page);
  });

  it('leaves no card after a declined call', async () => {
    const call = ringer.ring({ user: known().e164 });
    await callCard(page, [known().name]);
    await page.getByRole('button', { name: /^(?:Ablehnen|Decline)$/ }).click();
    expect(await call.over).toBeGreaterThan(400);
    await noCallCard(page);
  });

  it('gets a card that covers no button, takes no focus, and goes when the person closes it', async () => {
    await page.evaluate(() => document.body.focus());
    const call = ringer.ring({ user: known().e164, name: 'Somebody' });
    const { card } = await callCard(page, [known().name]);
    const host = await (await card.frameElement()).boundingBox();
    const button = await page.getByRole('button', { name: /^(?:Annehmen|Answer)$/ }).boundingBox();
    if (!host || !button) throw new Error('nothing is shown');
    const apart =
      host.x + host.width <= button.x ||
      button.x + button.width <= host.x ||
      host.y + host.height <= button.y ||
      button.y + button.height <= host.y;
    expect(apart).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    await hideCaller(page, card);
    call.cancel();
    await call.over;
    // A call that the page shows again within half a second counts as the same, closed one.
    await page.waitForTimeout(900);
  });

  it('is changed only by the cards’ hosts, and its page learns no name', async () => {
    await page.evaluate(() => Reflect.set(window, 'outside', 0));
    const call = ringer.ring({ user: known().e164 });
    await callCard(page, [known().name]);
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(known().name);
    call.cancel();
    await noCallCard(page);
    // One host came and went on the root element: two mutations.
    expect(await mutationsOutside(page)).toBe(2);
  });
});

describe('react-softphone (npm)', () => {
  let ringer: Ringer;
  let page: Page;

  beforeAll(async () => {
    install('react-softphone');
    ringer = await startRinger();
    page = await stage.phone('<div id="app"></div>', {
      script: await bundleSoftphone('react-softphone'),
      address: `${site('react-softphone')}?ws=${encodeURIComponent(ringer.url)}`,
    });
    await ringer.registered();
    await page.locator('[aria-label="call picture"]').click();
  }, 240_000);
  afterAll(async () => {
    await page?.close();
    await ringer?.close();
  });

  // Its notification shows the name only, and nothing for a call without a name.
  it.each(['a name that is the number', 'a name without a number', 'no number and no name'])(
    'shows the caller for %s',
    async (kind) => {
      const { says, ...caller } = RINGS[kind]?.() ?? { user: '', says: [] };
      const since = performance.now();
      const call = ringer.ring(caller);
      const { ms } = await callCard(page, says, since);
      rung.push(`  ${Math.round(ms)} ms  react-softphone: ${kind}`);
      call.cancel();
      await call.over;
      await noCallCard(page);
    },
  );

  it('gets no card for a caller that it does not show itself', async () => {
    const call = ringer.ring({ user: known().e164 });
    await call.ringing;
    await page.waitForTimeout(1500);
    expect(findCall(page)).toBeUndefined();
    call.cancel();
    await call.over;
  });
});

describe('Microsoft’s IncomingCallNotification (npm)', () => {
  let page: Page;
  const ring = (...given: unknown[]) =>
    page.evaluate((values) => Reflect.get(window, 'ring')(...values), given);
  const hangUp = () => page.evaluate(() => Reflect.get(window, 'hangUp')());

  beforeAll(async () => {
    install('azure');
    page = await stage.phone('<div id="app"></div>', {
      script: await bundleSoftphone('azure'),
      address: site('azure'),
    });
    await page.waitForFunction(() => Reflect.get(window, 'ring') !== undefined);
  }, 240_000);
  afterAll(async () => page?.close());

  it.each(['a name that is the number', 'a name without a number', 'no number and no name'])(
    'shows the caller for %s',
    async (kind) => {
      const { name, says } = RINGS[kind]?.() ?? { name: '', says: [] };
      const since = performance.now();
      await ring(name);
      const { ms } = await callCard(page, says, since);
      rung.push(`  ${Math.round(ms)} ms  IncomingCallNotification: ${kind}`);
      await hangUp();
      await noCallCard(page);
    },
  );

  it.each([
    ['German', { alert: 'X ruft an', accept: 'Annehmen', reject: 'Ablehnen' }],
    ['French', { alert: 'X vous appelle', accept: 'Accepter', reject: 'Refuser' }],
    ['Italian', { alert: 'X sta chiamando', accept: 'Accetta', reject: 'Rifiuta' }],
    ['Spanish', { alert: 'X te está llamando', accept: 'Aceptar', reject: 'Rechazar' }],
    ['Dutch', { alert: 'X belt u', accept: 'Accepteren', reject: 'Weigeren' }],
  ])('is understood in %s', async (_, words) => {
    await ring(known().e164, { ...words, alert: words.alert.replace('X', known().e164) });
    await callCard(page, [known().name]);
    await hangUp();
    await noCallCard(page);
  });
});

function install(name: FromNpm): void {
  const seconds = installSoftphone(name);
  if (seconds > 0) installs.push(`${name} in ${Math.round(seconds)} s`);
}
