import { type ComponentChild, render } from 'preact';
import { reportErrors } from '../diagnosis/report-errors.ts';
import { loadMessages, type MessageKey, messageLanguage, t } from './i18n.ts';

/** Renders an extension page in the language of its messages. */
export async function mountPage(titleKey: MessageKey, content: ComponentChild): Promise<void> {
  reportErrors();
  await followLanguage(titleKey);
  const app = document.getElementById('app');
  if (app) render(content, app);
}

/** Loads the messages of the chosen language, and sets the page's language and title. */
export async function followLanguage(titleKey: MessageKey): Promise<void> {
  await loadMessages();
  document.documentElement.lang = messageLanguage();
  document.title = t(titleKey);
}
