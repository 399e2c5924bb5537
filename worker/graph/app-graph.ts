import type { Configuration } from '../configuration.ts';
import { consoleLog } from '../log.ts';
import { createGraphClient, type GraphClient } from './client.ts';
import { graphScope } from './clouds.ts';
import { EntraApp } from './entra-app.ts';
import type { MailboxGate } from './gate.ts';
import { type GraphTokens, keepTokens } from './token.ts';

// Look the global up at each request: a copy of it would lose its `this`.
const send: typeof fetch = (input, init) => fetch(input, init);
const now = () => Date.now();

const apps = new WeakMap<Configuration, EntraApp>();
const appTokens = new WeakMap<EntraApp, GraphTokens>();

/** The app at Entra. Everything in the isolate shares what it has learned about its credentials. */
export function entraApp(configuration: Configuration): EntraApp {
  let app = apps.get(configuration);
  if (!app) {
    const { entraUrl, tenantId, apiClientId: clientId, credentials } = configuration;
    app = new EntraApp({ entraUrl, tenantId, clientId, credentials, fetch: send, now, log: consoleLog });
    apps.set(configuration, app);
  }
  return app;
}

/**
 * Graph with the app's own rights. Everything in the isolate shares the token; requests to one mailbox share the gate.
 * `timeoutMs`: for one request; default 30,000.
 */
export function appGraph(
  configuration: Configuration,
  gate: MailboxGate,
  options: { timeoutMs?: number } = {},
): GraphClient {
  const app = entraApp(configuration);
  let tokens = appTokens.get(app);
  if (!tokens) {
    const grant = {
      grant_type: 'client_credentials',
      scope: graphScope(configuration.graphUrl, '.default'),
    };
    tokens = keepTokens(() => app.requestToken(grant), now);
    appTokens.set(app, tokens);
  }
  return graphWith(configuration, tokens, gate, options);
}

/** Graph with the rights that the tokens carry. */
export function graphWith(
  configuration: Configuration,
  tokens: GraphTokens,
  gate: MailboxGate,
  options: { timeoutMs?: number } = {},
): GraphClient {
  return createGraphClient({
    ...options,
    graphUrl: configuration.graphUrl,
    tokens,
    gate,
    fetch: send,
    now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
}
