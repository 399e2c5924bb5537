import type { Result } from '#shared/result.ts';
import type { Configuration } from '../configuration.ts';
import { graphWith } from '../graph/app-graph.ts';
import type { GraphClient } from '../graph/client.ts';
import type { MailboxGate } from '../graph/gate.ts';
import { GraphError } from '../graph/graph-error.ts';
import { ACCOUNTS_NAME, type Accounts, type AccountTokenFailure } from './accounts.ts';

export interface AccountsEnv {
  ACCOUNTS: DurableObjectNamespace<Accounts>;
}

/**
 * Graph on behalf of a delegated account's person. Fails with `reconnect_needed` when the person must consent again. Every
 * request gets its token from the Accounts object, so that a removed account reads nothing more.
 */
export function accountGraph(
  configuration: Configuration,
  env: AccountsEnv,
  accountId: string,
  gate: MailboxGate,
): GraphClient {
  async function ask(rejected?: string): Promise<string> {
    let answer: Result<string, AccountTokenFailure>;
    try {
      // Make a new stub each time: a stub stays broken once its object has failed.
      const accounts = env.ACCOUNTS.get(env.ACCOUNTS.idFromName(ACCOUNTS_NAME));
      answer = await accounts.accessToken(accountId, rejected);
    } catch (cause) {
      throw new GraphError('entra_unavailable', { graphCode: 'accounts_unreachable', cause });
    }
    if (answer.ok) return answer.value;
    throw new GraphError(answer.failure.code, answer.failure);
  }
  return graphWith(configuration, { current: () => ask(), renew: ask }, gate);
}
