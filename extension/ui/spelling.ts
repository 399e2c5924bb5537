import type { Spelled } from '../messages/messages.ts';

/** The number in the person's format; E.164 where the background did not spell it. */
export function spellingOf(spelled: Spelled, e164: string): string {
  return spelled[e164]?.text ?? e164;
}
