import type { ComponentChildren } from 'preact';
import type { CallChanged, CallerState } from '../messages/call-messages.ts';
import { Avatar } from '../ui/avatar.tsx';
import { failureText } from '../ui/failure-text.ts';
import { t, tCount } from '../ui/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { initialsOf, roleLine } from '../ui/person-name.ts';
import type { DialLink } from './call-link.ts';

/** The caller, in three lines. Every state fills the same frame. */
export function CallView({
  phase,
  caller,
  state,
  act,
}: Pick<CallChanged, 'phase' | 'caller' | 'state'> & { act: DialLink['say'] }) {
  return (
    <article class={`caller of-${state.kind}`}>
      <header>
        <span class="phase">
          <Icon name="call" size={14} />
          {t(phase === 'ringing' ? 'incomingCall' : 'inCall')}
        </span>
        <button
          type="button"
          class="quiet"
          aria-label={t('closeCall')}
          title={t('closeCall')}
          onClick={() => act('close-call')}
        >
          <Icon name="close" size={16} />
        </button>
      </header>
      <Who caller={caller} state={state} act={act} />
    </article>
  );
}

function Who({ caller, state, act }: Pick<CallChanged, 'caller' | 'state'> & { act: DialLink['say'] }) {
  switch (state.kind) {
    case 'found':
      return <Found caller={caller} state={state} />;
    case 'company': {
      const company = state.hit.contact.company ?? state.hit.contact.displayName;
      return (
        <Lines
          circle={<span class="avatar">{initialsOf({ displayName: company })}</span>}
          first={
            <>
              <span aria-hidden="true">~</span>
              <bdi>{company}</bdi>
            </>
          }
          second={<Told caller={caller} />}
          third={t('callerProbablyCompany')}
        />
      );
    }
    case 'looking-up':
      return <Nobody caller={caller} note={t('lookingUp')} />;
    case 'unknown':
      return <Nobody caller={caller} note={t('callerUnknown')} />;
    case 'withheld':
      return <Nobody caller={caller} note={t('callerUnknown')} />;
    case 'failed': {
      const { title, action } = failureText(state.failure);
      if (action !== 'sign-in') return <Nobody caller={caller} note={title} />;
      return (
        <Nobody
          caller={caller}
          note={
            <button type="button" class="sign-in" onClick={() => act('sign-in')}>
              {t('callerSignIn')}
            </button>
          }
        />
      );
    }
  }
}

function Found({
  caller,
  state,
}: {
  caller: CallChanged['caller'];
  state: Extract<CallerState, { kind: 'found' }>;
}) {
  const { contact } = state.hit;
  const company = contact.company === contact.displayName ? undefined : contact.company;
  const role = roleLine(contact);
  const others =
    state.others > 0
      ? tCount(
          state.by === 'name' ? 'callerNamesakeOne' : 'callerSharedOne',
          state.by === 'name' ? 'callerNamesakes' : 'callerShared',
          state.others,
        )
      : undefined;
  const known = state.by === 'name' ? t('callerByName') : undefined;
  const notes = [known, others].filter((part) => part !== undefined).join(' · ');
  return (
    <Lines
      circle={<Avatar hit={state.hit} size={44} />}
      first={<bdi>{contact.displayName}</bdi>}
      second={
        company || role ? <bdi>{[company, role].filter(Boolean).join(' · ')}</bdi> : <Told caller={caller} />
      }
      third={notes === '' && (company || role) ? <Told caller={caller} /> : notes}
    />
  );
}

function Nobody({ caller, note }: { caller: CallChanged['caller']; note: ComponentChildren }) {
  const { name, number } = caller;
  return (
    <Lines
      circle={
        <span class="avatar nobody">
          <Icon name="unknown" size={22} />
        </span>
      }
      first={name === undefined ? <Told caller={caller} /> : <bdi>{name}</bdi>}
      second={name !== undefined && number !== undefined ? <Told caller={caller} /> : undefined}
      third={note}
    />
  );
}

function Told({ caller: { name, number } }: Pick<CallChanged, 'caller'>) {
  if (number !== undefined) return <bdi dir="ltr">{number}</bdi>;
  return <bdi>{name ?? t('numberWithheld')}</bdi>;
}

function Lines({
  circle,
  first,
  second,
  third,
}: {
  circle: ComponentChildren;
  first: ComponentChildren;
  second: ComponentChildren;
  third: ComponentChildren;
}) {
  return (
    <div class="lines">
      {circle}
      {/* A screen reader announces the caller; the focus never leaves the call. */}
      <div class="who-text" role="status">
        <h2>{first}</h2>
        {second && <p class="company">{second}</p>}
        {third && <p class="role">{third}</p>}
      </div>
    </div>
  );
}
