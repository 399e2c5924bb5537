import { vi } from 'vitest';
import { browser } from 'wxt/browser';
import german from '../../../extension/public/_locales/de/messages.json';
import english from '../../../extension/public/_locales/en/messages.json';

export const MESSAGES: Record<'en' | 'de', Record<string, { message: string }>> = {
  en: english,
  de: german,
};

/** Makes browser.i18n speak one of our languages, as a browser would. */
export function speak(language: 'en' | 'de'): void {
  vi.spyOn(browser.i18n, 'getMessage').mockImplementation((name, substitutions = []) => {
    const message = MESSAGES[language][name]?.message ?? '';
    const values = [substitutions].flat();
    return message.replace(/\$(\d)/g, (_, position) => String(values[Number(position) - 1] ?? ''));
  });
}
