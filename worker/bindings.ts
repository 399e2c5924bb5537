import type { Gatehouse } from './access/gatehouse.ts';
import type { Accounts } from './accounts/accounts.ts';
import type { ApiKeys } from './api-keys/api-keys.ts';
import type { Audit } from './audit/audit.ts';
import type { BudgetBook } from './budgets/budget-book.ts';
import type { Publisher } from './snapshot/publisher.ts';
import type { Source } from './sync/source.ts';

/**
 * The bindings in wrangler.toml. Variables are not listed: they are untrusted text until `readConfiguration` has parsed
 * them. Only the entry module and `create-deps.ts` know all bindings; each Durable Object class states those it needs.
 */
export interface Bindings {
  DIRECTORY_KV: KVNamespace;
  SOURCE: DurableObjectNamespace<Source>;
  PUBLISHER: DurableObjectNamespace<Publisher>;
  ACCOUNTS: DurableObjectNamespace<Accounts>;
  API_KEYS: DurableObjectNamespace<ApiKeys>;
  BUDGET_BOOK: DurableObjectNamespace<BudgetBook>;
  BURST: RateLimit;
  GATEHOUSE: DurableObjectNamespace<Gatehouse>;
  AUDIT: DurableObjectNamespace<Audit>;
}
