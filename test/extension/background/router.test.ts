import { describe, expect, it } from 'vitest';
import { createRouter, type Handlers } from '../../../extension/background/router.ts';
import { isCallFrame, isCardFrame, type MessageSender } from '../../../extension/background/speaker.ts';
import type { ToBackground } from '../../../extension/messages/messages.ts';

const OWN = {
  id: 'gohdjfgkbkkbbodhbelfjehcgendbofp',
  origin: 'chrome-extension://gohdjfgkbkkbbodhbelfjehcgendbofp',
};

const SENDERS = {
  'a content script': { id: OWN.id, url: 'https://crm.example/x', frameId: 0, tab: { id: 3 } },
  'the popup': { id: OWN.id, url: `${OWN.origin}/popup.html` },
  'the popup in a tab': { id: OWN.id, url: `${OWN.origin}/popup.html?q=1`, frameId: 0, tab: { id: 4 } },
  'the options page': { id: OWN.id, url: `${OWN.origin}/options.html`, frameId: 0, tab: { id: 4 } },
  'the page for administrators': {
    id: OWN.id,
    url: `${OWN.origin}/admin.html`,
    frameId: 0,
    tab: { id: 4 },
  },
  'the offscreen document': { id: OWN.id, url: `${OWN.origin}/offscreen.html` },
  'a card': { id: OWN.id, url: `${OWN.origin}/card.html`, frameId: 5, tab: { id: 3 } },
  'another extension': { id: 'a'.repeat(32), url: `chrome-extension://${'a'.repeat(32)}/popup.html` },
  'a page that claims our address': {
    id: OWN.id,
    url: 'https://evil.example/popup.html',
    frameId: 0,
    tab: { id: 3 },
  },
  'a content script in a frame that the page filled': {
    id: OWN.id,
    url: 'about:srcdoc',
    origin: 'https://crm.example',
    frameId: 2,
    tab: { id: 3 },
  },
  'a sandboxed frame that the page filled': {
    id: OWN.id,
    url: 'about:srcdoc',
    origin: 'null',
    frameId: 2,
    tab: { id: 3, url: 'https://crm.example/x' },
  },
  'a file': { id: OWN.id, url: 'file:///popup.html', frameId: 0, tab: { id: 3 } },
  nobody: {},
} satisfies Record<string, MessageSender>;

const MESSAGES: ToBackground[] = [
  {
    type: 'locate-numbers',
    proposals: [{ text: '030 23125-123', before: 'Tel. ', after: '', isMarkedUp: false }],
  },
  { type: 'read-links', addresses: ['tel:+493023125123'] },
  { type: 'show-card', text: '030 23125-123', takesFocus: false },
  { type: 'read-page-manners' },
  {
    type: 'report-call',
    call: 'a',
    number: '030 23125-123',
    name: 'Anna',
    teller: 'https://applications.zoom.us',
    isHidden: false,
    hasRoom: true,
  },
  { type: 'tell-call', call: 'a', phase: 'ended' },
  { type: 'read-adapters' },
  { type: 'read-session' },
  { type: 'sign-in' },
  { type: 'sign-out', alsoAtMicrosoft: false },
  { type: 'renew-access' },
  { type: 'search-contacts', query: 'anna' },
  { type: 'look-up-number', text: '030 23125-123' },
  { type: 'choose-contact', chosen: { source: 'customers', contact: 'a1' } },
  { type: 'read-recents' },
  { type: 'clear-recents' },
  { type: 'test-connection', workerUrl: 'https://ringcard.example' },
  { type: 'ask-worker', operation: 'status', input: {} },
  { type: 'ask-worker', operation: 'explain', input: { query: { number: '089/1' } } },
  { type: 'ask-worker', operation: 'listSources', input: {} },
  { type: 'ask-worker', operation: 'tryNumbers', input: { path: { id: 'customers' } } },
  { type: 'read-photo', photo: { source: 'customers', name: 'a'.repeat(32) } },
  { type: 'read-offline' },
  { type: 'refresh-offline' },
  { type: 'wipe-offline' },
  { type: 'report-error', error: { code: 'internal', kind: 'TypeError', frames: [] } },
  { type: 'read-diagnosis' },
  { type: 'open-sign-in-window', url: 'https://login.microsoftonline.com/', interactive: true },
  { type: 'read-cookies' },
  { type: 'keep-cookie', name: 'a', value: null },
];

/** A message by its type, a request to the worker by its operation. */
const nameOf = (message: ToBackground) => (message.type === 'ask-worker' ? message.operation : message.type);
const obey = (message: ToBackground) => Promise.resolve(nameOf(message));
const handlers: Handlers = {
  'locate-numbers': obey,
  'read-links': obey,
  'show-card': obey,
  'read-page-manners': obey,
  'report-call': obey,
  'tell-call': obey,
  'read-adapters': obey,
  'read-session': obey,
  'sign-in': obey,
  'sign-out': obey,
  'renew-access': obey,
  'search-contacts': obey,
  'look-up-number': obey,
  'choose-contact': obey,
  'read-recents': obey,
  'clear-recents': obey,
  'test-connection': obey,
  'ask-worker': obey,
  'read-photo': obey,
  'read-offline': obey,
  'refresh-offline': obey,
  'wipe-offline': obey,
  'report-error': obey,
  'read-diagnosis': obey,
  'open-sign-in-window': obey,
  'read-cookies': obey,
  'keep-cookie': obey,
};
const asked: object[] = [];
let isOpen = true;
const route = createRouter(
  handlers,
  OWN,
  async (origins) => {
    asked.push(origins);
    return isOpen;
  },
  (_, thrown) => {
    throw thrown;
  },
);

const OF_SOFTPHONES = ['report-call', 'tell-call', 'read-adapters'];
const OF_CONTENT_SCRIPTS = [
  'locate-numbers',
  'read-links',
  'show-card',
  'read-page-manners',
  ...OF_SOFTPHONES,
];
const OF_OFFSCREEN = ['report-error', 'open-sign-in-window', 'read-cookies', 'keep-cookie'];
const OF_POPUP = ['status'];
const OF_ADMIN = ['explain', 'listSources', 'tryNumbers'];
const OF_SOME = [...OF_CONTENT_SCRIPTS, ...OF_OFFSCREEN, ...OF_POPUP, ...OF_ADMIN];
const OF_PAGES = MESSAGES.map(nameOf).filter((name) => !OF_SOME.includes(name) || name === 'report-error');
const MAY_SAY: Record<keyof typeof SENDERS, string[]> = {
  'a content script': OF_CONTENT_SCRIPTS,
  'a content script in a frame that the page filled': OF_CONTENT_SCRIPTS,
  'a sandboxed frame that the page filled': [],
  'a page that claims our address': OF_CONTENT_SCRIPTS,
  'the popup': [...OF_PAGES, ...OF_POPUP],
  'the popup in a tab': [...OF_PAGES, ...OF_POPUP],
  'the options page': OF_PAGES,
  'the page for administrators': [...OF_PAGES, ...OF_ADMIN],
  'the offscreen document': OF_OFFSCREEN,
  'a card': [],
  'another extension': [],
  'a file': [],
  nobody: [],
};

describe('the messages that each sender may send to the background', () => {
  for (const [name, sender] of Object.entries(SENDERS) as [keyof typeof SENDERS, MessageSender][]) {
    it(`${name}: ${MAY_SAY[name].join(', ') || 'nothing'}`, async () => {
      const heard: string[] = [];
      for (const message of MESSAGES)
        if ((await route(message, sender)) === nameOf(message)) heard.push(nameOf(message));
      expect(heard.sort()).toEqual([...MAY_SAY[name]].sort());
    });
  }

  it.each([
    [
      'too many proposals',
      {
        type: 'locate-numbers',
        proposals: Array.from({ length: 201 }, () => ({
          text: '1',
          before: '',
          after: '',
          isMarkedUp: false,
        })),
      },
    ],
    [
      'too much text around a number',
      {
        type: 'locate-numbers',
        proposals: [{ text: '1', before: 'x'.repeat(49), after: '', isMarkedUp: false }],
      },
    ],
    ['too many links', { type: 'read-links', addresses: Array.from({ length: 201 }, () => 'tel:1') }],
    ['an overlong link', { type: 'read-links', addresses: ['x'.repeat(513)] }],
    [
      'an overlong name of a caller',
      { type: 'report-call', call: 'a', name: 'x'.repeat(81), isHidden: false, hasRoom: true },
    ],
    ['an overlong text', { type: 'show-card', text: '1'.repeat(65), takesFocus: false }],
    ['an unknown field', { type: 'show-card', text: '1', takesFocus: false, contact: true }],
    ['a photo at another path', { type: 'read-photo', photo: { source: '../../', name: 'a'.repeat(32) } }],
    ['a request to the worker', { type: 'ask-worker', operation: 'status', input: {} }],
    ['an unknown type', { type: 'fetch', url: 'https://x.example' }],
    ['a text', 'show-card'],
    ['nothing', undefined],
  ])('ignores %s', (_, message) => {
    expect(route(message, SENDERS['a content script'])).toBeUndefined();
  });
});

describe('an error in a handler', () => {
  it.each([
    [
      'at once',
      () => {
        throw new Error('of Anna');
      },
    ],
    [
      'later',
      async () => {
        throw new Error('of Anna');
      },
    ],
  ])('is noted with the message that it arose at, and answered without its words: %s', async (_, fail) => {
    const noted: unknown[] = [];
    const failing = createRouter(
      { ...handlers, 'read-photo': fail },
      OWN,
      async () => true,
      (type, thrown) => noted.push([type, thrown]),
    );
    const message = { type: 'read-photo', photo: { source: 'customers', name: 'a'.repeat(32) } };
    expect(await failing(message, SENDERS['the popup'])).toEqual({
      ok: false,
      failure: { code: 'internal' },
    });
    expect(noted).toEqual([['read-photo', new Error('of Anna')]]);
  });
});

describe('a request to the worker', () => {
  it.each(['toString', '__proto__', 'erase', 'readAudit', 'lookUp', 'offline'])(
    'is ignored from every sender where no page may send it: %s',
    (operation) => {
      for (const sender of Object.values(SENDERS))
        expect(route({ type: 'ask-worker', operation, input: {} }, sender)).toBeUndefined();
    },
  );
});

describe('a page that may not be read', () => {
  it.each(OF_SOFTPHONES)('may still be a softphone’s, which the receiver of %s decides', async (type) => {
    isOpen = false;
    const message = MESSAGES.find((each) => each.type === type);
    expect(await route(message, SENDERS['a content script'])).toBe(type);
    isOpen = true;
  });

  it.each(MESSAGES.filter(({ type }) => OF_CONTENT_SCRIPTS.includes(type) && !OF_SOFTPHONES.includes(type)))(
    'is told to stop, whatever it sends: $type',
    async (message) => {
      isOpen = false;
      const answer = await route(message, SENDERS['a content script']);
      isOpen = true;
      expect(answer).toEqual({ type: 'page-left-alone' });
    },
  );

  it('is judged by the frame and by the page around it', async () => {
    const sender = {
      ...SENDERS['a content script'],
      url: 'https://mail.example/a',
      frameId: 2,
      tab: { id: 3, url: 'https://crm.example/b' },
    };
    asked.length = 0;
    await route({ type: 'read-page-manners' }, sender);
    await route({ type: 'read-page-manners' }, SENDERS['a content script']);
    expect(asked).toEqual([
      { frame: 'https://mail.example', page: 'https://crm.example' },
      { frame: 'https://crm.example', page: 'https://crm.example' },
    ]);
  });

  const MAIL = 'https://mail.example';
  const CRM = 'https://crm.example/b';
  it.each([
    ['srcdoc', 'about:srcdoc', MAIL, CRM, { frame: MAIL, page: 'https://crm.example' }],
    ['about:blank', 'about:blank', MAIL, undefined, { frame: MAIL, page: MAIL }],
    ['blob:', `blob:${MAIL}/5b1c`, MAIL, CRM, { frame: MAIL, page: 'https://crm.example' }],
    ['sandboxed srcdoc', 'about:srcdoc', 'null', CRM, undefined],
    ['blob: of an opaque origin', 'blob:null/5b1c', 'null', CRM, undefined],
    ['srcdoc whose origin the browser hides', 'about:srcdoc', undefined, CRM, undefined],
    ['srcdoc of a file', 'about:srcdoc', 'file:///a', CRM, undefined],
    ['srcdoc of another extension', 'about:srcdoc', `chrome-extension://${'a'.repeat(32)}`, CRM, undefined],
    ['data:', 'data:text/html,x', MAIL, CRM, undefined],
  ])('is judged by the origin of a frame without an address: %s', async (_, url, origin, page, judged) => {
    asked.length = 0;
    const sender = { id: OWN.id, url, origin, frameId: 2, tab: { id: 3, url: page } };
    await route({ type: 'read-page-manners' }, sender);
    expect(asked).toEqual(judged ? [judged] : []);
  });

  it('is judged by its own origin as a window that another page opened and filled', async () => {
    asked.length = 0;
    const sender = {
      id: OWN.id,
      url: 'about:blank',
      origin: MAIL,
      frameId: 0,
      tab: { id: 3, url: 'about:blank' },
    };
    await route({ type: 'read-page-manners' }, sender);
    expect(asked).toEqual([{ frame: MAIL, page: MAIL }]);
  });

  it('does not affect the extension’s own pages', async () => {
    asked.length = 0;
    await route({ type: 'read-session' }, SENDERS['the popup']);
    expect(asked).toEqual([]);
  });
});

describe('the frame of a card', () => {
  it('is our card.html inside a page, under our id or the session’s dynamic id', () => {
    expect(isCardFrame(SENDERS['a card'], OWN)).toBe(true);
    const dynamic = {
      ...SENDERS['a card'],
      url: 'chrome-extension://0f5b7a0e-1111-4222-8333-444455556666/card.html',
    };
    expect(isCardFrame(dynamic, OWN)).toBe(true);
  });

  it.each([
    ['a tab of its own', { ...SENDERS['a card'], frameId: 0 }],
    ['outside any tab', { ...SENDERS['a card'], tab: undefined }],
    ['of another extension', { ...SENDERS['a card'], id: 'a'.repeat(32) }],
    ['on a web page', { ...SENDERS['a card'], url: 'https://evil.example/card.html' }],
    ['another page of ours', { ...SENDERS['a card'], url: `${OWN.origin}/popup.html` }],
    ['a caller card', { ...SENDERS['a card'], url: `${OWN.origin}/call.html` }],
  ])('is none in %s', (_, sender) => expect(isCardFrame(sender, OWN)).toBe(false));

  it('is call.html for a caller card', () => {
    const call = { ...SENDERS['a card'], url: `${OWN.origin}/call.html` };
    expect(isCallFrame(call, OWN)).toBe(true);
    expect(isCallFrame(SENDERS['a card'], OWN)).toBe(false);
    expect(isCallFrame({ ...call, frameId: 0 }, OWN)).toBe(false);
  });
});
