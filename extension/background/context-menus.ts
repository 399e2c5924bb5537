import type { Browser } from 'wxt/browser';
import type * as z from 'zod/mini';
import { numberOfAddress } from '#shared/phone/address.ts';
import { MAX_TEXT_LENGTH } from '../messages/message-parts.ts';
import type { contentScriptNews } from '../messages/messages.ts';
import { numberIn } from '../messages/number-in.ts';
import type { FrameAddress } from './cards/card-tickets.ts';

/** "Who is …?" in the browser's menu, over selected text and over links that call. */

const CALL_LINKS = [
  ...['tel:*', 'callto:*', 'sip:*', 'sips:*', 'sms:*', 'skype:*', 'whatsapp:*', 'viber:*'],
  ...['https://wa.me/*', 'https://api.whatsapp.com/send*', 'https://web.whatsapp.com/send*'],
  ...['https://t.me/+*', 'https://signal.me/*', 'https://teams.microsoft.com/l/call/*'],
];

export interface MenuOptions {
  menus: Pick<typeof Browser.contextMenus, 'create' | 'removeAll' | 'onClicked'>;
  /** The titles, in the language of the settings. `%s` is the selection. */
  titles(): Promise<{ selection: string; link: string }>;
  /** Whether the card would read the text as a number; cards show numbers only. */
  isNumber(text: string): Promise<boolean>;
  /** Answers what the content script of a frame answers; rejects where none runs. */
  askFrame(frame: FrameAddress, news: z.infer<typeof contentScriptNews>): Promise<unknown>;
  openSearch(query: string): void;
}

export interface ContextMenus {
  /** Replaces the menu's entries. */
  install(): Promise<void>;
}

export function createContextMenus(options: MenuOptions): ContextMenus {
  const { menus, openSearch } = options;
  let queue: Promise<void> = Promise.resolve();

  async function put(): Promise<void> {
    const { selection, link } = await options.titles();
    await menus.removeAll();
    menus.create({ id: 'selection', title: selection, contexts: ['selection'] });
    menus.create({ id: 'link', title: link, contexts: ['link'], targetUrlPatterns: CALL_LINKS });
  }

  async function lookUp(text: string, frame: FrameAddress): Promise<void> {
    const isShown =
      (await options.isNumber(text)) &&
      (await options.askFrame(frame, { type: 'look-up-text', text }).catch(() => false));
    if (isShown !== true) openSearch(text);
  }

  menus.onClicked.addListener(({ menuItemId, linkUrl, selectionText, frameId }, tab) => {
    const meant = menuItemId === 'link' ? (linkUrl ?? '') : (selectionText ?? '');
    const number = menuItemId === 'link' ? numberOfAddress(meant) : numberIn(meant);
    // A name opens the search.
    if (number === undefined) return openSearch(meant.trim().slice(0, MAX_TEXT_LENGTH));
    if (tab?.id === undefined || tab.id < 0 || frameId === undefined) return openSearch(number);
    void lookUp(number, { tabId: tab.id, frameId });
  });

  return {
    install() {
      queue = queue.then(put, put);
      return queue;
    },
  };
}
