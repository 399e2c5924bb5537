import { render } from 'preact';
import { loadMessages, messageLanguage } from '../ui/i18n.ts';
import { CardApp } from './card-app.tsx';
import { linkCard } from './card-link.ts';

export function startCard(): void {
  const app = document.getElementById('app');
  const nonce = location.hash.slice(1);
  // The nonce is read; nothing else needs to find it in the address.
  history.replaceState(null, '', location.pathname);
  // The messages load while the look-up is under way; nothing shows before both are there.
  const words = loadMessages().then(() => {
    document.documentElement.lang = messageLanguage();
  });
  const link = (changed: Parameters<typeof linkCard>[1]) =>
    linkCard(nonce, (change) => void words.then(() => changed(change)));
  if (app && nonce) render(<CardApp link={link} />, app);
}
