import { waitUntil } from 'cloudflare:workers';
import * as z from 'zod/mini';
import { contact } from '#shared/contact.ts';
import { DirectoryReader } from '#shared/directory/reader.ts';
import type { BlockStore } from '#shared/directory/store.ts';
import { GATEHOUSE_NAME } from './access/gatehouse.ts';
import { createGroupMembership } from './access/group-membership.ts';
import { createGroupOwnership } from './access/group-ownership.ts';
import { createRevocations } from './access/revocations.ts';
import { createTenantKeys } from './access/tenant-keys.ts';
import { type TokenPolicy, verifyToken } from './access/verify-token.ts';
import { ACCOUNTS_NAME } from './accounts/accounts.ts';
import { API_KEYS_NAME } from './api-keys/api-keys.ts';
import { createKeyVerifier } from './api-keys/verify-key.ts';
import { AUDIT_NAME } from './audit/audit.ts';
import { createAuditTrail } from './audit/audit-trail.ts';
import { createNumberHash } from './audit/number-hash.ts';
import type { Bindings } from './bindings.ts';
import { createBudgets } from './budgets/budgets.ts';
import { type Configuration, configurationOf } from './configuration.ts';
import type { AppDeps } from './deps.ts';
import { appGraph, entraApp } from './graph/app-graph.ts';
import { type CredentialsStatus, createCredentialsStatus } from './graph/credentials-status.ts';
import { MailboxGate } from './graph/gate.ts';
import { consoleLog, type Log } from './log.ts';
import { createPhotoStore } from './photos/photo-store.ts';
import { createKvStore, sha256 } from './snapshot/kv-store.ts';

/** Short: a person waits for the groups before a look-up can begin. */
const GROUPS_TIMEOUT_MS = 5_000;

const contacts = z.array(contact);

/** Dependencies that tests replace. */
export interface Replaceable {
  readonly configuration: Configuration;
  readonly store: BlockStore;
  readonly burst: Bindings['BURST'];
  readonly log: Log;
  /** Keeps work running after the answer. */
  readonly later: (work: Promise<unknown>) => void;
}

/** Wires the app to the platform. Throws ConfigurationError. */
export function createDeps(env: Bindings, replaced: Partial<Replaceable> = {}): AppDeps {
  const {
    configuration = configurationOf(env),
    store = createKvStore(env.DIRECTORY_KV),
    burst = env.BURST,
    log = consoleLog,
    later = waitUntil,
  } = replaced;
  const now = () => Date.now();
  const source = (id: string) => env.SOURCE.get(env.SOURCE.idFromName(id));
  const apiKeys = () => env.API_KEYS.get(env.API_KEYS.idFromName(API_KEYS_NAME));
  const gatehouse = () => env.GATEHOUSE.get(env.GATEHOUSE.idFromName(GATEHOUSE_NAME));
  const graph = appGraph(configuration, new MailboxGate(), { timeoutMs: GROUPS_TIMEOUT_MS });
  const policy = tokenPolicyOf(configuration, gatehouse, now);
  return {
    configuration,
    readBlock: (name) => store.readBlock(name),
    reader: new DirectoryReader({
      store,
      digest: sha256,
      now,
      headMaxAgeMs: configuration.headMemoSeconds * 1000,
      lastResort: async (id, e164) => {
        log('source_asked', { sourceId: id });
        const found = await source(id).findByNumber(e164);
        return found && contacts.parse(found);
      },
      onTrouble: (trouble) => log('block_trouble', trouble),
    }),
    readPhoto: createPhotoStore(env.DIRECTORY_KV),
    source,
    notify: (id, notifications) => source(id).notify(notifications),
    verify: (token) => verifyToken(token, policy),
    verifyKey: createKeyVerifier({
      peppers: configuration.apiKeyPeppers,
      store: apiKeys,
      now,
      later,
      onUseLost: (keyId) => log('key_use_lost', { keyId }),
    }),
    apiKeys,
    budgets: createBudgets({
      settings: configuration.budgets,
      burst,
      book: (shard) => env.BUDGET_BOOK.get(env.BUDGET_BOOK.idFromName(shard)),
      now,
      later,
      log,
    }),
    isRevoked: createRevocations({ read: () => gatehouse().revokedSince(), now, waitUntil: later }),
    membership: createGroupMembership({ graph, now }),
    ownership: createGroupOwnership({ graph, now, log }),
    credentialsStatus: credentialsStatusOf(configuration),
    accounts: () => env.ACCOUNTS.get(env.ACCOUNTS.idFromName(ACCOUNTS_NAME)),
    gatehouse,
    audit: createAuditTrail({
      store: () => env.AUDIT.get(env.AUDIT.idFromName(AUDIT_NAME)),
      hashOf: configuration.auditKey === undefined ? undefined : createNumberHash(configuration.auditKey),
      waitUntil: later,
      log,
    }),
    now,
    log,
  };
}

/** The policy that a valid token has to meet. */
export function tokenPolicyOf(
  configuration: Configuration,
  gatehouse: AppDeps['gatehouse'],
  now: () => number,
): TokenPolicy {
  const { entraUrl, tenantId, apiClientId, extensionClientIds, tokenMaxAgeSeconds } = configuration;
  return {
    entraUrl,
    tenantId,
    audience: apiClientId,
    clients: extensionClientIds,
    keys: createTenantKeys((fetchedAfterMs) => gatehouse().signingKeys(fetchedAfterMs), now),
    now,
    maxAgeSeconds: tokenMaxAgeSeconds,
  };
}

/** Has a gate of its own, so that it never waits for other requests. */
export function credentialsStatusOf(configuration: Configuration): CredentialsStatus {
  const { apiClientId: clientId, credentials } = configuration;
  return createCredentialsStatus({
    clientId,
    credentials,
    app: entraApp(configuration),
    graph: appGraph(configuration, new MailboxGate()),
    now: () => Date.now(),
  });
}
