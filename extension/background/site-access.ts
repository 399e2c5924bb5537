import type { Browser } from 'wxt/browser';
import type { StorageArea } from '../auth/session.ts';
import type { SettingsRead } from '../settings/settings.ts';
import { originOf, planScript, type ScriptPlan, SIGN_IN_SITES } from '../sites/site-patterns.ts';
import { isOnSite, isSiteRead } from '../sites/sites.ts';

/** Puts the content script on the sites that the browser grants and the settings allow, and removes it from all others. */

const SCRIPT_ID = 'phone-numbers';
const FILES = { js: ['phone-numbers.js'], css: ['assets/phone-marks.css'] };
const KEY = 'site-access';

/** The origins of a frame that runs the script, and of the page in its tab. */
export interface PageOrigins {
  frame: string;
  page: string;
}

export interface SiteAccessOptions {
  scripting: Pick<
    typeof Browser.scripting,
    | 'getRegisteredContentScripts'
    | 'registerContentScripts'
    | 'updateContentScripts'
    | 'unregisterContentScripts'
    | 'executeScript'
    | 'insertCSS'
  >;
  tabs: Pick<typeof Browser.tabs, 'query' | 'sendMessage'>;
  grantedOrigins(): Promise<readonly string[]>;
  isGranted(origins: readonly string[]): Promise<boolean>;
  readSettings(): Promise<SettingsRead>;
  /** Remembers the state that the open tabs have. */
  session: StorageArea;
  canNamePorts: boolean;
}

export interface SiteAccess {
  /** Applies grants and settings to the registration and the open tabs. Call it whenever either may have changed. */
  follow(): Promise<void>;
  /** Whether a frame may send requests. False in doubt. */
  isRead(origins: PageOrigins): Promise<boolean>;
}

export function createSiteAccess(options: SiteAccessOptions): SiteAccess {
  const { scripting, tabs } = options;
  let queue: Promise<void> = Promise.resolve();

  async function apply(): Promise<void> {
    const { settings } = await options.readSettings();
    const { allowedSites, blockedSites, marking } = settings;
    const plan = planScript(await options.grantedOrigins(), settings, options);
    await register(plan);
    const state = JSON.stringify([plan, allowedSites, blockedSites, marking]);
    if ((await options.session.get(KEY))[KEY] === state) return;
    await Promise.all((await tabs.query({})).map(renew));
    await options.session.set({ [KEY]: state });
  }

  async function register(plan: ScriptPlan | undefined): Promise<void> {
    const filter = { ids: [SCRIPT_ID] };
    const [known] = await scripting.getRegisteredContentScripts(filter);
    if (!plan) return known && scripting.unregisterContentScripts(filter);
    const script = {
      id: SCRIPT_ID,
      ...plan,
      ...FILES,
      // At document_start the card's Esc comes first; everything else waits for the page.
      runAt: 'document_start' as const,
      // Softphones, mails and tickets are often shown in frames. In frames too small for a card the script does nothing.
      allFrames: true,
      // Mails are often shown in frames without an address of their own (`srcdoc`).
      matchOriginAsFallback: true,
    };
    if (known) await scripting.updateContentScripts([script]);
    else await scripting.registerContentScripts([script]);
  }

  /** Running scripts ask whether they may stay. Frames without a script get it where they may be read. */
  async function renew({ id: tabId, url }: Browser.tabs.Tab): Promise<void> {
    if (tabId === undefined) return;
    await tabs.sendMessage(tabId, { type: 'site-access-changed' }).catch(() => undefined);
    try {
      const frames = await scripting.executeScript({
        target: { tabId, allFrames: true },
        // A frame without an address of its own is judged by its origin; an opaque one is "null".
        func: () => (location.protocol.startsWith('http') ? location.href : origin),
        injectImmediately: true,
      });
      const verdicts = await Promise.all(frames.map(({ result }) => isFrameRead(String(result), url)));
      const frameIds = frames.filter((_, index) => verdicts[index]).map(({ frameId }) => frameId);
      if (frameIds.length === 0) return;
      const target = { tabId, frameIds };
      await scripting.insertCSS({ target, files: FILES.css });
      await scripting.executeScript({ target, files: FILES.js, injectImmediately: true });
    } catch {
      // The browser keeps the extension out of this tab, or the tab is gone.
    }
  }

  async function isFrameRead(frame: string, page = frame): Promise<boolean> {
    return isRead({ frame, page });
  }

  async function isRead({ frame, page }: PageOrigins): Promise<boolean> {
    if (!/^https?:/i.test(frame) || isOnSite(frame, SIGN_IN_SITES) || isOnSite(page, SIGN_IN_SITES))
      return false;
    const { settings } = await options.readSettings();
    if (!isSiteRead(frame, settings) || isOnSite(page, settings.blockedSites)) return false;
    return options.isGranted([originOf(frame)]);
  }

  return {
    follow() {
      const done = queue.then(apply);
      queue = done.catch(() => undefined);
      return done;
    },
    isRead,
  };
}
