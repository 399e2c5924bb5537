import { useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { AccessStatus } from '#shared/api.ts';
import { signedOut } from '../messages/messages.ts';
import type { Person } from '../messages/sign-in-messages.ts';
import { askBackground } from '../ui/ask-background.ts';
import { t } from '../ui/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { RightsAge } from './rights-age.tsx';

function openAdmin(): void {
  void browser.tabs.create({ url: browser.runtime.getURL('/admin.html') });
}

export function AccountMenu({
  person,
  access,
  changed,
}: {
  person: Person | undefined;
  /** Absent until the worker has answered, and after a refusal. */
  access: AccessStatus | undefined;
  changed: () => Promise<void>;
}) {
  const [isOpen, setOpen] = useState(false);
  const leave = async (alsoAtMicrosoft: boolean) => {
    setOpen(false);
    await askBackground({ type: 'sign-out', alsoAtMicrosoft }, signedOut);
    await changed();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: handles Esc that bubbles up from the controls inside
    <div
      class="account"
      onKeyDown={(event) => {
        if (!isOpen || event.key !== 'Escape') return;
        event.preventDefault();
        setOpen(false);
      }}
    >
      {person && (
        <button
          type="button"
          class="account-name"
          aria-expanded={isOpen}
          aria-controls="account-menu"
          title={person.username}
          onClick={() => setOpen(!isOpen)}
        >
          <bdi>{person.name}</bdi>
        </button>
      )}
      <button
        type="button"
        class="quiet"
        aria-label={t('openOptions')}
        title={t('openOptions')}
        onClick={() => void browser.runtime.openOptionsPage()}
      >
        <Icon name="settings" />
      </button>
      {person && isOpen && (
        <div id="account-menu" class="menu">
          <p>
            <bdi>{person.username}</bdi>
          </p>
          <RightsAge access={access} changed={changed} />
          <button type="button" onClick={openAdmin}>
            {t('openAdmin')}
          </button>
          <button type="button" onClick={() => void leave(false)}>
            {t('signOut')}
          </button>
          <button type="button" onClick={() => void leave(true)}>
            {t('signOutEverywhere')}
          </button>
        </div>
      )}
    </div>
  );
}
