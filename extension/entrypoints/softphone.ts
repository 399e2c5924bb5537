import '../page/own-browser.ts';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startOnSoftphone } from '../softphone/start.ts';

// Registered by background/softphone-sites.ts, on the sites of the settings only.
export default defineUnlistedScript(startOnSoftphone);
