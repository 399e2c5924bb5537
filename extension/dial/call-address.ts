import { isCallTemplate, type Settings } from '../settings/settings.ts';

/** What a press on "Call" opens. Pure. */

export interface DialledNumber {
  e164: string;
  /** As the person's telephone dials it, with the outside line where one is set: digits, or E.164. */
  dialled: string;
}

/**
 * The address that hands a number to the person's telephone; undefined where calling is switched off, or the number holds
 * anything but a plus and digits: service codes (`*`, `#`) and pauses are never dialled.
 */
export function callAddress(
  { e164, dialled }: DialledNumber,
  { callHandler, callTemplate }: Pick<Settings, 'callHandler' | 'callTemplate'>,
): string | undefined {
  if (dialString(e164) === undefined || !/^\+?\d{1,24}$/.test(dialled)) return undefined;
  switch (callHandler) {
    case 'none':
      return undefined;
    case 'tel':
    case 'callto':
    // Without a host, as softphones take it: they know their own. With one: a template.
    case 'sip':
      return `${callHandler}:${dialled}`;
    case 'teams':
      // `4:` marks a number of the telephone network. Teams applies the tenant's dial plan itself.
      return `https://teams.microsoft.com/l/call/0/0?users=4:${encodeURIComponent(e164)}`;
    case '3cx':
      return `tcxcallto:${dialled}`;
    case 'template':
      return callTemplate === null ? undefined : fillTemplate(callTemplate, e164);
  }
}

/** What may be dialled at all: E.164. */
export function dialString(e164: string): string | undefined {
  return /^\+\d{5,15}$/.test(e164) ? e164 : undefined;
}

/** Web addresses take the plus encoded, or it would be a blank; programs that an address is handed to often do not decode it. */
function fillTemplate(template: string, e164: string): string | undefined {
  if (!isCallTemplate(template)) return undefined;
  const isWeb = /^https?:/i.test(template.trim());
  return template.trim().replace('{number}', isWeb ? encodeURIComponent(e164) : e164);
}
