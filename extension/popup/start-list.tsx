import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { Recent } from '../messages/messages.ts';
import { type MessageKey, t, tCount } from '../ui/i18n.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { spellingOf } from '../ui/spelling.ts';
import { ListBox, optionId } from './list-box.tsx';
import type { PageNumbers } from './page-numbers.ts';
import type { Start } from './use-start.ts';

/** The choices for an empty search box: recent look-ups and the numbers of the page. */
export function StartList({
  start,
  selected,
  lookUp,
}: {
  start: Start;
  selected: number;
  lookUp: (text: string) => void;
}) {
  const { recents, page } = start;
  const numbers = page?.kind === 'read' ? page.numbers : [];
  const isEmpty = recents.length + numbers.length === 0;
  return (
    <>
      {isEmpty && <p class="hint">{t('searchHint')}</p>}
      {!isEmpty && (
        <ListBox label={t('startList')} selected={selected}>
          {recents.length > 0 && (
            // biome-ignore lint/a11y/useSemanticElements: options in a list box are grouped so
            <div role="group" aria-label={t('recents')}>
              <p class="group" aria-hidden="true">
                {t('recents')}
              </p>
              {recents.map((recent, index) => (
                <RecentOption
                  key={recent.e164}
                  recent={recent}
                  spelling={spellingOf(start.spelled, recent.e164)}
                  index={index}
                  isSelected={index === selected}
                  open={() => lookUp(recent.e164)}
                />
              ))}
            </div>
          )}
          {numbers.length > 0 && (
            // biome-ignore lint/a11y/useSemanticElements: options in a list box are grouped so
            <div role="group" aria-label={t('pageNumbers')}>
              <p class="group" aria-hidden="true">
                {t('pageNumbers')}
              </p>
              {numbers.map((number, offset) => (
                <Option
                  key={number}
                  icon="search"
                  index={recents.length + offset}
                  isSelected={recents.length + offset === selected}
                  open={() => lookUp(number)}
                >
                  <bdi class="row-name number" dir="ltr">
                    {number}
                  </bdi>
                </Option>
              ))}
            </div>
          )}
        </ListBox>
      )}
      <PageNote page={page} reload={start.reload} />
      {recents.length > 0 && <ClearRecents count={recents.length} clear={start.clear} />}
    </>
  );
}

function RecentOption({
  recent: { name, company },
  spelling,
  ...option
}: {
  recent: Recent;
  spelling: string;
  index: number;
  isSelected: boolean;
  open: () => void;
}) {
  // An entry without a name is a company match: a guess, marked as on the card.
  const title = name ?? (company !== undefined ? `~ ${company}` : undefined);
  return (
    <Option icon="waiting" {...option}>
      {title !== undefined && (
        <bdi class="row-name">
          {title}
          {name !== undefined && company !== undefined && company !== name && (
            <span class="row-company"> · {company}</span>
          )}
        </bdi>
      )}
      <bdi class={title === undefined ? 'row-name number' : 'row-more number'} dir="ltr">
        {spelling}
      </bdi>
    </Option>
  );
}

function Option({
  icon,
  index,
  isSelected,
  open,
  children,
}: {
  icon: IconName;
  index: number;
  isSelected: boolean;
  open: () => void;
  children: ComponentChildren;
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the keys (see list-keys.ts)
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the combobox, which names the active option
    <div id={optionId(index)} class="row" role="option" aria-selected={isSelected} onClick={open}>
      <Icon name={icon} />
      <span class="row-text">{children}</span>
    </div>
  );
}

const NOTES: Record<Exclude<PageNumbers['kind'], 'read'>, MessageKey> = {
  paused: 'pagePaused',
  'not-allowed': 'pageNotAllowed',
  'not-ready': 'pageNotReady',
  'no-page': 'pageIsNone',
};

/** Explains why the list has no numbers of the page, and offers a remedy. */
function PageNote({ page, reload }: { page: PageNumbers | undefined; reload: () => void }) {
  if (!page || (page.kind === 'read' && page.numbers.length > 0)) return null;
  const allow = async (origin: string) => {
    const isAllowed = await browser.permissions.request({ origins: [origin] }).catch(() => false);
    if (isAllowed) reload();
  };
  return (
    <div class="page-note" role="status">
      <p>{t(page.kind === 'read' ? 'pageHasNone' : NOTES[page.kind])}</p>
      {page.kind === 'not-allowed' && (
        <button type="button" class="secondary" onClick={() => void allow(page.origin)}>
          {t('allowSite')}
        </button>
      )}
    </div>
  );
}

function ClearRecents({ count, clear }: { count: number; clear: () => void }) {
  const [isAsking, setAsking] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  // A second Enter must not clear the list, so the focus goes to the harmless answer.
  useEffect(() => {
    if (isAsking) keep.current?.focus();
  }, [isAsking]);
  if (!isAsking)
    return (
      <p class="start-actions">
        <button type="button" class="link" onClick={() => setAsking(true)}>
          {t('clearRecents')}
        </button>
      </p>
    );
  return (
    <div class="start-actions">
      <span>{tCount('clearRecentsOne', 'clearRecentsMany', count)}</span>
      <button type="button" class="link" onClick={clear}>
        {t('clearRecentsYes')}
      </button>
      <button type="button" class="link" ref={keep} onClick={() => setAsking(false)}>
        {t('clearRecentsNo')}
      </button>
    </div>
  );
}
