import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import type english from '../public/_locales/en/messages.json';
import type { Settings } from '../settings/settings.ts';
import { readSettings } from '../settings/settings-store.ts';

/**
 * The extension's messages, in the browser's language or the language of the settings. `browser.i18n` cannot switch languages, so
 * `loadMessages` reads a chosen language from its file. Every context awaits it before the first `t`.
 */

export type MessageKey = keyof typeof english;

const catalogue = z.record(z.string(), z.object({ message: z.string() }));

let chosen: { language: Settings['language']; messages?: z.infer<typeof catalogue> } = { language: null };

/** Switches `t` to the language of the settings. Reads the file only after a change of language. */
export async function loadMessages(): Promise<void> {
  const { language } = (await readSettings()).settings;
  if (language === chosen.language) return;
  chosen = language === null ? { language } : { language, messages: await readCatalogue(language) };
}

async function readCatalogue(language: string): Promise<z.infer<typeof catalogue>> {
  const answer = await fetch(browser.runtime.getURL(`/_locales/${language}/messages.json`));
  return catalogue.parse(await answer.json());
}

/** The message for a key. The substitutions replace `$1` … `$9` in it. */
export function t(key: MessageKey, ...substitutions: string[]): string {
  const own = chosen.messages?.[key]?.message;
  if (own === undefined) return browser.i18n.getMessage(key, substitutions);
  return own.replace(/\$(\d)/g, (_, digit) => substitutions[Number(digit) - 1] ?? '');
}

/** The language of the messages, which may differ from the browser's. Dates and numbers must follow it. */
export function messageLanguage(): string {
  return t('languageTag');
}

/** Picks singular or plural by the language's rules. Further plural forms, such as French millions, use the plural text. */
export function tCount(one: MessageKey, many: MessageKey, count: number): string {
  const language = messageLanguage();
  const rule = new Intl.PluralRules(language).select(count);
  return t(rule === 'one' ? one : many, new Intl.NumberFormat(language).format(count));
}
