import { DialSpot } from '../dial/dial-link.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { t } from '../ui/i18n.ts';
import { spellingOf } from '../ui/spelling.ts';
import { type Found, type FoundHit, numberOf } from './found.ts';
import { markDigits, markWords } from './highlight.ts';
import { ListBox, optionId } from './list-box.tsx';
import { MarkedText } from './marked-text.tsx';
import { matchLabels } from './match-label.ts';

/** Longer than the pause between two letters, so that loading photos does not delay the next answer. */
const PHOTO_AFTER_MS = 250;

/** The found contacts. The search box keeps the focus and moves the selection; the pointer opens and dials too. */
export function ResultList({
  found,
  selected,
  open,
  chosen,
}: {
  found: Found;
  selected: number;
  open: (index: number) => void;
  /** Runs when the person dials a contact of the list. */
  chosen: (index: number) => void;
}) {
  return (
    <ListBox label={t('searchResults')} selected={selected}>
      {found.hits.map((hit, index) => (
        <Option
          key={`${hit.source.id}/${hit.contact.id}`}
          hit={hit}
          found={found}
          index={index}
          isSelected={index === selected}
          open={() => open(index)}
          chosen={() => chosen(index)}
        />
      ))}
    </ListBox>
  );
}

function Option({
  hit,
  found,
  index,
  isSelected,
  open,
  chosen,
}: {
  hit: FoundHit;
  found: Found;
  index: number;
  isSelected: boolean;
  open: () => void;
  chosen: () => void;
}) {
  const { contact, matched } = hit;
  const { query, spelled } = found;
  const number = numberOf(hit, found);
  const spelling = number ? spellingOf(spelled, number) : '';
  const more = [
    contact.company !== undefined && markWords(contact.company, query, 'company', matched),
    contact.department !== undefined && markWords(contact.department, query, 'department', matched),
  ].filter((part) => part !== false);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the keys (see list-keys.ts)
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the combobox, which names the active option
    <div id={optionId(index)} class="row" role="option" aria-selected={isSelected} onClick={open}>
      <Avatar hit={hit} size={36} afterMs={PHOTO_AFTER_MS} />
      <span class="row-text">
        <span class="row-first">
          <bdi class="row-name" title={contact.displayName}>
            <MarkedText parts={markWords(contact.displayName, query, 'name', matched)} />
          </bdi>
          {matchLabels(matched).map((label) => (
            <span class="label" key={label}>
              {label}
            </span>
          ))}
        </span>
        {more.length > 0 && (
          <bdi class="row-more">
            {more.map((parts, position) => (
              <span key={parts[0]?.text ?? ''}>
                {position > 0 && ' · '}
                <MarkedText parts={parts} />
              </span>
            ))}
          </bdi>
        )}
        {number && (
          <bdi class="row-more number" dir="ltr">
            <MarkedText parts={markDigits(spelling, isNumberAsked(found) ? query : '')} />
          </bdi>
        )}
      </span>
      {number && (
        <span onClickCapture={chosen}>
          <DialSpot e164={number} spelled={spelled} />
        </span>
      )}
    </div>
  );
}

function isNumberAsked({ query }: Found): boolean {
  return !/\p{L}/u.test(query);
}
