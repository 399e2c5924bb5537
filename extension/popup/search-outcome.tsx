import { useEffect, useRef } from 'preact/hooks';
import { ContactDetails } from '../contact/contact-details.tsx';
import { Origin } from '../contact/origin.tsx';
import { ageText } from '../ui/age.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { t, tCount } from '../ui/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { leftToRight } from '../ui/left-to-right.ts';
import { OfflineMark } from '../ui/offline-mark.tsx';
import { spellingOf } from '../ui/spelling.ts';
import type { Found } from './found.ts';
import { PageFailure } from './page-failure.tsx';
import { ResultList } from './result-list.tsx';
import type { SearchState } from './search.ts';

/** Everything below the search box: one contact in full, the list, a company, nobody, or a failure. */
export function SearchOutcome({
  state,
  selected,
  opened,
  open,
  chosen,
  close,
  again,
}: {
  state: SearchState;
  selected: number;
  opened: number | undefined;
  open: (index: number) => void;
  chosen: (index: number) => void;
  close: () => void;
  again: () => void;
}) {
  const { found, failure } = state;
  // A query that is still too short is no failure: the person is typing.
  if (failure?.code === 'query_too_short')
    return (
      <p class="hint" role="status">
        {t('failQueryTooShortAdvice')}
      </p>
    );
  if (failure) return <PageFailure key={failure.code} failure={failure} retry={again} />;
  if (!found)
    return (
      <p class="hint" role="status">
        {t('lookingUp')}
      </p>
    );
  const hit = opened === undefined ? undefined : found.hits[opened];
  if (hit) return <OneContact hit={hit} found={found} close={close} />;
  const mark = <OfflineMark copiedAt={found.copiedAt} now={Date.now()} />;
  if (found.company)
    return (
      <>
        <CompanyGuess found={found} company={found.company} />
        {mark}
      </>
    );
  if (found.hits.length === 0)
    return (
      <>
        <Nobody query={state.query} nobody={found.nobody} />
        {mark}
      </>
    );
  return (
    <>
      {found.number && (
        <p class="asked-number">
          {tCount('contactShareOne', 'contactsShare', found.hits.length)} ·{' '}
          <bdi dir="ltr">{spellingOf(found.spelled, found.number.e164)}</bdi>
        </p>
      )}
      {found.nobody && (
        <p class="asked-number">{t('nobodyCarries', leftToRight(found.nobody.international))}</p>
      )}
      <ResultList found={found} selected={selected} open={open} chosen={chosen} />
      {mark}
      <p class="age">
        {found.more && <span>{t('moreMatches')}</span>}
        <span>{t('dataAge', ageText(Date.now() - found.ageSeconds * 1000, Date.now()))}</span>
      </p>
    </>
  );
}

function OneContact({ hit, found, close }: { hit: Found['hits'][number]; found: Found; close: () => void }) {
  const view = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const first = view.current?.querySelector<HTMLElement>('.call');
    (first ?? view.current?.querySelector<HTMLElement>('button'))?.focus();
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: handles Esc that bubbles up from the controls inside
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
      <ContactDetails hit={hit} spelled={found.spelled} asked={found.number?.e164} now={Date.now()} />
    </div>
  );
}

/** As on the card: the company alone, no contact, nothing to dial. */
function CompanyGuess({ found, company }: { found: Found; company: NonNullable<Found['company']> }) {
  const { hit, droppedDigits } = company;
  const digits = (found.number?.e164 ?? '').replace(/\D/g, '').length;
  return (
    <section class="message" role="status">
      <span class="message-icon">
        <Icon name="unknown" size={22} />
      </span>
      <h2>
        <span aria-hidden="true">~ </span>
        <bdi>{hit.contact.company ?? hit.contact.displayName}</bdi>
      </h2>
      <p>
        <bdi dir="ltr">{found.number?.international}</bdi>
      </p>
      <p>{t('probablyCompany', String(Math.max(0, digits - droppedDigits)))}</p>
      <Origin hit={hit} now={Date.now()} />
    </section>
  );
}

function Nobody({ query, nobody }: { query: string; nobody: Found['nobody'] }) {
  const asked = query.trim();
  const isName = /\p{L}/u.test(asked);
  const shown = nobody?.international ?? asked;
  return (
    <section class="message">
      <span class="message-icon">
        <Icon name="unknown" size={22} />
      </span>
      <h2>{t('nobodyMatches', isName ? asked : leftToRight(shown))}</h2>
      <p>{t(isName ? 'nobodyMatchesAdvice' : 'nobodyMatchesNumberAdvice')}</p>
      {nobody && (
        <div class="actions">
          <CopyButton text={nobody.e164} label={t('copyThis', leftToRight(nobody.international))} showLabel />
        </div>
      )}
    </section>
  );
}
