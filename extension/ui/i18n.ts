import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import type english from '../public/_locales/en/messages.json';
import type { Settings } from '../settings/settings.ts';
import { readSettings } from '../settings/settings-store.ts';

/**
 * The words of the extension, in the browser's language or in the one that the settings name. `browser.i18n` cannot switch, so
 * a chosen language is read from its own file: every context calls `loadMessages` before the first `t`.
 */

export type MessageKey = keyof typeof english;

const catalogue = z.record(z.string(), z.object({ message: z.string() }));

let chosen: { language: Settings['language']; messages?: z.infer<typeof catalogue> } = { language: null };

/** Makes `t` speak the language of the settings. Reads the file only when the language is another than before. */
export async function loadMessages(): Promise<void> {
  const { language } = (await readSettings()).settings;
  if (language === chosen.language) return;
  chosen = language === null ? { language } : { language, messages: await readCatalogue(language) };
}

async function readCatalogue(language: string): Promise<z.infer<typeof catalogue>> {
  const answer = await fetch(browser.runtime.getURL(`/_locales/${language}/messages.json`));
  return catalogue.parse(await answer.json());
}

/** The message; `$1` … `$9` in it are replaced in order. */
export function t(key: MessageKey, ...substitutions: string[]): string {
  const own = chosen.messages?.[key]?.message;
  if (own === undefined) return browser.i18n.getMessage(key, substitutions);
  return own.replace(/\$(\d)/g, (_, place) => substitutions[Number(place) - 1] ?? '');
}

/** Language of the messages that are shown, which need not be the browser's: dates must not speak another one. */
export function messageLanguage(): string {
  return t('languageTag');
}

/** Picks between one and many by the rules of the language; a rule of its own for millions, as French has it, reads like many. */
export function tCount(one: MessageKey, many: MessageKey, count: number): string {
  const language = messageLanguage();
  const rule = new Intl.PluralRules(language).select(count);
  return t(rule === 'one' ? one : many, new Intl.NumberFormat(language).format(count));
}
