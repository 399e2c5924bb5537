import { dialString } from './dial-string.ts';

/** Hands the number to whatever the system has for calls. Call it from a press or a click. */
export function callNumber(e164: string): void {
  const dial = dialString(e164);
  if (!dial) return;
  const link = document.createElement('a');
  link.href = `tel:${dial}`;
  document.body.append(link);
  link.click();
  link.remove();
}
