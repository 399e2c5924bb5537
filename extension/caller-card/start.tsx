import { render } from 'preact';
import { loadMessages, messageLanguage } from '../ui/i18n.ts';
import { CallApp } from './call-app.tsx';

export function startCall(): void {
  const app = document.getElementById('app');
  const nonce = location.hash.slice(1);
  // The fragment has done its work; nobody else needs to find it.
  history.replaceState(null, '', location.pathname);
  void loadMessages().then(() => {
    document.documentElement.lang = messageLanguage();
    if (app && nonce) render(<CallApp nonce={nonce} />, app);
  });
}
