import '../page/own-browser.ts';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startOnSoftphone } from '../softphone/start.ts';

// Registered by background/calls/softphone-sites.ts, only on the softphone sites of the settings.
export default defineUnlistedScript(startOnSoftphone);
