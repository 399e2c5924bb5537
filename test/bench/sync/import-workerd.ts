import { addressOf } from '../../tenant/company/people.ts';
import { API_CLIENT_ID, TENANT_ID } from '../../tenant/ids.ts';
import { bundle } from '../worker/bundle.ts';
import { startMiniflare } from '../worker/local-worker.ts';
import { MAILBOX, type Order, type Outcome } from './protocol.ts';

/** Runs each import in a workerd of its own, because virtual time applies to the whole isolate. */

/** A string and not a file: the product's Durable Objects are typed for workerd, the benchmarks for Node. */
const ENTRY = `
  import { Publisher } from './worker/snapshot/publisher.ts';
  import { Source } from './worker/sync/source.ts';
  import { answer } from './test/bench/sync/import-worker.ts';

  const played = (Base) => class extends Base {
    nextAlarm() {
      return this.ctx.storage.getAlarm();
    }
    async playAlarm() {
      await this.ctx.storage.deleteAlarm();
      await this.alarm();
    }
    kill() {
      this.ctx.abort('killed');
    }
  };
  export class PlayedSource extends played(Source) {}
  export class PlayedPublisher extends played(Publisher) {}

  export default {
    fetch: (request, env) => answer(
      request,
      env,
      () => env.SOURCE.get(env.SOURCE.idFromName('${MAILBOX}')),
      () => env.PUBLISHER.get(env.PUBLISHER.idFromName('directory')),
    ),
  };`;

export function bundleImport(): Promise<string> {
  return bundle(ENTRY);
}

export async function playImport(script: string, order: Order): Promise<Outcome> {
  const miniflare = await startMiniflare(script, {
    kvNamespaces: ['DIRECTORY_KV'],
    durableObjects: {
      SOURCE: { className: 'PlayedSource', useSQLite: true },
      PUBLISHER: { className: 'PlayedPublisher', useSQLite: true },
    },
    bindings: variables(),
  });
  try {
    const init = { method: 'POST', body: JSON.stringify(order) };
    const response = await miniflare.dispatchFetch('http://worker/', init);
    if (!response.ok)
      throw new Error(`the worker answered ${response.status}: ${(await response.text()).slice(0, 2000)}`);
    return (await response.json()) as Outcome;
  } finally {
    await miniflare.dispose();
  }
}

function variables() {
  const source = {
    id: MAILBOX,
    name: 'Bench',
    kind: 'shared-mailbox',
    mailbox: addressOf(MAILBOX),
    folders: 'all',
    groups: 'everyone',
    priority: 1,
    country: 'DE',
  };
  return {
    TENANT_ID,
    API_CLIENT_ID,
    EXTENSION_CLIENT_ID: API_CLIENT_ID,
    API_CLIENT_SECRET: 'invented-secret',
    LOCAL_TENANT: 'true',
    ENTRA_URL: 'http://127.0.0.1:9443',
    GRAPH_URL: 'http://127.0.0.1:9444',
    SOURCES: JSON.stringify([source]),
    COUNTRY: 'DE',
  };
}
