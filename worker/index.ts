import { Gatehouse } from './access/gatehouse.ts';
import { Accounts } from './accounts/accounts.ts';
import { ApiKeys } from './api-keys/api-keys.ts';
import { answerMisconfigured, createApp } from './app.ts';
import { Audit } from './audit/audit.ts';
import type { Bindings } from './bindings.ts';
import { BudgetBook } from './budgets/budget-book.ts';
import { ConfigurationError, configurationOf } from './configuration.ts';
import { createDeps, credentialsStatusOf } from './create-deps.ts';
import { warnOfExpiry } from './graph/credentials-status.ts';
import { consoleLog } from './log.ts';
import { PUBLISHER_NAME, Publisher } from './snapshot/publisher.ts';
import { Source } from './sync/source.ts';

// The platform looks for the Durable Object classes among the entry module's exports.
export { Accounts, ApiKeys, Audit, BudgetBook, Gatehouse, Publisher as Directory, Source };

type App = ReturnType<typeof createApp>;

/** One app per isolate, and with it one reader, one copy of the signing keys and revocations, and one token. */
const apps = new WeakMap<Bindings, App>();

/** Throws ConfigurationError. */
function appOf(env: Bindings): App {
  let app = apps.get(env);
  if (!app) {
    app = createApp(createDeps(env));
    apps.set(env, app);
  }
  return app;
}

/** Whether this is the day's first tick of the cron, which fires every five minutes. */
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
      const retired = await env.PUBLISHER.get(env.PUBLISHER.idFromName(PUBLISHER_NAME)).retain(ids);
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
