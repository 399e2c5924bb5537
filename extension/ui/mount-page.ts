import { type ComponentChild, render } from 'preact';
import { reportErrors } from '../diagnosis/report-errors.ts';
import { loadMessages, type MessageKey, messageLanguage, t } from './i18n.ts';

/** Puts an extension page's content in place, in the language of its messages. */
export async function mountPage(titleKey: MessageKey, content: ComponentChild): Promise<void> {
  reportErrors();
  await followLanguage(titleKey);
  const app = document.getElementById('app');
  if (app) render(content, app);
}

/** Reads the words of the chosen language, and says so about the page. */
export async function followLanguage(titleKey: MessageKey): Promise<void> {
  await loadMessages();
  document.documentElement.lang = messageLanguage();
  document.title = t(titleKey);
}
