import { type ComponentChild, render } from 'preact';
import { type MessageKey, messageLanguage, t } from './i18n.ts';

/** Puts an extension page's content in place, in the language of its messages. */
export function mountPage(titleKey: MessageKey, content: ComponentChild): void {
  const app = document.getElementById('app');
  document.documentElement.lang = messageLanguage();
  document.title = t(titleKey);
  if (app) render(content, app);
}
