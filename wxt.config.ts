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

/** Pages that sign people in: nothing of ours belongs there, and the sign-in window must open fast. */
const SIGN_IN_PAGES = [
  'https://login.microsoftonline.com/*',
  'https://login.microsoftonline.us/*',
  'https://login.partner.microsoftonline.cn/*',
  'https://login.live.com/*',
  'https://login.windows.net/*',
  'https://*.b2clogin.com/*',
  'https://*.ciamlogin.com/*',
];

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  outDir: '.output',
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
      'notifications',
      'idle',
      ...(browser === 'firefox' ? [] : ['offscreen']),
    ],
    // What the browser asks for before it runs a registered script.
    host_permissions: ['http://*/*', 'https://*/*'],
    // Without this key every other extension could connect.
    ...(browser === 'firefox' ? {} : { externally_connectable: { ids: [] } }),
    content_security_policy: { extension_pages: EXTENSION_PAGES_CSP },
    web_accessible_resources: [
      {
        resources: ['card.html', 'call.html'],
        matches: ['http://*/*', 'https://*/*'],
        ...(browser === 'firefox' ? {} : { use_dynamic_url: true }),
      },
    ],
    content_scripts: [
      {
        matches: ['http://*/*', 'https://*/*'],
        exclude_matches: SIGN_IN_PAGES,
        js: ['phone-numbers.js'],
        css: ['assets/phone-marks.css'],
        // First in line for Esc; everything else waits until the page is read.
        run_at: 'document_start',
        // Softphones, mails and tickets are often shown in frames. In frames too small for a card the script does nothing.
        all_frames: true,
      },
    ],
    commands: {
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
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : // caretPositionFromPoint 128, dynamic URLs that getURL() knows 130
        { key: DEVELOPMENT_KEY, minimum_chrome_version: '130' }),
  }),
});
