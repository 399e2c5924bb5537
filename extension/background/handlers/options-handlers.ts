import type { HealthAnswer } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import type { Result } from '#shared/result.ts';
import type { Offline } from '../../offline/start-offline.ts';
import type { HandlersOf } from '../router.ts';

type OptionsHandlers = HandlersOf<'test-connection' | 'read-offline' | 'refresh-offline' | 'wipe-offline'>;

/** What the options page shows and does beyond the settings. */
export function createOptionsHandlers(options: {
  readHealth(workerUrl: string): Promise<Result<HealthAnswer, Failure>>;
  offline: Pick<Offline, 'read' | 'refresh' | 'remove'>;
}): OptionsHandlers {
  const { offline } = options;
  return {
    'test-connection': ({ workerUrl }) => options.readHealth(workerUrl),
    'read-offline': () => offline.read(),
    'refresh-offline': () => offline.refresh(),
    'wipe-offline': () => offline.remove(),
  };
}
