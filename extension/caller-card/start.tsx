import { render } from 'preact';
import { loadMessages, messageLanguage } from '../ui/i18n.ts';
import { CallApp } from './call-app.tsx';

export function startCall(): void {
  const app = document.getElementById('app');
  const nonce = location.hash.slice(1);
  // The nonce is read; nothing else needs to find it in the address.
  history.replaceState(null, '', location.pathname);
  void loadMessages().then(() => {
    document.documentElement.lang = messageLanguage();
    if (app && nonce) render(<CallApp nonce={nonce} />, app);
  });
}
