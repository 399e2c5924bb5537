import type { Hit } from '#shared/api.ts';
import type { Spelled } from '../messages/messages.ts';
import { Avatar } from '../ui/avatar.tsx';
import { roleLine } from '../ui/person-name.ts';
import { MailList } from './mail-list.tsx';
import { NumberList } from './number-list.tsx';
import { Origin } from './origin.tsx';

/** One contact in full: name, ways to reach it, and its source. */
export function ContactDetails({
  hit,
  spelled,
  asked,
  now,
}: {
  hit: Hit;
  spelled: Spelled;
  asked?: string | undefined;
  now: number;
}) {
  const { contact } = hit;
  const role = roleLine(contact);
  const officeAndTown = [contact.office, contact.town].filter((part) => part !== undefined).join(' · ');
  return (
    <article class="contact">
      <header class="who">
        <Avatar hit={hit} size={48} />
        <div class="who-text">
          <h2>
            <bdi>{contact.displayName}</bdi>
          </h2>
          {contact.company && contact.company !== contact.displayName && (
            <p class="company">
              <bdi>{contact.company}</bdi>
            </p>
          )}
          {role && (
            <p class="role">
              <bdi>{role}</bdi>
            </p>
          )}
        </div>
      </header>
      {/* Can scroll, so it can be reached by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container */}
      <div class="reach" tabIndex={0}>
        <NumberList numbers={contact.numbers} spelled={spelled} asked={asked} />
        {contact.emails.length > 0 && <MailList emails={contact.emails} />}
        {officeAndTown && (
          <p class="place">
            <bdi>{officeAndTown}</bdi>
          </p>
        )}
      </div>
      <Origin hit={hit} now={now} />
    </article>
  );
}
