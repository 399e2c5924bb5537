import { ok } from '#shared/result.ts';
import type { ErrorLog } from '../diagnosis/error-log.ts';
import type { HandlersOf } from '../router.ts';

type DiagnosisHandlers = HandlersOf<'report-error' | 'read-diagnosis'>;

export function createDiagnosisHandlers(options: {
  log: Pick<ErrorLog, 'add'>;
  readDiagnosis(): Promise<string>;
}): DiagnosisHandlers {
  return {
    async 'report-error'({ error }, speaker) {
      // The browser, not the message, tells the context of the error.
      if (speaker.kind === 'offscreen') await options.log.add('offscreen', error);
      if (speaker.kind === 'extension-page') await options.log.add(`page ${speaker.path}`, error);
      return ok(null);
    },
    async 'read-diagnosis'() {
      return ok(await options.readDiagnosis());
    },
  };
}
