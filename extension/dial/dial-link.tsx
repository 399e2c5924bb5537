import { useContext } from 'preact/hooks';
import type { Spelled } from '../messages/messages.ts';
import { ActionGuardContext } from '../ui/action-guard.ts';
import { t } from '../ui/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { leftToRight } from '../ui/left-to-right.ts';
import { spellingOf } from '../ui/spelling.ts';
import { useDialNumber } from './dialler.tsx';
import { LEAVES_FRAME } from './open-address.ts';

/** "Call" beside a number; nothing where the number cannot be dialled. */
export function DialLink({
  e164,
  spelled,
  text = spellingOf(spelled, e164),
}: {
  e164: string;
  spelled: Spelled;
  /** The number in the label, where the label says more than its spelling. */
  text?: string;
}) {
  const guard = useContext(ActionGuardContext);
  const dialNumber = useDialNumber();
  const call = spelled[e164]?.call;
  if (!call) return null;
  const label = t('callNumber', leftToRight(text));
  const named = { class: 'quiet call', 'aria-label': label, title: label };
  if (!call.caution)
    return (
      <a
        {...named}
        href={call.address}
        {...LEAVES_FRAME}
        onClick={(event) => {
          event.stopPropagation();
          if (!guard.allows(event)) event.preventDefault();
        }}
      >
        <Icon name="call" />
      </a>
    );
  // A button, not a link: the middle mouse button or a new tab would follow a link past the question.
  return (
    <button
      type="button"
      {...named}
      aria-haspopup="dialog"
      onClick={(event) => {
        event.stopPropagation();
        if (guard.allows(event)) dialNumber(spelled, e164);
      }}
    >
      <Icon name="call" />
    </button>
  );
}

/** "Call" for the pointer, inside a row that is itself one control. The row's keys dial too, and nothing inside may take the focus. */
export function DialSpot({ e164, spelled }: { e164: string; spelled: Spelled }) {
  const guard = useContext(ActionGuardContext);
  const dialNumber = useDialNumber();
  if (!spelled[e164]?.call) return null;
  return (
    <span
      class="quiet call"
      aria-hidden="true"
      title={t('callNumber', leftToRight(spellingOf(spelled, e164)))}
      onClick={(event) => {
        event.stopPropagation();
        if (guard.allows(event)) dialNumber(spelled, e164);
      }}
    >
      <Icon name="call" />
    </span>
  );
}
