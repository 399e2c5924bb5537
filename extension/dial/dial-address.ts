import { isCallTemplate, type Settings } from '../settings/settings.ts';

/** The address that the button "Call" opens. Pure. */

export interface DialledNumber {
  e164: string;
  /** The digits that the person's telephone dials, with the outside line where one is set; else E.164. */
  dialled: string;
}

/**
 * The address that hands a number to the person's telephone; undefined where dialling is switched off, or the number holds
 * anything but a plus and digits: service codes (`*`, `#`) and pauses are never dialled.
 */
export function dialAddress(
  { e164, dialled }: DialledNumber,
  { callHandler, callTemplate }: Pick<Settings, 'callHandler' | 'callTemplate'>,
): string | undefined {
  if (dialString(e164) === undefined || !/^\+?\d{1,24}$/.test(dialled)) return undefined;
  switch (callHandler) {
    case 'none':
      return undefined;
    case 'tel':
    case 'callto':
    // Without a host: softphones know their own. An address with a host needs a template.
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

/** Only E.164 may be dialled. */
export function dialString(e164: string): string | undefined {
  return /^\+\d{5,15}$/.test(e164) ? e164 : undefined;
}

/** In a web address a bare plus would mean a blank, so it is encoded. Other programs often do not decode it. */
function fillTemplate(template: string, e164: string): string | undefined {
  if (!isCallTemplate(template)) return undefined;
  const isWeb = /^https?:/i.test(template.trim());
  return template.trim().replace('{number}', isWeb ? encodeURIComponent(e164) : e164);
}
