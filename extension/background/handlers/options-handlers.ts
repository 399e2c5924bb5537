import type { HealthAnswer } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import type { Result } from '#shared/result.ts';
import type { Offline } from '../../offline/start-offline.ts';
import type { ErrorLog } from '../diagnosis/error-log.ts';
import type { HandlersOf } from '../router.ts';

type OptionsHandlers = HandlersOf<'test-connection' | 'read-offline' | 'refresh-offline' | 'wipe-offline'>;

/** Handlers of the options page, beyond the settings. */
export function createOptionsHandlers(options: {
  readHealth(workerUrl: string): Promise<Result<HealthAnswer, Failure>>;
  offline: Pick<Offline, 'read' | 'refresh' | 'remove'>;
  log: Pick<ErrorLog, 'noteTest'>;
}): OptionsHandlers {
  const { offline, log } = options;
  return {
    async 'test-connection'({ workerUrl }) {
      const answer = await options.readHealth(workerUrl);
      await log.noteTest(answer.ok ? 'good' : answer.failure.code);
      return answer;
    },
    'read-offline': () => offline.read(),
    'refresh-offline': () => offline.refresh(),
    'wipe-offline': () => offline.remove(),
  };
}
