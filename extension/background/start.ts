import { browser } from 'wxt/browser';
import { readNumber } from '#shared/phone/normalise.ts';
import { readHealth } from '../api/api-client.ts';
import { permittedFetch } from '../api/permitted-fetch.ts';
import { createWorkerClient } from '../api/worker.ts';
import { sayError } from '../diagnosis/say-error.ts';
import { watchErrors } from '../diagnosis/watch-errors.ts';
import { startOffline } from '../offline/start-offline.ts';
import { rememberSettings, watchSettings } from '../settings/settings-store.ts';
import { countryOf } from '../settings/telephone.ts';
import { isGranted, watchGrants } from '../sites/grants.ts';
import { failureText } from '../ui/failure-text.ts';
import { loadMessages, t } from '../ui/i18n.ts';
import { startCalls } from './calls/start-calls.ts';
import { type CardSubject, createCardDesk } from './cards/card-desk.ts';
import { createTickets, newNonce } from './cards/card-tickets.ts';
import { createContextMenus } from './context-menus.ts';
import { createErrorLog } from './diagnosis/error-log.ts';
import { readDiagnosis } from './diagnosis/read-diagnosis.ts';
import { createFindNumber } from './find-number.ts';
import { createCallHandlers } from './handlers/call-handlers.ts';
import { createContactHandlers } from './handlers/contact-handlers.ts';
import { createDiagnosisHandlers } from './handlers/diagnosis-handlers.ts';
import { createOptionsHandlers } from './handlers/options-handlers.ts';
import { createPageHandlers } from './handlers/page-handlers.ts';
import { createSessionHandlers } from './handlers/session-handlers.ts';
import { startOmnibox } from './omnibox.ts';
import { createPersonal } from './personal/personal.ts';
import { servePorts } from './ports.ts';
import { createRouter } from './router.ts';
import { createSignIn } from './sign-in.ts';
import { createSiteAccess } from './site-access.ts';
import type { Own } from './speaker.ts';
import { numbersOf, spellNumbers } from './spell-numbers.ts';
import { askFrame, lookUpSelection, openOptions, openSearch, openWelcome, tellFrame } from './windows.ts';

/** Wires the background. Every listener is registered at once: a service worker that wakes up gets events for no others. */
export function startBackground(): void {
  // Registered before all other watchers of settings, so that they read the new ones.
  const readSettings = rememberSettings();
  const own: Own = { id: browser.runtime.id, origin: new URL(browser.runtime.getURL('/')).origin };
  const { session: sessionArea, local } = browser.storage;
  const log = createErrorLog({
    area: sessionArea,
    now: Date.now,
    origin: own.origin,
    say: sayError,
  });
  watchErrors(globalThis, (thrown) => void log.note('background', thrown));
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

  const signIn = createSignIn({
    fetch: fetchAnything,
    readSettings,
    signedIn: () => offline.signedIn(),
    forget: () => personal.forget(),
  });
  const { session } = signIn;
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
    others: () => [desk, calls, offline, log],
  });
  const { choices, recents, photos } = personal;
  const { findNumber, findMeantNumber } = createFindNumber({ directory, choices, recents });
  const spell = async (numbers: Iterable<string>) => spellNumbers(numbers, (await readSettings()).settings);

  const desk = createCardDesk({
    tickets: createTickets<CardSubject>({ now: Date.now, newNonce }),
    findNumber: findMeantNumber,
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
  watchSettings(desk.respell);
  const calls = startCalls({
    readSettings,
    sources: { findNumber, search: directory.search },
    personal,
    signIn: () => session.signIn(),
  });

  const route = createRouter(
    {
      ...createPageHandlers({ readSettings, desk, budget: personal.lookUpBudget, now: Date.now }),
      ...createCallHandlers({ readSettings, calls }),
      ...createContactHandlers({ directory, findMeantNumber, spell, personal }),
      ...createSessionHandlers({ session, directory, signIn }),
      ...createOptionsHandlers({ readHealth: (url) => readHealth(url, fetchAnything), offline, log }),
      ...createDiagnosisHandlers({
        log,
        readDiagnosis: () => readDiagnosis({ readSettings, directory, offline, log }),
      }),
    },
    own,
    siteAccess.isRead,
    (type, thrown) => void log.note(`message ${type}`, thrown),
  );
  browser.runtime.onMessage.addListener((said: unknown, sender, answer) => {
    const work = route(said, sender);
    if (!work) return false;
    void work.then(answer);
    return true;
  });
  servePorts({ own, desk, calls, failed: (name, thrown) => void log.note(`port ${name}`, thrown) });

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
    if (name === 'look-up-selection' && tab?.id !== undefined) void lookUpSelection(tab.id);
  });
}

const fetchAnything = permittedFetch(isGranted, (input, init) => fetch(input, init));
