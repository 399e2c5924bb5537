import { render } from 'preact';
import { messageLanguage } from '../ui/i18n.ts';
import { CardApp } from './card-app.tsx';
import { linkCard } from './card-link.ts';

export function startCard(): void {
  const app = document.getElementById('app');
  const nonce = location.hash.slice(1);
  // The fragment has done its work; nobody else needs to find it.
  history.replaceState(null, '', location.pathname);
  document.documentElement.lang = messageLanguage();
  const link = (changed: Parameters<typeof linkCard>[1]) => linkCard(nonce, changed);
  if (app && nonce) render(<CardApp link={link} />, app);
}
