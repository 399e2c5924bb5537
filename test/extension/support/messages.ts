import { vi } from 'vitest';
import { browser } from 'wxt/browser';
import german from '../../../extension/public/_locales/de/messages.json';
import english from '../../../extension/public/_locales/en/messages.json';
import french from '../../../extension/public/_locales/fr/messages.json';
import italian from '../../../extension/public/_locales/it/messages.json';
import type { LANGUAGES } from '../../../extension/settings/settings.ts';

export type Language = (typeof LANGUAGES)[number];

export const MESSAGES: Record<Language, Record<string, { message: string }>> = {
  en: english,
  de: german,
  fr: french,
  it: italian,
};

/** Makes browser.i18n speak one of our languages, as a browser would. */
export function speak(language: Language): void {
  vi.spyOn(browser.i18n, 'getMessage').mockImplementation((name, substitutions = []) => {
    const message = MESSAGES[language][name]?.message ?? '';
    const values = [substitutions].flat();
    return message.replace(/\$(\d)/g, (_, position) => String(values[Number(position) - 1] ?? ''));
  });
}
