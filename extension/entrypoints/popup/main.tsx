import { PopupApp } from '../../popup/popup-app.tsx';
import { mountPage } from '../../ui/mount-page.ts';

const query = new URLSearchParams(location.search).get('q') ?? '';
void mountPage('extensionName', <PopupApp initialQuery={query} />);
