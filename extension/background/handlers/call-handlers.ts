import type { SettingsRead } from '../../settings/settings.ts';
import type { Calls } from '../calls/calls.ts';
import { adaptersFor } from '../calls/softphone-sites.ts';
import type { HandlersOf } from '../router.ts';

type CallHandlers = HandlersOf<'report-call' | 'tell-call' | 'read-adapters'>;

/** Handlers of the messages that a page's softphone script may send. */
export function createCallHandlers(options: {
  readSettings: () => Promise<SettingsRead>;
  calls: Pick<Calls, 'report' | 'tellPhase'>;
}): CallHandlers {
  const { readSettings, calls } = options;
  return {
    async 'report-call'(report, speaker) {
      return speaker.kind === 'content-script' ? calls.report(speaker, report) : { ok: false };
    },
    async 'tell-call'({ call, phase }, speaker) {
      if (speaker.kind === 'content-script') calls.tellPhase(speaker, call, phase);
    },
    async 'read-adapters'(_, speaker) {
      if (speaker.kind !== 'content-script') return [];
      const origins = { frame: speaker.frameOrigin, page: speaker.origin };
      return adaptersFor(origins, (await readSettings()).settings);
    },
  };
}
