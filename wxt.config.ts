import { defineConfig } from 'wxt';

/** Public half of the development key. It fixes the id gohdjfgkbkkbbodhbelfjehcgendbofp, and so the sign-in redirect. */
const DEVELOPMENT_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA3zL7PNjrVRl7OBvijJsKKUisp1uLHENtWE0NkP5w6Pmw70UWgqydA2JS6ZxSshicw4o4MjKfzk9ZbBijWQuYNXApRxtXspDivFTR37pWtW54FuvbBkYMxIHQIvP9Zjcm2WNgd2n6RBPue/l9vcKygMxaVVFq6eYGh+GXmaPPqYfkFIf+sbi3k7enaOGQkdHJpTSgNg2MfYBHnSUtGk73JJk5aYDrhyPmFVsJjBX9VDMmd6CoLmRu5mTTFh449XX2cUlS43kW6c6R3mk0NTatUDpKrofRuw3mH69kzXiGl/PD/2kBH0am73IoN19SL6ywPLY/J6BsA/2dgETu/g4RVwIDAQAB';

const EXTENSION_PAGES_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "img-src 'self' blob: data:",
  // The worker's address is a setting, so the policy can only name schemes.
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
  "require-trusted-types-for 'script'",
].join('; ');

/**
 * By default the person consents to sites, as stores demand. `RINGCARD_HOSTS=required` demands every site at installation: for
 * fleets whose administrator hosts and force-installs this package, for the demonstration and for tests.
 */
const demandsSites = process.env.RINGCARD_HOSTS === 'required';
const ALL_SITES = ['http://*/*', 'https://*/*'];

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  outDir: '.output',
  outDirTemplate: demandsSites
    ? '{{browser}}-mv{{manifestVersion}}-managed'
    : '{{browser}}-mv{{manifestVersion}}',
  imports: false,
  manifestVersion: 3,
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    permissions: [
      'identity',
      'storage',
      'scripting',
      'activeTab',
      'contextMenus',
      'alarms',
      'notifications',
      'idle',
      ...(browser === 'firefox' ? [] : ['offscreen']),
    ],
    ...(demandsSites ? { host_permissions: ALL_SITES } : { optional_host_permissions: ALL_SITES }),
    omnibox: { keyword: 'ring' },
    // Firefox reads managed settings without a schema.
    ...(browser === 'firefox' ? {} : { storage: { managed_schema: 'managed_schema.json' } }),
    // Chromium: without this key every other extension could connect.
    ...(browser === 'firefox' ? {} : { externally_connectable: { ids: [] } }),
    content_security_policy: { extension_pages: EXTENSION_PAGES_CSP },
    web_accessible_resources: [
      {
        resources: ['card.html', 'call.html'],
        matches: ALL_SITES,
        ...(browser === 'firefox' ? {} : { use_dynamic_url: true }),
      },
    ],
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+R' } },
      'look-up-selection': {
        suggested_key: { default: 'Alt+Shift+L' },
        description: '__MSG_commandLookUp__',
      },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'ringcard@ringcard.dev',
              // The first version that asks for consent to the data below on every device. Older versions have reached their end of life.
              strict_min_version: '142.0',
              // Only this data leaves the browser, to the company's own worker: the token, looked-up numbers and search words.
              data_collection_permissions: {
                required: ['authenticationInfo', 'personallyIdentifyingInfo', 'websiteContent'],
              },
            },
          },
        }
      : // caretPositionFromPoint needs Chromium 128; dynamic URLs from getURL() need 130.
        { key: DEVELOPMENT_KEY, minimum_chrome_version: '130' }),
  }),
});
