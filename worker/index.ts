import { waitUntil } from 'cloudflare:workers';
import * as z from 'zod/mini';
import { contact } from '#shared/contact.ts';
import { DirectoryReader } from '#shared/directory/reader.ts';
import { GATEHOUSE_NAME, Gatehouse } from './access/gatehouse.ts';
import { createGroupMembership } from './access/group-membership.ts';
import { createGroupOwnership } from './access/group-ownership.ts';
import { createRevocations } from './access/revocations.ts';
import { createTenantKeys } from './access/tenant-keys.ts';
import { verifyToken } from './access/verify-token.ts';
import { ACCOUNTS_NAME, Accounts } from './accounts/accounts.ts';
import { API_KEYS_NAME, ApiKeys } from './api-keys/api-keys.ts';
import { createKeyVerifier } from './api-keys/verify-key.ts';
import { answerMisconfigured, createApp } from './app.ts';
import { AUDIT_NAME, Audit } from './audit/audit.ts';
import { createAuditTrail } from './audit/audit-trail.ts';
import { createNumberHash } from './audit/number-hash.ts';
import type { Bindings } from './bindings.ts';
import { BudgetBook } from './budgets/budget-book.ts';
import { createBudgets } from './budgets/budgets.ts';
import { type Configuration, ConfigurationError, configurationOf } from './configuration.ts';
import { appGraph, entraApp } from './graph/app-graph.ts';
import { type CredentialsStatus, createCredentialsStatus, warnOfExpiry } from './graph/credentials-status.ts';
import { MailboxGate } from './graph/gate.ts';
import { consoleLog } from './log.ts';
import { createPhotoStore } from './photos/photo-store.ts';
import { DIRECTORY_NAME, Directory } from './snapshot/directory.ts';
import { createKvStore, sha256 } from './snapshot/kv-store.ts';
import { Source } from './sync/source.ts';

// The platform finds the classes of the Durable Objects among the entry module's exports.
export { Accounts, ApiKeys, Audit, BudgetBook, Directory, Gatehouse, Source };

/** Somebody waits for the groups, before a look-up can begin. */
const GROUPS_TIMEOUT_MS = 5_000;

type App = ReturnType<typeof createApp>;

const contacts = z.array(contact);

/** One app, and with it one reader, one copy of the keys and revocations, and one token, for the life of the isolate. */
const apps = new WeakMap<Bindings, App>();

function appOf(env: Bindings): App {
  let app = apps.get(env);
  if (!app) {
    app = wire(env);
    apps.set(env, app);
  }
  return app;
}

/** Throws ConfigurationError. */
function wire(env: Bindings): App {
  const configuration = configurationOf(env);
  const { entraUrl, tenantId, apiClientId, extensionClientIds, headMemoSeconds } = configuration;
  const now = () => Date.now();
  const apiKeys = () => env.API_KEYS.get(env.API_KEYS.idFromName(API_KEYS_NAME));
  const gatehouse = () => env.GATEHOUSE.get(env.GATEHOUSE.idFromName(GATEHOUSE_NAME));
  const graph = appGraph(configuration, new MailboxGate(), { timeoutMs: GROUPS_TIMEOUT_MS });
  const policy = {
    entraUrl,
    tenantId,
    audience: apiClientId,
    clients: extensionClientIds,
    keys: createTenantKeys((fetchedAfterMs) => gatehouse().signingKeys(fetchedAfterMs), now),
    now,
    maxAgeSeconds: configuration.tokenMaxAgeSeconds,
  };
  const store = createKvStore(env.DIRECTORY_KV);
  return createApp({
    configuration,
    readBlock: (name) => store.readBlock(name),
    reader: new DirectoryReader({
      store,
      digest: sha256,
      now,
      headMaxAgeMs: headMemoSeconds * 1000,
      lastResort: async (id, e164) => {
        consoleLog('source_asked', { sourceId: id });
        const found = await env.SOURCE.get(env.SOURCE.idFromName(id)).findByNumber(e164);
        return found && contacts.parse(found);
      },
      onTrouble: (trouble) => consoleLog('block_trouble', trouble),
    }),
    readPhoto: createPhotoStore(env.DIRECTORY_KV),
    source: (id) => env.SOURCE.get(env.SOURCE.idFromName(id)),
    notify: (id, notifications) => env.SOURCE.get(env.SOURCE.idFromName(id)).notify(notifications),
    verify: (token) => verifyToken(token, policy),
    verifyKey: createKeyVerifier({
      peppers: configuration.apiKeyPeppers,
      store: apiKeys,
      now,
      later: waitUntil,
      onUseLost: (keyId) => consoleLog('key_use_lost', { keyId }),
    }),
    apiKeys,
    budgets: createBudgets({
      settings: configuration.budgets,
      burst: env.BURST,
      book: (shard) => env.BUDGET_BOOK.get(env.BUDGET_BOOK.idFromName(shard)),
      now,
      later: waitUntil,
      log: consoleLog,
    }),
    isRevoked: createRevocations({ read: () => gatehouse().revokedSince(), now, waitUntil }),
    membership: createGroupMembership({ graph, now }),
    ownership: createGroupOwnership({ graph, now, log: consoleLog }),
    credentialsStatus: credentialsStatusOf(configuration),
    accounts: () => env.ACCOUNTS.get(env.ACCOUNTS.idFromName(ACCOUNTS_NAME)),
    gatehouse,
    audit: createAuditTrail({
      store: () => env.AUDIT.get(env.AUDIT.idFromName(AUDIT_NAME)),
      hashOf: configuration.auditKey === undefined ? undefined : createNumberHash(configuration.auditKey),
      waitUntil,
      log: consoleLog,
    }),
    now,
    log: consoleLog,
  });
}

function credentialsStatusOf(configuration: Configuration): CredentialsStatus {
  const { apiClientId: clientId, credentials } = configuration;
  const graph = appGraph(configuration, new MailboxGate());
  return createCredentialsStatus({
    clientId,
    credentials,
    app: entraApp(configuration),
    graph,
    now: () => Date.now(),
  });
}

/** Whether this is the day's first tick of the cron that comes every five minutes. */
function isFirstTickOfDay(scheduledMs: number): boolean {
  return scheduledMs % (24 * 60 * 60_000) < 5 * 60_000;
}

export default {
  async fetch(request, env, ctx) {
    let app: App;
    try {
      app = appOf(env);
    } catch (error) {
      return answerMisconfigured(error, consoleLog);
    }
    return await app.fetch(request, env, ctx);
  },

  async scheduled({ scheduledTime }, env) {
    try {
      const configuration = configurationOf(env);
      const ids = configuration.sources.map(({ id }) => id);
      const source = (id: string) => env.SOURCE.get(env.SOURCE.idFromName(id));
      await Promise.allSettled(ids.map((id) => source(id).sync()));
      const retired = await env.DIRECTORY.get(env.DIRECTORY.idFromName(DIRECTORY_NAME)).retain(ids);
      await Promise.allSettled(retired.map((id) => source(id).retire(id)));
      if (isFirstTickOfDay(scheduledTime)) await warnOfExpiry(credentialsStatusOf(configuration), consoleLog);
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      consoleLog('configuration_invalid', {
        code: error.code,
        variable: error.variable,
        expected: error.expected,
      });
    }
  },
} satisfies ExportedHandler<Bindings>;
