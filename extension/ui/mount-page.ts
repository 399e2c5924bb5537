import { type ComponentChild, render } from 'preact';
import { loadMessages, type MessageKey, messageLanguage, t } from './i18n.ts';

/** Puts an extension page's content in place, in the language of its messages. */
export async function mountPage(titleKey: MessageKey, content: ComponentChild): Promise<void> {
  await loadMessages();
  const app = document.getElementById('app');
  document.documentElement.lang = messageLanguage();
  document.title = t(titleKey);
  if (app) render(content, app);
}
