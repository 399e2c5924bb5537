import { browser } from 'wxt/browser';
import { loadMessages, t } from '../../ui/i18n.ts';
import type { NotifiedCall } from './calls.ts';

/**
 * The browser's notice of a call in a hidden tab. It may show on a locked screen and stay in the system's list. So it says the name and
 * the company at most, neither while the screen is locked, makes no sound, and closes with the call.
 */

const PREFIX = 'call';
/** The query needs an interval. It does not matter here, because only the locked state is used. */
const IDLE_SECONDS = 60;

export async function showNotice(call: NotifiedCall): Promise<void> {
  await loadMessages();
  const isLocked = (await browser.idle.queryState(IDLE_SECONDS)) === 'locked';
  const { title, message } = isLocked ? { title: t('incomingCall'), message: '' } : noticeText(call);
  await browser.notifications.create(`${PREFIX} ${call.tabId} ${call.id}`, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title,
    message,
    ...(import.meta.env.FIREFOX ? {} : { silent: true }),
  });
}

/** The caller and the page. Pure, except for the language. */
export function noticeText({ caller, state }: Pick<NotifiedCall, 'caller' | 'state'>): {
  title: string;
  message: string;
} {
  const told = caller.name ?? caller.number ?? t('numberWithheld');
  switch (state.kind) {
    case 'found': {
      const { displayName, company } = state.hit.contact;
      const how = state.by === 'name' ? t('callerByName') : t('incomingCall');
      return {
        title: displayName,
        message: [company === displayName ? undefined : company, how]
          .filter((part) => part !== undefined)
          .join(' · '),
      };
    }
    case 'company':
      return {
        title: `~ ${state.hit.contact.company ?? state.hit.contact.displayName}`,
        message: t('callerProbablyCompany'),
      };
    default:
      return { title: told, message: t('incomingCall') };
  }
}

export async function clearNotice(id: string): Promise<void> {
  const shown = Object.keys((await browser.notifications.getAll()) ?? {});
  for (const notice of shown) if (notice.endsWith(` ${id}`)) await browser.notifications.clear(notice);
}

/** A notice that outlived the background still says which tab it is of. */
export async function followNotice(notice: string): Promise<void> {
  const tabId = Number(new RegExp(`^${PREFIX} (\\d+) `).exec(notice)?.[1] ?? Number.NaN);
  if (!Number.isInteger(tabId)) return;
  await browser.notifications.clear(notice);
  const tab = await browser.tabs.update(tabId, { active: true });
  if (tab?.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
}
