import { OptionsApp } from '../../options/options-app.tsx';
import { mountPage } from '../../ui/mount-page.ts';

void mountPage('optionsTitle', <OptionsApp />);
