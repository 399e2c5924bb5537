import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { Failure } from '#shared/failure.ts';
import { sessionAnswer } from '../messages/messages.ts';
import { readSettings } from '../settings/settings-store.ts';
import { requestOrigins } from '../sites/grants.ts';
import { originOf } from '../sites/site-patterns.ts';
import { askBackground } from '../ui/ask-background.ts';
import type { FailureAction } from '../ui/failure-text.ts';
import { FailureView } from '../ui/failure-view.tsx';

/** Shows a failure with working buttons: sign in, open the options, try again. */
export function PageFailure({ failure, retry }: { failure: Failure; retry: () => void }) {
  const [shown, setShown] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);
  // Read before the press: the browser opens its prompt only inside the click handler, before any await.
  const [worker, setWorker] = useState<string | null>(null);
  useEffect(() => {
    if (failure.code === 'worker_not_permitted')
      void readSettings().then(({ settings }) => setWorker(settings.workerUrl));
  }, [failure.code]);

  async function signIn(): Promise<void> {
    setBusy(true);
    // The sign-in window closes the popup. The background finishes the sign-in, and the popup shows it when opened again.
    const answer = await askBackground({ type: 'sign-in' }, sessionAnswer);
    setBusy(false);
    if (answer.ok) retry();
    else setShown(answer.failure);
  }

  function act(action: FailureAction): void {
    if (action === 'sign-in') void signIn();
    else if (action === 'allow-worker' && worker) void requestOrigins([originOf(worker)]).then(retry);
    else if (action === 'open-options') void browser.runtime.openOptionsPage();
    else retry();
  }

  return <FailureView failure={shown ?? failure} act={act} isBusy={isBusy} />;
}
