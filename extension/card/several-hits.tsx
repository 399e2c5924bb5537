import { useState } from 'preact/hooks';
import type { Hit } from '#shared/api.ts';
import { ContactDetails } from '../contact/contact-details.tsx';
import { otherSources } from '../contact/other-sources.ts';
import type { Spelled } from '../messages/messages.ts';
import { Avatar } from '../ui/avatar.tsx';
import { t, tCount } from '../ui/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { spellingOf } from '../ui/spelling.ts';
import type { CardLink } from './card-link.ts';

/** Several contacts share the number: lists them, and shows one in full on request. */
export function SeveralHits({
  hits,
  spelled,
  e164,
  choose,
  now,
}: {
  hits: readonly Hit[];
  spelled: Spelled;
  e164: string;
  choose: CardLink['choose'];
  now: number;
}) {
  const [chosen, setChosen] = useState<Hit>();
  const pick = (hit: Hit) => {
    setChosen(hit);
    choose({ source: hit.source.id, contact: hit.contact.id });
  };
  if (chosen) {
    return (
      <div class="chosen">
        <button
          type="button"
          class="quiet back"
          aria-label={t('backToList')}
          onClick={() => setChosen(undefined)}
        >
          <Icon name="back" />
        </button>
        <ContactDetails hit={chosen} spelled={spelled} asked={e164} now={now} />
      </div>
    );
  }
  return (
    <section class="several">
      <header>
        <h2>{tCount('contactShareOne', 'contactsShare', hits.length)}</h2>
        <p>
          <bdi dir="ltr">{spellingOf(spelled, e164)}</bdi>
        </p>
      </header>
      <ul class="rows">
        {hits.map((hit) => (
          <li key={`${hit.source.id}/${hit.contact.id}`}>
            <button type="button" class="row" onClick={() => pick(hit)}>
              <Avatar hit={hit} size={32} />
              <span class="row-text">
                <bdi class="row-name">{hit.contact.displayName}</bdi>
                <bdi class="row-more">
                  {[hit.contact.company, hit.source.name, otherSources(hit)]
                    .filter((part) => part !== undefined)
                    .join(' · ')}
                </bdi>
              </span>
              <Icon name="forward" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
