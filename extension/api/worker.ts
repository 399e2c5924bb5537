import type { Failure } from '#shared/failure.ts';
import { err, type Result } from '#shared/result.ts';
import type { Session } from '../auth/session.ts';
import type { SettingsRead } from '../settings/settings.ts';
import { placeOf } from '../settings/telephone.ts';
import { createApiClient, type WorkerClient } from './api-client.ts';

/** A client that reads settings, session and place anew for every request. */
export function createWorkerClient(options: {
  fetch: typeof fetch;
  session: Session;
  readSettings: () => Promise<SettingsRead>;
}): WorkerClient {
  async function withClient<T>(
    work: (client: WorkerClient) => Promise<Result<T, Failure>>,
  ): Promise<Result<T, Failure>> {
    const { settings } = await options.readSettings();
    if (!settings.workerUrl) return err({ code: 'not_configured' });
    const client = createApiClient({
      fetch: options.fetch,
      workerUrl: settings.workerUrl,
      accessToken: (wish) => options.session.accessToken(wish),
      place: placeOf(settings),
    });
    return await options.session.forOnePerson(() => work(client));
  }

  return { ask: (operation, input, wish) => withClient((client) => client.ask(operation, input, wish)) };
}
