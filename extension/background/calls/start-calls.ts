import { browser } from 'wxt/browser';
import { formatInternational } from '#shared/phone/display.ts';
import { readNumber } from '#shared/phone/normalise.ts';
import type { SettingsRead } from '../../settings/settings.ts';
import { watchSettings } from '../../settings/settings-store.ts';
import { countryOf } from '../../settings/telephone.ts';
import { createTickets, newNonce } from '../cards/card-tickets.ts';
import type { Personal } from '../personal/personal.ts';
import { tellSoftphone } from '../windows.ts';
import { clearNotice, followNotice, showNotice } from './call-notices.ts';
import { type Call, type Calls, createCalls } from './calls.ts';
import { type CallerSources, findCaller } from './find-caller.ts';
import { registerSoftphones, softphoneSiteOf } from './softphone-sites.ts';

/** Wires incoming calls. Listeners are registered at once, as a service worker requires. */
export function startCalls(options: {
  readSettings: () => Promise<SettingsRead>;
  sources: CallerSources;
  personal: Pick<Personal, 'callBudget' | 'photos'>;
  signIn(): Promise<unknown>;
}): Calls {
  const { readSettings, personal } = options;

  const calls = createCalls({
    tickets: createTickets<Call>({ now: Date.now, newNonce }),
    now: Date.now,
    readNumber: async (text) => identifyNumber(text, (await readSettings()).settings),
    siteOf: async (origins, teller) => softphoneSiteOf(origins, teller, (await readSettings()).settings),
    askBudget: personal.callBudget.spend,
    findCaller: (caller, signal) => findCaller(caller, options.sources, signal),
    readPhoto: personal.photos.read,
    signIn: options.signIn,
    tell: tellSoftphone,
    notify: (call) => void showNotice(call),
    unnotify: (id) => void clearNotice(id),
  });
  browser.tabs.onRemoved.addListener(calls.closeTab);
  browser.notifications.onClicked.addListener((id) => void followNotice(id));

  const followSettings = async () => registerSoftphones((await readSettings()).settings.softphones);
  void followSettings();
  watchSettings(() => void followSettings());
  return calls;
}

/** The key that identifies the number, and its spelling. Only the worker can read an internal number. */
function identifyNumber(text: string, settings: SettingsRead['settings']): { key: string; written: string } {
  const number = readNumber(text, countryOf(settings));
  if (!number) return { key: `number ${text.replace(/\D/g, '')}`, written: text };
  return { key: `number ${number.e164}`, written: formatInternational(number.e164) };
}
