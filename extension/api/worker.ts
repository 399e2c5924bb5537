import type { NumbersAnswer, SourcesAnswer } from '#shared/admin-api.ts';
import type { ExplainAnswer, PhotoPath, StatusAnswer } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import type { OfflineAnswer } from '#shared/offline.ts';
import type { Place } from '#shared/phone/dialling-profile.ts';
import { err, type Result } from '#shared/result.ts';
import type { Session } from '../auth/session.ts';
import type { ExplainNumber, ShownLookup, ShownSearch, TryNumbers } from '../messages/messages.ts';
import type { SettingsRead } from '../settings/settings.ts';
import { placeOf } from '../settings/telephone.ts';
import { type ApiClient, createApiClient } from './api-client.ts';

export const SEARCH_LIMIT = 20;

export interface Directory {
  findNumber(number: string, signal?: AbortSignal): Promise<Result<ShownLookup, Failure>>;
  search(query: string): Promise<Result<ShownSearch, Failure>>;
  readStatus(): Promise<Result<StatusAnswer, Failure>>;
  /** What is not said of the place is as at the person's. */
  explain(number: string, place: ExplainNumber['place']): Promise<Result<ExplainAnswer, Failure>>;
  readSources(): Promise<Result<SourcesAnswer, Failure>>;
  tryNumbers(source: string, dialling: TryNumbers['dialling']): Promise<Result<NumbersAnswer, Failure>>;
  readPhoto(photo: PhotoPath): Promise<Result<Uint8Array, Failure>>;
  readOffline(): Promise<Result<OfflineAnswer, Failure>>;
  readOfflineBlock(source: string, hash: string): Promise<Result<Uint8Array, Failure>>;
}

/** The worker that is configured right now, asked as the person who is signed in right now. */
export function createDirectory(options: {
  fetch: typeof fetch;
  session: Session;
  readSettings: () => Promise<SettingsRead>;
}): Directory {
  async function withClient<T>(
    work: (client: ApiClient, place: Place) => Promise<Result<T, Failure>>,
  ): Promise<Result<T, Failure>> {
    const { settings } = await options.readSettings();
    if (!settings.workerUrl) return err({ code: 'not_configured' });
    const client = createApiClient({
      fetch: options.fetch,
      workerUrl: settings.workerUrl,
      accessToken: (wish) => options.session.accessToken(wish),
    });
    return await options.session.forOnePerson(() => work(client, placeOf(settings)));
  }

  return {
    findNumber: (number, signal) =>
      withClient((client, place) => client.findNumber(number, { place, signal })),
    search: (query) => withClient((client, place) => client.search(query, { limit: SEARCH_LIMIT, place })),
    readStatus: () => withClient((client) => client.readStatus()),
    explain: (number, elsewhere) =>
      withClient((client, place) =>
        client.explain(number, { ...place, ...elsewhere, country: elsewhere.country ?? place.country }),
      ),
    readSources: () => withClient((client) => client.readSources()),
    tryNumbers: (source, dialling) => withClient((client) => client.tryNumbers(source, dialling)),
    readPhoto: (photo) => withClient((client) => client.readPhoto(photo)),
    readOffline: () => withClient((client) => client.readOffline()),
    readOfflineBlock: (source, hash) => withClient((client) => client.readOfflineBlock(source, hash)),
  };
}
