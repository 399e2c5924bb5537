import type { Contact } from '#shared/contact.ts';
import { hueOf, initialsOf } from './person-name.ts';

export function Avatar({ contact, size }: { contact: Contact; size: number }) {
  return (
    <span
      class="avatar"
      aria-hidden="true"
      style={{ '--hue': hueOf(contact.displayName), '--size': `${size}px` }}
    >
      {initialsOf(contact)}
    </span>
  );
}
