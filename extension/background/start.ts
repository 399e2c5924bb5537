import { browser } from 'wxt/browser';
import { formatInternational } from '#shared/phone/display.ts';
import { readNumber } from '#shared/phone/normalise.ts';
import { ok } from '#shared/result.ts';
import { readHealth } from '../api/api-client.ts';
import { permittedFetch } from '../api/permitted-fetch.ts';
import { createWorkerClient } from '../api/worker.ts';
import { createBackgroundPageHost } from '../auth/background-page-host.ts';
import { keepCookie, readCookies } from '../auth/cookie-keeper.ts';
import { createOffscreenHost } from '../auth/offscreen-host.ts';
import { createSession } from '../auth/session.ts';
import { findSignInConfig } from '../auth/sign-in-config.ts';
import { createSignInFacts } from '../auth/sign-in-facts.ts';
import { openSignInPage } from '../auth/web-auth-flow.ts';
import { CALL_PORT } from '../messages/call-messages.ts';
import { CARD_PORT } from '../messages/messages.ts';
import { startOffline } from '../offline/start-offline.ts';
import { rememberSettings, watchSettings } from '../settings/settings-store.ts';
import { countryOf } from '../settings/telephone.ts';
import { isGranted, watchGrants } from '../sites/grants.ts';
import { failureText } from '../ui/failure-text.ts';
import { loadMessages, t } from '../ui/i18n.ts';
import { clearNotice, followNotice, showNotice } from './calls/call-notices.ts';
import { type Call, createCalls } from './calls/calls.ts';
import { findCaller } from './calls/find-caller.ts';
import { adaptersFor, registerSoftphones, softphoneSiteOf } from './calls/softphone-sites.ts';
import { type CardSubject, createCardDesk } from './cards/card-desk.ts';
import { createTickets, newNonce } from './cards/card-tickets.ts';
import { createContextMenus } from './context-menus.ts';
import { startOmnibox } from './omnibox.ts';
import { createPersonal } from './personal/personal.ts';
import { recentOf } from './personal/recents.ts';
import { createRouter, type Handlers } from './router.ts';
import { createSiteAccess } from './site-access.ts';
import { isCallFrame, isCardFrame, type Own } from './speaker.ts';
import { numbersOf, spellNumbers } from './spell-numbers.ts';
import { askFrame, openOptions, openSearch, openWelcome, tellFrame, tellSoftphone } from './windows.ts';
import { passOn } from './worker-questions.ts';

/** Wires the background. Every listener is registered at once: a worker that wakes up hears only those. */
export function startBackground(): void {
  // Before all others that watch settings: whoever is told of a change reads what is new.
  const readSettings = rememberSettings();
  const own: Own = { id: browser.runtime.id, origin: new URL(browser.runtime.getURL('/')).origin };
  const { session: sessionArea, local } = browser.storage;
  // Content scripts may read storage.local by default; nothing of ours is for them.
  void local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });

  const siteAccess = createSiteAccess({
    scripting: browser.scripting,
    tabs: browser.tabs,
    grantedOrigins: async () => (await browser.permissions.getAll()).origins ?? [],
    isGranted,
    readSettings,
    session: sessionArea,
    canNamePorts: import.meta.env.BROWSER !== 'firefox',
  });
  const followSites = () => void siteAccess.follow();
  browser.runtime.onStartup.addListener(followSites);
  watchGrants(followSites);
  watchSettings(followSites);
  browser.runtime.onInstalled.addListener(({ reason }) => {
    followSites();
    if (reason === 'install') void openWelcome();
  });

  const readSignIn = createSignInFacts({
    area: sessionArea,
    now: Date.now,
    readHealth: (workerUrl) => readHealth(workerUrl, fetchAnything),
  });
  const openWindow = async (request: { url: string; interactive: boolean }) =>
    openSignInPage(browser.identity, (await readSettings()).settings.authority, request);
  const session = createSession({
    host:
      import.meta.env.BROWSER === 'firefox'
        ? createBackgroundPageHost({
            openWindow,
            readCookies: () => readCookies(sessionArea),
            keepCookie: (name, value) => void keepCookie(sessionArea, name, value),
          })
        : createOffscreenHost(),
    session: sessionArea,
    local,
    now: Date.now,
    config: async (wish) =>
      findSignInConfig((await readSettings()).settings, browser.identity.getRedirectURL(), (workerUrl) =>
        readSignIn(workerUrl, wish),
      ),
    signedIn: () => offline.signedIn(),
    forget: () => personal.forget(),
  });
  const spell = async (numbers: Iterable<string>) => spellNumbers(numbers, (await readSettings()).settings);
  const worker = createWorkerClient({ fetch: fetchAnything, session, readSettings });
  const offline = startOffline({ worker, session, readSettings });
  const { directory } = offline;
  const personal = createPersonal({
    session: sessionArea,
    local,
    recents: {
      isOn: async () => (await readSettings()).settings.recents,
      owner: async () => {
        const person = await session.person();
        return person.ok ? person.value.username : undefined;
      },
    },
    now: Date.now,
    fetchPhoto: (photo) => worker.ask('photo', { path: photo }),
    others: () => [desk, calls, offline],
  });
  const { choices, recents, photos } = personal;
  /** A look-up that the person meant: whoever it finds is among their recent ones. */
  const findNumber = async (text: string, signal?: AbortSignal) => {
    const found = await directory.findNumber(text, signal);
    if (!found.ok) return found;
    const answer = await choices.inOrder(found.value);
    void recents.remember(recentOf(answer));
    return ok(answer);
  };
  const desk = createCardDesk({
    tickets: createTickets<CardSubject>({ now: Date.now, newNonce }),
    findNumber,
    spell,
    choices,
    readPhoto: photos.read,
    signIn: () => session.signIn(),
    openOptions,
    openSearch,
    closeCard: ({ frame, nonce }) => tellFrame(frame, { type: 'card-closed', nonce }),
    pointerOnCard: ({ frame, nonce }, isInside) =>
      tellFrame(frame, { type: 'pointer-on-card', nonce, isInside }),
  });

  const calls = createCalls({
    tickets: createTickets<Call>({ now: Date.now, newNonce }),
    now: Date.now,
    async readNumber(text) {
      const number = readNumber(text, countryOf((await readSettings()).settings));
      // What is no number of the world may be an internal one; the worker knows.
      if (!number) return { key: `number ${text.replace(/\D/g, '')}`, written: text };
      return { key: `number ${number.e164}`, written: formatInternational(number.e164) };
    },
    siteOf: async (origins, teller) => softphoneSiteOf(origins, teller, (await readSettings()).settings),
    askBudget: personal.callBudget.spend,
    findCaller: (caller, signal) =>
      findCaller(caller, { ...directory, inOrder: (answer) => choices.inOrder(answer) }, signal),
    readPhoto: photos.read,
    signIn: () => session.signIn(),
    tell: tellSoftphone,
    notify: (call) => void showNotice(call),
    unnotify: (id) => void clearNotice(id),
  });
  browser.tabs.onRemoved.addListener(calls.closeTab);
  browser.notifications.onClicked.addListener((id) => void followNotice(id));
  const followSettings = async () => registerSoftphones((await readSettings()).settings.softphones);
  void followSettings();
  watchSettings(() => void followSettings());

  const handlers: Handlers = {
    async 'check-numbers'({ texts }) {
      const country = countryOf((await readSettings()).settings);
      return texts.map((text) => readNumber(text, country) !== undefined);
    },
    async 'show-card'({ text, takesFocus }, speaker) {
      if (speaker.kind !== 'content-script') return { ok: false };
      const number = readNumber(text, countryOf((await readSettings()).settings));
      if (!number) return { ok: false };
      const { e164 } = number;
      const refusal = await personal.lookUpBudget.spend({ ...speaker, number: e164, at: Date.now() });
      const spelling = { e164, international: formatInternational(e164) };
      const nonce = desk.open(speaker, spelling, { written: text, takesFocus, refusal });
      return { ok: true, nonce };
    },
    async 'read-page-manners'() {
      return { marking: (await readSettings()).settings.marking };
    },
    async 'report-call'(report, speaker) {
      return speaker.kind === 'content-script' ? calls.report(speaker, report) : { ok: false };
    },
    async 'tell-call'({ call, phase }, speaker) {
      if (speaker.kind === 'content-script') calls.tellPhase(speaker, call, phase);
    },
    async 'read-adapters'(_, speaker) {
      if (speaker.kind !== 'content-script') return [];
      return adaptersFor(
        { frame: speaker.frameOrigin, page: speaker.origin },
        (await readSettings()).settings,
      );
    },
    async 'read-session'() {
      const person = await directory.person();
      return person.ok ? ok({ person: person.value }) : person;
    },
    async 'sign-in'() {
      const person = await session.signIn();
      return person.ok ? ok({ person: person.value }) : person;
    },
    async 'sign-out'({ alsoAtMicrosoft }) {
      await session.signOut({ alsoAtMicrosoft });
      return ok(null);
    },
    async 'renew-access'() {
      const token = await session.accessToken({ fresh: true });
      return token.ok ? ok(null) : token;
    },
    async 'search-contacts'({ query }) {
      const found = await directory.search(query);
      return found.ok ? ok({ answer: found.value, spelled: await spell(numbersOf(found.value)) }) : found;
    },
    'ask-worker': (question, speaker) => passOn(directory, speaker, question),
    async 'look-up-number'({ text }) {
      const found = await findNumber(text);
      if (!found.ok) return found;
      const spelled = await spell([found.value.number.e164, ...numbersOf(found.value)]);
      return ok({ answer: found.value, spelled });
    },
    async 'choose-contact'({ chosen, asked, recent }) {
      if (asked !== undefined) await choices.remember(asked, chosen);
      if (recent) await recents.remember(recent);
      return ok(null);
    },
    async 'read-recents'() {
      const list = await recents.list();
      return ok({ recents: list, spelled: await spell(list.map(({ e164 }) => e164)) });
    },
    async 'clear-recents'() {
      await recents.forget();
      return ok(null);
    },
    'test-connection': ({ workerUrl }) => readHealth(workerUrl, fetchAnything),
    'read-photo': ({ photo }) => photos.read(photo),
    'open-sign-in-window': ({ url, interactive }) => openWindow({ url, interactive }),
    'read-offline': () => offline.read(),
    'refresh-offline': () => offline.refresh(),
    'wipe-offline': () => offline.remove(),
    'read-cookies': () => readCookies(sessionArea),
    'keep-cookie': ({ name, value }) => keepCookie(sessionArea, name, value),
  };

  watchSettings(desk.respell);

  const route = createRouter(handlers, own, siteAccess.isRead);
  browser.runtime.onMessage.addListener((said: unknown, sender, answer) => {
    const work = route(said, sender);
    if (!work) return false;
    work.then(answer, () => answer({ ok: false, failure: { code: 'internal' } }));
    return true;
  });

  browser.runtime.onConnect.addListener((port) => {
    const { sender } = port;
    const isCall = port.name === CALL_PORT && sender !== undefined && isCallFrame(sender, own);
    const isCard = port.name === CARD_PORT && sender !== undefined && isCardFrame(sender, own);
    if (!isCall && !isCard) return port.disconnect();
    const frame = {
      tabId: sender?.tab?.id ?? -1,
      frameId: sender?.frameId ?? -1,
      post: (message: object) => port.postMessage(message),
      disconnect: () => port.disconnect(),
      onMessage: (listener: (said: unknown) => void) => port.onMessage.addListener(listener),
      onDisconnect: (listener: () => void) => port.onDisconnect.addListener(listener),
    };
    if (isCall) calls.serve(frame);
    else desk.serve(frame);
  });

  const menus = createContextMenus({
    menus: browser.contextMenus,
    titles: async () => {
      await loadMessages();
      return { selection: t('whoIsSelection'), link: t('whoIsLink') };
    },
    isNumber: async (text) => readNumber(text, countryOf((await readSettings()).settings)) !== undefined,
    askFrame,
    openSearch,
  });
  browser.runtime.onInstalled.addListener(() => void menus.install());
  watchSettings(() => void menus.install());

  startOmnibox({
    omnibox: browser.omnibox,
    search: directory.search,
    spell: (answer) => spell(numbersOf(answer)),
    firstLine: async (query, failure) => {
      await loadMessages();
      return failure ? failureText(failure).title : t('searchInRingcard', query);
    },
    openSearch,
    isMarkedUp: import.meta.env.BROWSER !== 'firefox',
  });

  browser.commands.onCommand.addListener((name, tab) => {
    if (name !== 'look-up-selection' || tab?.id === undefined) return;
    // Only the frame with the focus answers. Where none does, the search is the next best thing.
    browser.tabs.sendMessage(tab.id, { type: 'look-up-selection' }).then(
      (found: unknown) => found === true || openSearch(''),
      () => openSearch(''),
    );
  });
}

const fetchAnything = permittedFetch(isGranted, (input, init) => fetch(input, init));
