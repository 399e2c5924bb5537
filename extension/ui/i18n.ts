import { browser } from 'wxt/browser';
import type english from '../public/_locales/en/messages.json';

export type MessageKey = keyof typeof english;

/** The message in the browser's language; `$1` … `$9` in it are replaced in order. */
export function t(key: MessageKey, ...substitutions: string[]): string {
  return browser.i18n.getMessage(key, substitutions);
}

/** Language of the messages that are shown, which need not be the browser's: dates must not speak another one. */
export function messageLanguage(): string {
  return t('languageTag');
}

/** Picks between one and many by the rules of the language. */
export function tCount(one: MessageKey, many: MessageKey, count: number): string {
  const language = messageLanguage();
  const rule = new Intl.PluralRules(language).select(count);
  return t(rule === 'one' ? one : many, new Intl.NumberFormat(language).format(count));
}
