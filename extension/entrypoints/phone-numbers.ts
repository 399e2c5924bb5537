import '../page/own-browser.ts';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startOnPage } from '../page/start.ts';

// Registered by background/site-access.ts, since WXT's own content-script wrapper sends the page an event that names the extension.
export default defineUnlistedScript(startOnPage);
