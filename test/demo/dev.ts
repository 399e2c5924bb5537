import { buildExtensionBeside, newestSource } from '../setup/build.ts';
import type { RunningBrowser } from '../support/chromium.ts';
import type { Services } from '../support/services.ts';
import { watchChanges } from './watch.ts';

/**
 * `npm run dev`: builds the extension again after each change and reloads it in the window. The worker's runner watches the worker's
 * files itself. Returns the function that ends it.
 */
export function keepExtensionNew(
  services: Services,
  browser: RunningBrowser | undefined,
  say: (line: string) => void,
): () => Promise<void> {
  const ended = new AbortController();
  const stop = watchChanges(newestSource, async () => {
    const started = Date.now();
    try {
      services.replaceExtension(await buildExtensionBeside({}, ended.signal));
      await browser?.reloadExtension();
      say(`The extension is built again (${((Date.now() - started) / 1000).toFixed(1)} s).`);
    } catch (error) {
      if (!ended.signal.aborted) say(error instanceof Error ? error.message : String(error));
    }
  });
  say(`Extension   ${services.extension}`);
  say(
    'Changes in worker/, extension/ and shared/ show by themselves; a browser of your own must reload the extension.',
  );
  return () => {
    ended.abort();
    return stop();
  };
}
