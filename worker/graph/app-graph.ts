import type { Configuration } from '../env.ts';
import { createGraphClient, type GraphClient } from './client.ts';
import type { MailboxGate } from './gate.ts';
import { type AppTokens, createAppTokens } from './token.ts';

const tokens = new WeakMap<Configuration, AppTokens>();

/** Graph with the app's own rights. The token is shared by everything in the isolate, the gate by one mailbox. */
export function appGraph(configuration: Configuration, gate: MailboxGate): GraphClient {
  // The global is looked up at each call: a copy of it would lose its `this`.
  const send: typeof fetch = (input, init) => fetch(input, init);
  const now = () => Date.now();
  let appTokens = tokens.get(configuration);
  if (!appTokens) {
    const { entraUrl, graphUrl, tenantId, apiClientId: clientId, credential } = configuration;
    appTokens = createAppTokens({ entraUrl, graphUrl, tenantId, clientId, credential, fetch: send, now });
    tokens.set(configuration, appTokens);
  }
  return createGraphClient({
    graphUrl: configuration.graphUrl,
    tokens: appTokens,
    gate,
    fetch: send,
    now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
}
