/** Fixed identities of the local tenant, so that a configuration typed once keeps working. */

export const TENANT_ID = '5f1c0d0e-7a11-4c0a-9d0e-0a0b0c0d0e01';
/** The extension's registration (single-page application). */
export const EXTENSION_CLIENT_ID = '7a1c0d0e-1111-4c0a-9d0e-0a0b0c0d0e02';
/** The API's registration, which also holds the worker's Graph rights. */
export const API_CLIENT_ID = '9b1c0d0e-2222-4c0a-9d0e-0a0b0c0d0e03';
/** A program that asks the API with an app role of its own. */
export const PROGRAM_CLIENT_ID = 'ab1c0d0e-3333-4c0a-9d0e-0a0b0c0d0e04';
export const API_SCOPE_NAME = 'Directory.Read';
export const API_SCOPE = `api://${API_CLIENT_ID}/${API_SCOPE_NAME}`;
export const DOMAIN = 'nordwind.example';
/** Every demo user's password: the tenant is local and invented. */
export const DEMO_PASSWORD = 'ringcard';
/** The worker's client secret in the local tenant. */
export const API_CLIENT_SECRET = 'local-tenant-secret-of-the-worker';
export const PROGRAM_CLIENT_SECRET = 'local-tenant-secret-of-a-program';
/** Id that the `key` in wxt.config.ts gives the extension in Chromium. */
export const EXTENSION_ID = 'gohdjfgkbkkbbodhbelfjehcgendbofp';
/** Id of the add-on in wxt.config.ts. */
export const FIREFOX_ID = 'ringcard@ringcard.dev';
/** The worker's sign-in of an account returns to this address, on any port, as for every loopback address. */
export const ACCOUNTS_REDIRECT = 'http://localhost/v1/accounts/callback';
export const EXTENSION_REDIRECT = `https://${EXTENSION_ID}.chromiumapp.org/`;
/** Firefox makes the host name from the SHA-1 of the add-on id. */
export const FIREFOX_REDIRECT = 'https://620d1d6c9c0d3ab4585042906af1036d9b3bd687.extensions.allizom.org/';

/** Default ports of `npm run tenant`. */
export const PORTS = { entra: 8443, graph: 8444, control: 8445 };
