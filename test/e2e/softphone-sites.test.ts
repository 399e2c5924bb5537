import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letHide } from '../support/chromium.ts';
import { QUIET_PAGES } from '../support/quiet-pages.ts';
import { controlsNamed, namesOfNodes, uncaughtIn } from './shadowed-names.ts';
import {
  type CallStage,
  callCard,
  findCall,
  hideCaller,
  noCallCard,
  openCallStage,
} from './softphone-stage.ts';

/** Sites that may report calls, messages of embedded phones, hidden tabs, and pages where nothing rings. */

const SOFTPHONES = [
  'crm.example',
  'app.hubspot.com',
  'dialer.example',
  'plain.example',
  'flood.example',
  'quiet.example',
];
let stage: CallStage;

beforeAll(async () => {
  stage = await openCallStage({ prepare: async ({ extension }) => teach(extension) });
  await stage.store({ softphones: SOFTPHONES });
});

afterAll(async () => stage?.close());

/** Adds adapters to the packaged defaults. A policy's adapters are read the same way, but need an administrator here. */
function teach(extension: string): void {
  const file = join(extension, 'defaults.json');
  const phone = {
    id: 'taught',
    label: 'Taught',
    page: '#dialer',
    ringing: '#dialer .incoming',
    number: { selector: '.caller', attribute: 'data-number' },
  };
  const softphoneAdapters = [{ ...phone, id: 'crooked', ringing: 'a[' }, phone];
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), softphoneAdapters }));
}

/** The time in which a call is noticed and its card opens. */
const WAIT_MS = 1500;

const ringing = (caller: string) =>
  `<div id="app"><div class="sheet"><p>Incoming call</p><p class="who">${caller}</p><button>Answer</button> <button>Decline</button></div></div>`;

/** A page with a vendor's phone in a frame. Returns a function that posts a message from the phone. */
async function embedded(page: string, phone: string): Promise<(message: object) => Promise<void>> {
  const opened = await stage.phone(
    `<div id="app"></div><iframe src="${phone}/phone" style="width:300px;height:400px;border:0"></iframe>`,
    {
      address: page,
      frames: [phone],
    },
  );
  pages.push(opened);
  const frame = opened.frames().find((one) => one.url().startsWith(phone));
  if (!frame) throw new Error('no frame');
  return (message) => frame.evaluate((said) => parent.postMessage(said, '*'), message);
}

const pages: Page[] = [];
const last = (): Page => {
  const page = pages.at(-1);
  if (!page) throw new Error('no page');
  return page;
};

/** Each vendor's documented messages, with the known number. */
const VENDORS = {
  RingCentral: {
    page: 'https://crm.example/a',
    phone: 'https://apps.ringcentral.com',
    ring: (number: string, id: string) => ({
      type: 'rc-call-ring-notify',
      call: { id, direction: 'Inbound', from: number, fromUserName: 'Somebody', to: '+493055501' },
    }),
    end: (id: string) => ({ type: 'rc-call-end-notify', call: { id, direction: 'Inbound' } }),
  },
  'RingCentral on another device': {
    page: 'https://crm.example/b',
    phone: 'https://apps.ringcentral.com',
    ring: (number: string, id: string) => ({
      type: 'rc-active-call-notify',
      call: {
        telephonySessionId: id,
        direction: 'Inbound',
        telephonyStatus: 'Ringing',
        from: { phoneNumber: number },
        fromName: 'Somebody',
      },
    }),
    end: (id: string) => ({
      type: 'rc-active-call-notify',
      call: { telephonySessionId: id, direction: 'Inbound', telephonyStatus: 'NoCall' },
    }),
  },
  Zoom: {
    page: 'https://crm.example/c',
    phone: 'https://applications.zoom.us',
    ring: (number: string, callId: string) => ({
      type: 'zp-call-ringing-event',
      data: {
        callId,
        direction: 'inbound',
        caller: { phoneNumber: number, name: 'Somebody' },
        callee: { phoneNumber: '+493055501' },
      },
    }),
    end: (callId: string) => ({
      type: 'zp-call-ended-event',
      data: { callId, direction: 'inbound', result: 'missed' },
    }),
  },
  HubSpot: {
    page: 'https://app.hubspot.com/contacts',
    phone: 'https://dialer.example',
    ring: (number: string, externalCallId: string) => ({
      type: 'INCOMING_CALL',
      messageId: '1',
      data: { externalCallId, fromNumber: number, toNumber: '+493055501' },
    }),
    end: (externalCallId: string) => ({ type: 'CALL_ENDED', messageId: '2', data: { externalCallId } }),
  },
};

describe('an embedded phone', () => {
  it.each(Object.keys(VENDORS) as (keyof typeof VENDORS)[])(
    'of %s tells who calls, and the end',
    async (name) => {
      const { page, phone, ring, end } = VENDORS[name];
      const post = await embedded(page, phone);
      const since = performance.now();
      await post(ring(stage.known.e164, 'call-1'));
      const { ms } = await callCard(last(), [stage.known.name, stage.known.company], since);
      console.log(`told → name on the card: ${Math.round(ms)} ms  ${name}`);
      await post(end('call-1'));
      await noCallCard(last());
      await last().close();
    },
  );

  it.each(Object.keys(VENDORS) as (keyof typeof VENDORS)[])(
    'of %s is not believed from another origin, nor from the page itself',
    async (name) => {
      const { page, ring } = VENDORS[name];
      const post = await embedded(page, 'https://evil.example');
      const message = ring(stage.known.e164, 'call-2');
      await post(message);
      await last().evaluate((said) => window.postMessage(said, '*'), message);
      const origin = VENDORS[name].phone;
      // A page can forge any event, but the browser does not mark it as trusted.
      await last().evaluate(
        ([said, from]) =>
          window.dispatchEvent(new MessageEvent('message', { data: said, origin: from as string })),
        [message, origin] as const,
      );
      await last().waitForTimeout(WAIT_MS);
      expect(findCall(last())).toBeUndefined();
      await last().close();
    },
  );

  it('is ignored for outgoing calls and for calls without a caller', async () => {
    const post = await embedded('https://crm.example/d', 'https://applications.zoom.us');
    const call = { callId: 'a', caller: { phoneNumber: stage.known.e164 } };
    await post({ type: 'zp-call-ringing-event', data: { ...call, direction: 'outbound' } });
    await post({ type: 'zp-call-ringing-event', data: { callId: 'b', direction: 'inbound' } });
    await post({
      type: 'zp-call-ringing-event',
      data: { callId: 'c', caller: { phoneNumber: '1'.repeat(70) } },
    });
    await last().waitForTimeout(WAIT_MS);
    expect(findCall(last())).toBeUndefined();
    await last().close();
  });
});

describe('a phone known only through the administrator’s adapter', () => {
  it('shows the caller', async () => {
    const page = await stage.phone('<main id="dialer"></main>', { address: 'https://plain.example/taught' });
    const show = (html: string) =>
      page.locator('#dialer').evaluate((dialer, inside) => {
        dialer.innerHTML = inside;
      }, html);
    await show(`<div class="incoming"><b class="caller" data-number="${stage.known.e164}">●</b></div>`);
    await callCard(page, [stage.known.name]);
    await show('');
    await noCallCard(page);
    await page.close();
  });
});

describe('a paused page', () => {
  it('silences the phone in one of its frames too', async () => {
    const page = await stage.phone(
      '<iframe src="https://plain.example/phone" style="width:600px;height:500px;border:0"></iframe>',
      { address: 'https://paused.example/', frames: ['https://plain.example'] },
    );
    const ring = () =>
      page
        .frames()
        .find((frame) => frame.url().startsWith('https://plain.example'))
        ?.evaluate((html) => {
          document.body.innerHTML = html;
        }, ringing(stage.known.e164));
    await stage.store({ softphones: SOFTPHONES, blockedSites: ['paused.example'] });
    await ring();
    await page.waitForTimeout(WAIT_MS);
    expect(findCall(page)).toBeUndefined();
    await stage.store({ softphones: SOFTPHONES });
    await page.reload();
    await ring();
    await callCard(page, [stage.known.name]);
    await page.close();
  });
});

describe('a site missing in the settings', () => {
  it('gets no script and no card, however it rings', async () => {
    const page = await stage.phone(ringing(stage.known.e164), { address: 'https://stranger.example/' });
    await page.waitForTimeout(WAIT_MS);
    expect(findCall(page)).toBeUndefined();
    await page.close();
  });
});

describe('several calls', () => {
  it('get one card each, and the cards do not overlap', async () => {
    const page = await stage.phone(
      `${ringing(stage.known.e164)}<div id="two">${ringing('+61 2 5550 0042')}</div>`,
      {
        address: 'https://plain.example/two',
      },
    );
    await expect.poll(() => cards(page).length).toBe(2);
    const boxes = await Promise.all(
      cards(page).map(async (frame) => (await frame.frameElement()).boundingBox()),
    );
    const [one, other] = boxes;
    if (!one || !other) throw new Error('no boxes');
    expect(Math.abs(one.y - other.y)).toBeGreaterThanOrEqual(one.height);
    await page.locator('#two').evaluate((element) => element.remove());
    await expect.poll(() => cards(page).length).toBe(1);
    await page.close();
  });

  it('count as one when two tabs of a phone show the same call', async () => {
    const first = await stage.phone(ringing(stage.known.e164), { address: 'https://plain.example/tab1' });
    await callCard(first, [stage.known.name]);
    const second = await stage.phone(ringing(stage.known.e164), { address: 'https://plain.example/tab2' });
    await second.waitForTimeout(WAIT_MS);
    expect(findCall(second)).toBeUndefined();
    await second.close();
    await first.close();
  });

  it('are no longer looked up after a site has reported 20 within a minute', async () => {
    const page = await stage.phone('<div id="app"></div>', { address: 'https://flood.example/' });
    const answers: string[] = [];
    for (let at = 0; at < 22; at++) {
      await page.evaluate(
        (html) => {
          document.body.innerHTML = html;
        },
        ringing(`+49 30 23125 ${100 + at}`),
      );
      const { card } = await callCard(page, [`23125${100 + at}`]);
      answers.push(await card.locator('body').innerText());
    }
    expect(answers.findIndex((said) => said.includes('Too many'))).toBe(20);
    await page.close();
  });
});

describe('a phone in a form whose controls shadow every property of nodes', () => {
  it('gets a card, which closes with the call', async () => {
    const page = await stage.phone('<div id="app"></div>', { address: 'https://plain.example/form' });
    const thrown = await uncaughtIn(page);
    const controls = controlsNamed(await page.evaluate(namesOfNodes));
    await page.evaluate((html) => {
      document.body.innerHTML = html;
    }, `<form>${controls}<p>Incoming call</p><p>${stage.known.e164}</p><button>Answer</button><button>Decline</button></form>`);
    await callCard(page, [stage.known.name]);
    await page.evaluate(() => document.body.replaceChildren());
    await noCallCard(page);
    expect(thrown).toEqual([]);
    await page.close();
  });
});

describe('a phone without room for a card', () => {
  it('gets a browser notification with the name, which leads to its tab and disappears with the call', async () => {
    const page = await stage.phone('<div id="app"></div>', { address: 'https://plain.example/small' });
    await page.setViewportSize({ width: 300, height: 320 });
    const front = await stage.options();
    await front.bringToFront();
    const said = await stage.watchNotices();
    const ring = () =>
      page.evaluate((html) => {
        document.body.innerHTML = html;
      }, ringing(stage.known.e164));
    await ring();
    await expect
      .poll(async () => (await said()).at(-1))
      .toBe(`${stage.known.name} | ${stage.known.company} · Incoming call`);
    expect(findCall(page)).toBeUndefined();
    const [notice = ''] = await stage.notices();
    await stage.pressNotice(notice);
    await expect.poll(() => stage.notices()).toEqual([]);
    expect(await stage.activeAddress()).toBe('https://plain.example/small');
    await page.evaluate(() => document.body.replaceChildren());
    await page.waitForTimeout(900);
    await ring();
    await expect.poll(() => stage.notices()).toHaveLength(1);
    await page.evaluate(() => document.body.replaceChildren());
    await expect.poll(() => stage.notices()).toEqual([]);
    await front.close();
    await page.close();
  });
});

describe('a call during a restart of the background', () => {
  it('keeps a card that can still be closed', async () => {
    const page = await stage.phone(ringing(stage.known.e164), { address: 'https://plain.example/long' });
    const { card } = await callCard(page, [stage.known.name]);
    await stage.stopBackground();
    await hideCaller(page, card);
    await page.close();
  });
});

describe('a phone in a background tab', () => {
  it('gets a browser notification with the name, which leads to the card in its tab', async () => {
    const page = await stage.phone('<div id="app"></div>', { address: 'https://plain.example/behind' });
    const seen = () => page.evaluate(() => document.visibilityState);
    await letHide(page);
    const front = await stage.options();
    await front.bringToFront();
    await expect.poll(seen).toBe('hidden');
    const said = await stage.watchNotices();
    await page.evaluate((html) => {
      document.body.innerHTML = html;
    }, ringing(stage.known.e164));
    await expect
      .poll(async () => (await said()).at(-1))
      .toBe(`${stage.known.name} | ${stage.known.company} · Incoming call`);
    await expect.poll(() => stage.notices()).toHaveLength(1);
    const [notice = ''] = await stage.notices();
    await stage.pressNotice(notice);
    await expect.poll(seen).toBe('visible');
    await callCard(page, [stage.known.name, stage.known.company]);
    await page.evaluate(() => document.body.replaceChildren());
    await noCallCard(page);
    expect(await stage.notices()).toEqual([]);
    await front.close();
    await page.close();
  });
});

describe('pages where nothing rings', () => {
  it.each(Object.keys(QUIET_PAGES))('%s', async (name) => {
    const page = await stage.phone(QUIET_PAGES[name] ?? '', { address: 'https://quiet.example/' });
    await page.waitForTimeout(WAIT_MS / 2);
    // Inserts the content again, as if it had just appeared.
    await page.evaluate(() => {
      const html = document.body.innerHTML;
      document.body.innerHTML = '';
      document.body.innerHTML = html;
    });
    await page.waitForTimeout(WAIT_MS / 2);
    expect(findCall(page)).toBeUndefined();
    await page.close();
  });

  it('were all quiet', () => {
    console.log(`False calls: 0 of ${Object.keys(QUIET_PAGES).length} pages`);
    expect(Object.keys(QUIET_PAGES).length).toBeGreaterThanOrEqual(12);
  });
});

function cards(page: Page) {
  return page.frames().filter((frame) => frame.url().includes('/call.html'));
}
