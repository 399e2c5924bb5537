import { vi } from 'vitest';
import { browser } from 'wxt/browser';
import type { WorkerQuestion } from '../../../extension/background/worker-questions.ts';
import type { ToBackground } from '../../../extension/messages/messages.ts';
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

/** Makes browser.i18n answer in one of our languages, as a browser would. */
export function speak(language: Language): void {
  vi.spyOn(browser.i18n, 'getMessage').mockImplementation((name, substitutions = []) => {
    const message = MESSAGES[language][name]?.message ?? '';
    const values = [substitutions].flat();
    return message.replace(/\$(\d)/g, (_, position) => String(values[Number(position) - 1] ?? ''));
  });
}

/** The background's answers, by message type; for requests to the worker, by operation. */
export type Answers = Partial<Record<ToBackground['type'] | WorkerQuestion, unknown>>;

export function answerTo(message: ToBackground, answers: Answers): unknown {
  const known: Record<string, unknown> = answers;
  return known[message.type === 'ask-worker' ? message.operation : message.type];
}
