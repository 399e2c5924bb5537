import type { Hit } from '#shared/api.ts';
import { Origin } from '../contact/origin.tsx';
import type { CardState } from '../messages/messages.ts';
import { t } from '../ui/i18n.ts';
import { initialsOf } from '../ui/person-name.ts';
import type { CardLink } from './card-link.ts';
import { NumberActions } from './number-actions.tsx';

/** Nobody carries the number, but it begins like the company's. Shows the company alone: no contact, nothing to dial. */
export function CompanyMatch({
  hit,
  number,
  droppedDigits,
  act,
  now,
}: {
  hit: Hit;
  number: CardState['number'];
  droppedDigits: number;
  act: CardLink['say'];
  now: number;
}) {
  const { contact } = hit;
  const company = contact.company ?? contact.displayName;
  const digits = number.e164.replace(/\D/g, '').length;
  const commonDigits = Math.max(0, digits - droppedDigits);
  const [common, dropped] = splitAfterDigits(number.international, commonDigits);
  return (
    <article class="contact approximate">
      <header class="who">
        <span class="avatar" aria-hidden="true">
          {initialsOf({ displayName: company })}
        </span>
        <div class="who-text">
          <h2>
            {/* The tilde marks a guess, as in estos products; the note below says the same in words. */}
            <span aria-hidden="true">~</span>
            <bdi>{company}</bdi>
          </h2>
          <p class="role number">
            <bdi dir="ltr">
              <span class="common">{common}</span>
              {dropped}
            </bdi>
          </p>
        </div>
      </header>
      {/* Can scroll, so it can be reached by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container */}
      <div class="guess" tabIndex={0}>
        <p>{t('probablyCompany', String(commonDigits))}</p>
      </div>
      <NumberActions number={number} act={act} />
      <Origin hit={hit} now={now} />
    </article>
  );
}

/** Splits the spelling after `digits` digits: `+49 30 23125` and ` 999`. */
function splitAfterDigits(spelling: string, digits: number): [string, string] {
  const first = new RegExp(`^(?:\\D*\\d){0,${digits}}`).exec(spelling)?.[0] ?? '';
  return [first, spelling.slice(first.length)];
}
