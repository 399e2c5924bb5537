import { mountPage } from '../../ui/mount-page.ts';
import { WelcomeApp } from '../../welcome/welcome-app.tsx';

void mountPage('welcomeTitle', <WelcomeApp />);
