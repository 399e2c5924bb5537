import { defineConfig } from 'wxt';

/** Public half of the development key: it fixes the id gohdjfgkbkkbbodhbelfjehcgendbofp, and with it the sign-in redirect. */
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
  // The worker's address is a setting, so the policy can name its kinds only.
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
  "require-trusted-types-for 'script'",
].join('; ');

/**
 * Sites by consent, as a store wants it, or every site at installation (`RINGCARD_HOSTS=required`): for fleets whose administrator
 * hosts this package and force-installs it, for the demonstration and for tests.
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
    // Without this key every other extension could connect.
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
              // The first that asks for consent to the data below on every device; older ones reached their end.
              strict_min_version: '142.0',
              // What leaves the browser, for the company's own worker: the token, and the number with the words that a person searches for.
              data_collection_permissions: {
                required: ['authenticationInfo', 'personallyIdentifyingInfo', 'websiteContent'],
              },
            },
          },
        }
      : // caretPositionFromPoint 128, dynamic URLs that getURL() knows 130
        { key: DEVELOPMENT_KEY, minimum_chrome_version: '130' }),
  }),
});
