import { useEffect, useMemo, useState } from 'preact/hooks';
import { Dialler } from '../dial/dialler.tsx';
import type { CardChanged, CardState } from '../messages/messages.ts';
import { ActionGuardContext, createCardGuard } from '../ui/action-guard.ts';
import { noPhotos, PhotoContext } from '../ui/photo.ts';
import { answerInWords } from './answer-in-words.ts';
import type { CardLink } from './card-link.ts';
import { CardView } from './card-view.tsx';
import { watchCoverage } from './coverage.ts';
import { cycleTab } from './tab-cycle.ts';

/** Stays empty until the background has accepted the frame and sends a state. */
export function CardApp({ link }: { link: (changed: (change: CardChanged) => void) => CardLink }) {
  const [state, setState] = useState<CardState>();
  const [wire, setWire] = useState<CardLink>({ say: () => {}, readPhoto: noPhotos, choose: () => {} });
  const guard = useMemo(
    () => createCardGuard(window, () => performance.now(), watchCoverage(document.body)),
    [],
  );

  useEffect(() => {
    let hasFocus = false;
    const linked = link((change) => {
      setState(change.state);
      guard.becameVisible();
      if (change.takesFocus && !hasFocus) {
        hasFocus = true;
        window.focus();
        document.getElementById('app')?.focus();
      }
    });
    setWire(linked);
    const life = new AbortController();
    const { signal } = life;
    window.addEventListener('keydown', ({ key }) => key === 'Escape' && linked.say('close-card'), { signal });
    window.addEventListener('keydown', (event) => hasFocus && cycleTab(document, event), { signal });
    // The script in the page around must know, or it would close the card under the pointer.
    const page = document.documentElement;
    page.addEventListener('pointerenter', () => linked.say('pointer-entered'), { signal });
    page.addEventListener('pointerleave', () => linked.say('pointer-left'), { signal });
    return () => life.abort();
  }, [link, guard]);

  if (!state) return null;
  return (
    <ActionGuardContext.Provider value={guard}>
      <PhotoContext.Provider value={wire.readPhoto}>
        <Dialler>
          <p class="off-screen" role="status">
            {answerInWords(state)}
          </p>
          <CardView state={state} act={wire.say} choose={wire.choose} now={Date.now()} />
        </Dialler>
      </PhotoContext.Provider>
    </ActionGuardContext.Provider>
  );
}
