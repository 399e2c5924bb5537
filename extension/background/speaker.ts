import type { ToBackground } from '../messages/messages.ts';

/** The sender of a message, as the browser vouches for it. Pure. */

export interface MessageSender {
  id?: string | undefined;
  url?: string | undefined;
  origin?: string | undefined;
  frameId?: number | undefined;
  tab?: { id?: number | undefined; url?: string | undefined } | undefined;
}

export interface Own {
  id: string;
  /** `chrome-extension://<id>` without a slash. */
  origin: string;
}

export interface PageSpeaker {
  kind: 'content-script';
  tabId: number;
  frameId: number;
  /** Origin of the tab's page if the browser tells it, else of the frame. */
  origin: string;
  frameOrigin: string;
}

export type Speaker = PageSpeaker | { kind: 'extension-page'; path: PagePath } | { kind: 'offscreen' };

const OFFSCREEN = '/offscreen.html';
/** The card lives inside foreign pages and uses its own port only. */
const CARD = '/card.html';
const CALL = '/call.html';
const PAGES = ['/popup.html', '/options.html', '/admin.html'] as const;
export type PagePath = (typeof PAGES)[number];

export function identifySpeaker(sender: MessageSender, own: Own): Speaker | undefined {
  if (sender.id !== own.id || !sender.url || !URL.canParse(sender.url)) return undefined;
  const url = new URL(sender.url);
  const origin = `${url.protocol}//${url.host}`;
  if (origin === own.origin) {
    if (url.pathname === OFFSCREEN) return sender.tab ? undefined : { kind: 'offscreen' };
    const path = PAGES.find((page) => page === url.pathname);
    return path && { kind: 'extension-page', path };
  }
  const frameOrigin = webOrigin(url, sender.origin);
  const tabId = sender.tab?.id;
  if (frameOrigin === undefined || tabId === undefined || sender.frameId === undefined) return undefined;
  const { frameId } = sender;
  return { kind: 'content-script', tabId, frameId, origin: topOrigin(sender) ?? frameOrigin, frameOrigin };
}

/**
 * A frame without an address of its own (`srcdoc`, `about:blank`, `blob:`) has the origin of the page that filled it, by the browser's
 * word. An opaque origin ("null": sandboxed, `data:`) belongs to no site.
 */
function webOrigin({ protocol, host }: URL, said: string | undefined): string | undefined {
  if (isWeb(protocol)) return `${protocol}//${host}`;
  if (protocol !== 'about:' && protocol !== 'blob:') return undefined;
  if (!said || !URL.canParse(said)) return undefined;
  const origin = new URL(said);
  return isWeb(origin.protocol) ? origin.origin : undefined;
}

const isWeb = (protocol: string) => protocol === 'http:' || protocol === 'https:';

/** The tab's own address decides about budgets, so that a page cannot multiply its share with frames of many origins. */
function topOrigin({ tab, frameId }: MessageSender): string | undefined {
  // The top page itself may have no address of its own: a window that a page opened and filled.
  if (frameId === 0 || !tab?.url || !URL.canParse(tab.url)) return undefined;
  return new URL(tab.url).origin;
}

const MAY_SAY: Record<ToBackground['type'], Speaker['kind'] | readonly Speaker['kind'][]> = {
  'locate-numbers': 'content-script',
  'read-links': 'content-script',
  'show-card': 'content-script',
  'read-page-manners': 'content-script',
  'report-call': 'content-script',
  'tell-call': 'content-script',
  'read-adapters': 'content-script',
  'read-session': 'extension-page',
  'sign-in': 'extension-page',
  'sign-out': 'extension-page',
  'renew-access': 'extension-page',
  'search-contacts': 'extension-page',
  'look-up-number': 'extension-page',
  'choose-contact': 'extension-page',
  'read-recents': 'extension-page',
  'clear-recents': 'extension-page',
  'test-connection': 'extension-page',
  'ask-worker': 'extension-page',
  'read-photo': 'extension-page',
  'read-offline': 'extension-page',
  'refresh-offline': 'extension-page',
  'wipe-offline': 'extension-page',
  'report-error': ['extension-page', 'offscreen'],
  'read-diagnosis': 'extension-page',
  'open-sign-in-window': 'offscreen',
  'read-cookies': 'offscreen',
  'keep-cookie': 'offscreen',
};

export function maySay(speaker: Speaker, type: ToBackground['type']): boolean {
  return [MAY_SAY[type]].flat().includes(speaker.kind);
}

/** True for the frame of a card: our own `card.html`, below a page, in a tab. Its host may be the session's dynamic id. */
export function isCardFrame(sender: MessageSender, own: Own): boolean {
  return isFrameOnPage(sender, own, CARD);
}

/** The same for a caller card. */
export function isCallFrame(sender: MessageSender, own: Own): boolean {
  return isFrameOnPage(sender, own, CALL);
}

function isFrameOnPage(sender: MessageSender, own: Own, path: string): boolean {
  if (sender.id !== own.id || !sender.url || !URL.canParse(sender.url)) return false;
  const url = new URL(sender.url);
  return (
    url.protocol === new URL(own.origin).protocol &&
    url.pathname === path &&
    sender.tab?.id !== undefined &&
    sender.frameId !== undefined &&
    sender.frameId > 0
  );
}
