import type { Failure } from '#shared/failure.ts';
import { ContactDetails } from '../contact/contact-details.tsx';
import type { CardState } from '../messages/messages.ts';
import type { FailureAction } from '../ui/failure-text.ts';
import { FailureView } from '../ui/failure-view.tsx';
import { t } from '../ui/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { OfflineMark } from '../ui/offline-mark.tsx';
import { spellingOf } from '../ui/spelling.ts';
import type { CardLink } from './card-link.ts';
import { CompanyMatch } from './company-match.tsx';
import { NumberActions } from './number-actions.tsx';
import { SeveralHits } from './several-hits.tsx';

type Act = CardLink['say'];

/** The card in each of its states. All states fill the same frame. */
export function CardView({
  state,
  act,
  choose,
  now,
}: {
  state: CardState;
  act: Act;
  choose: CardLink['choose'];
  now: number;
}) {
  const asked = spellingOf(state.spelled, state.number.e164);
  switch (state.kind) {
    case 'looking-up':
      return <LookingUp number={asked} />;
    case 'failed':
      return <Failed failure={state.failure} act={act} number={asked} />;
    case 'answered':
      return (
        <>
          <OfflineMark copiedAt={state.answer.copiedAt} now={now} />
          <Answered state={state} asked={asked} act={act} choose={choose} now={now} />
        </>
      );
  }
}

function Answered({
  state: { answer, spelled, number },
  asked,
  act,
  choose,
  now,
}: {
  state: Extract<CardState, { kind: 'answered' }>;
  asked: string;
  act: Act;
  choose: CardLink['choose'];
  now: number;
}) {
  const [first, ...others] = answer.hits;
  if (!first) return <NotFound asked={asked} number={number} act={act} />;
  if (answer.match === 'company') {
    const { droppedDigits } = answer;
    // Without `droppedDigits` nobody can judge how near the guess is, and a guess must never pass for an exact match.
    if (droppedDigits === undefined) return <NotFound asked={asked} number={number} act={act} />;
    return <CompanyMatch hit={first} number={number} droppedDigits={droppedDigits} act={act} now={now} />;
  }
  if (others.length > 0)
    return <SeveralHits hits={answer.hits} spelled={spelled} e164={number.e164} choose={choose} now={now} />;
  return <ContactDetails hit={first} spelled={spelled} asked={number.e164} now={now} />;
}

function LookingUp({ number }: { number: string }) {
  return (
    <article class="contact" aria-busy="true">
      <header class="who">
        <span class="avatar waiting" aria-hidden="true" />
        <div class="who-text">
          <h2>
            <bdi dir="ltr">{number}</bdi>
          </h2>
          <p class="role">{t('lookingUp')}</p>
        </div>
      </header>
      <div class="skeleton" aria-hidden="true">
        <span />
        <span />
        <span />
      </div>
    </article>
  );
}

function NotFound({ asked, number, act }: { asked: string; number: CardState['number']; act: Act }) {
  return (
    <section class="message">
      <span class="message-icon">
        <Icon name="unknown" size={22} />
      </span>
      <h2>
        <bdi dir="ltr">{asked}</bdi>
      </h2>
      <p>{t('nobodyFound')}</p>
      <NumberActions number={number} act={act} />
    </section>
  );
}

const ACTIONS = {
  'sign-in': 'sign-in',
  'open-options': 'open-options',
  // The browser's permission prompt must not come from a frame on a foreign page.
  'allow-worker': 'open-options',
  retry: 'retry-look-up',
} as const satisfies Record<FailureAction, Parameters<Act>[0]>;

function Failed({ failure, act, number }: { failure: Failure; act: Act; number: string }) {
  return (
    <div class="failed">
      <p class="number-above">
        <bdi dir="ltr">{number}</bdi>
      </p>
      <FailureView failure={failure} act={(action) => act(ACTIONS[action])} />
    </div>
  );
}
