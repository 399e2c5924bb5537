import { useEffect, useRef } from 'preact/hooks';
import { OfflineMark } from '../offline/offline-mark.tsx';
import { ageText } from '../ui/age.ts';
import { ContactDetails } from '../ui/contact-details.tsx';
import { t } from '../ui/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { leftToRight } from '../ui/left-to-right.ts';
import { PageFailure } from './page-failure.tsx';
import { ResultList } from './result-list.tsx';
import type { SearchState } from './search.ts';

/** Below the search box: one contact in full, the list, nobody, what went wrong, or a hint. */
export function SearchOutcome({
  state,
  selected,
  opened,
  open,
  close,
  again,
}: {
  state: SearchState;
  selected: number;
  opened: number | undefined;
  open: (index: number) => void;
  close: () => void;
  again: () => void;
}) {
  const { found, failure } = state;
  if (failure) return <PageFailure failure={failure} retry={again} />;
  if (state.query.trim() === '' || !found) return <Hint />;
  const { answer, spelled } = found;
  const hit = opened === undefined ? undefined : answer.hits[opened];
  if (hit) return <OneContact hit={hit} spelled={spelled} close={close} />;
  if (answer.hits.length === 0)
    return (
      <>
        <Nobody query={state.query} />
        <OfflineMark copiedAt={answer.copiedAt} now={Date.now()} />
      </>
    );
  return (
    <>
      <ResultList found={found} selected={selected} open={open} />
      <OfflineMark copiedAt={answer.copiedAt} now={Date.now()} />
      <p class="age">
        {answer.more && <span>{t('moreMatches')}</span>}
        <span>{t('dataAge', ageText(Date.now() - answer.ageSeconds * 1000, Date.now()))}</span>
      </p>
    </>
  );
}

function OneContact({
  hit,
  spelled,
  close,
}: Pick<Parameters<typeof ContactDetails>[0], 'hit' | 'spelled'> & { close: () => void }) {
  const view = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const first = view.current?.querySelector<HTMLElement>('a[href^="tel:"]');
    (first ?? view.current?.querySelector<HTMLElement>('button'))?.focus();
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc on the way up from any control inside
    <div
      class="chosen"
      ref={view}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' && event.key !== 'ArrowLeft') return;
        event.preventDefault();
        close();
      }}
    >
      <button type="button" class="quiet back" aria-label={t('backToList')} onClick={close}>
        <Icon name="back" />
      </button>
      <ContactDetails hit={hit} spelled={spelled} now={Date.now()} />
    </div>
  );
}

function Nobody({ query }: { query: string }) {
  const asked = query.trim();
  const isName = /\p{L}/u.test(asked);
  return (
    <section class="message">
      <span class="message-icon">
        <Icon name="unknown" size={22} />
      </span>
      <h2>{t('nobodyMatches', isName ? asked : leftToRight(asked))}</h2>
      <p>{t('nobodyMatchesAdvice')}</p>
    </section>
  );
}

function Hint() {
  return <p class="hint">{t('searchHint')}</p>;
}
