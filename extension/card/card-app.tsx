import { useEffect, useMemo, useState } from 'preact/hooks';
import type { CardChanged, CardState, FromCard } from '../messages.ts';
import { ActionGuardContext, createCardGuard } from '../ui/action-guard.ts';
import type { CardLink } from './card-link.ts';
import { CardView } from './card-view.tsx';
import { watchCoverage } from './coverage.ts';

/** Shows nothing at all until the background has accepted the frame and says what to show. */
export function CardApp({ link }: { link: (changed: (change: CardChanged) => void) => CardLink }) {
  const [state, setState] = useState<CardState>();
  const [say, setSay] = useState<CardLink['say']>(() => () => {});
  const guard = useMemo(
    () => createCardGuard(window, () => performance.now(), watchCoverage(document.body)),
    [],
  );

  useEffect(() => {
    let hasFocus = false;
    const wire = link((change) => {
      setState(change.state);
      guard.becameVisible();
      if (change.takesFocus && !hasFocus) {
        hasFocus = true;
        window.focus();
        document.getElementById('app')?.focus();
      }
    });
    setSay(() => wire.say);
    const life = new AbortController();
    const { signal } = life;
    window.addEventListener('keydown', ({ key }) => key === 'Escape' && wire.say('close-card'), { signal });
    // The page around is told, or it would take the card away from under the pointer.
    const page = document.documentElement;
    page.addEventListener('pointerenter', () => wire.say('pointer-entered'), { signal });
    page.addEventListener('pointerleave', () => wire.say('pointer-left'), { signal });
    return () => life.abort();
  }, [link, guard]);

  if (!state) return null;
  const act = (type: Exclude<FromCard['type'], 'claim-card'>) => say(type);
  return (
    <ActionGuardContext.Provider value={guard}>
      <CardView state={state} act={act} now={Date.now()} />
    </ActionGuardContext.Provider>
  );
}
