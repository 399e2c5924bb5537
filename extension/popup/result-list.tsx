import { useEffect, useRef } from 'preact/hooks';
import { CallSpot } from '../calls/call-link.tsx';
import type { FoundContacts } from '../messages.ts';
import { Avatar } from '../ui/avatar.tsx';
import { t } from '../ui/i18n.ts';
import { spellingOf } from '../ui/spelling.ts';
import { matchLabels } from './match-label.ts';

export const LIST_ID = 'results';
export const optionId = (index: number) => `result-${index}`;

/** The contacts found. The search box keeps the focus and moves the selection; the pointer can do both as well. */
export function ResultList({
  found,
  selected,
  open,
}: {
  found: FoundContacts;
  selected: number;
  open: (index: number) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <div id={LIST_ID} class="results" role="listbox" aria-label={t('searchResults')} ref={list}>
      {found.answer.hits.map((hit, index) => (
        <Option
          key={`${hit.source.id}/${hit.contact.id}`}
          hit={hit}
          spelled={found.spelled}
          index={index}
          isSelected={index === selected}
          open={open}
        />
      ))}
    </div>
  );
}

function Option({
  hit,
  spelled,
  index,
  isSelected,
  open,
}: {
  hit: FoundContacts['answer']['hits'][number];
  spelled: FoundContacts['spelled'];
  index: number;
  isSelected: boolean;
  open: (index: number) => void;
}) {
  const { contact, matched } = hit;
  const number = contact.numbers[0];
  const more = [contact.company, contact.department].filter((part) => part !== undefined).join(' · ');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the keys (see list-keys.ts)
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the combobox, which names the active option
    <div
      id={optionId(index)}
      class="row"
      role="option"
      aria-selected={isSelected}
      onClick={() => open(index)}
    >
      <Avatar hit={hit} size={36} />
      <span class="row-text">
        <span class="row-first">
          <bdi class="row-name">{contact.displayName}</bdi>
          {matchLabels(matched).map((label) => (
            <span class="label" key={label}>
              {label}
            </span>
          ))}
        </span>
        {more && <bdi class="row-more">{more}</bdi>}
        {number && (
          <bdi class="row-more number" dir="ltr">
            {spellingOf(spelled, number.e164)}
          </bdi>
        )}
      </span>
      {number && <CallSpot e164={number.e164} spelled={spelled} />}
    </div>
  );
}
