import { useContext, useEffect, useRef } from 'preact/hooks';
import type { DialCaution } from '#shared/phone/caution.ts';
import type { Call } from '../messages/messages.ts';
import { ActionGuardContext } from '../ui/action-guard.ts';
import { type MessageKey, messageLanguage, t } from '../ui/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { leftToRight } from '../ui/left-to-right.ts';
import { openAddress } from './open-address.ts';

const CAUTIONS: Record<DialCaution['kind'], MessageKey> = {
  premium: 'cautionPremium',
  'shared-cost': 'cautionSharedCost',
  satellite: 'cautionSatellite',
  personal: 'cautionPersonal',
  unknown: 'cautionUnknown',
  foreign: 'cautionForeign',
};

/** Asks before dialling an expensive number: Enter dials, Esc cancels. Covers the card or popup that it belongs to. */
export function DialQuestion({ text, call, close }: { text: string; call: Call; close: () => void }) {
  const guard = useContext(ActionGuardContext);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Closing returns the focus to the control that had it.
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="call-question"
      role="alertdialog"
      aria-labelledby="call-question"
      aria-describedby="call-caution"
      onCancel={close}
      onKeyDown={(event) => {
        // The key that opened the question must not answer it too, however long it is held.
        if (event.repeat) event.preventDefault();
        if (event.key !== 'Escape') return;
        // Esc closes the question alone; the card or popup under it stays open.
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <span class="message-icon">
        <Icon name="warning" size={22} />
      </span>
      <h2 id="call-question">{t('callQuestion', leftToRight(text))}</h2>
      <p id="call-caution">{call.caution && cautionText(call.caution)}</p>
      <div class="actions">
        <button
          type="button"
          class="primary"
          onClick={(event) => {
            // The second press of a double click was meant for the control that was here before.
            if (event.detail > 1 || !guard.allows(event)) return;
            openAddress(call.address);
            close();
          }}
        >
          <Icon name="call" />
          <span>{t('callNow')}</span>
        </button>
        <button type="button" class="secondary" onClick={close}>
          {t('callCancel')}
        </button>
      </div>
    </dialog>
  );
}

function cautionText({ kind, country }: DialCaution): string {
  const name = country && new Intl.DisplayNames(messageLanguage(), { type: 'region' }).of(country);
  return [t(CAUTIONS[kind]), name].filter((part) => part !== undefined).join(' · ');
}
