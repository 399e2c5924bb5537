/**
 * The number that an address calls: `tel:`, `sip:`, `sms:`, `https://wa.me/…` and their like. Pure, and without the plans, since
 * pages use it: the reader says whether the text is a number.
 */

/** Addresses may carry a whole message behind the number; the cap bounds the work on hostile ones. */
const MAX_ADDRESS = 2048;
const MAX_NUMBER = 64;

/** Chats know numbers in international form only, mostly without its plus. */
const CHAT =
  /^(?:(?:https?:\/\/)?(?:www\.)?(?:wa\.me\/(?:c\/)?|(?:(?:api|web)\.)?whatsapp\.com\/send\/?\?(?:.*?&)?phone=|signal\.me\/#p\/|(?:t|telegram)\.me\/(?=\+))|(?:whatsapp|viber|tg):[^?]*\?(?:.*?&)?(?:phone|number)=)/i;
/** Calls whose number is a parameter. Teams marks numbers of the telephone network by `4:`. */
const PARAMETER =
  /^(?:(?:rcapp|rcmobile|zoomphonecall|dialpad|sms):[^?]*\?(?:.*?&)?(?:number|phone|addresses)=|(?:https:\/\/|msteams:)[^?]*\/l\/call\/[^?]*\?(?:.*?&)?users=4:)/i;
const CALL =
  /^(?:(?:tel|phone|fax|sips?|callto|tcxcallto|skype|(?:sms|mms)(?:to)?|facetime(?:-audio)?(?=:[^@]*$)|zoomphonecall|dialpad|aircall):\/*){1,2}/i;
/** What these address is a name as often as a number, so that letters are none on the keys. */
const NAMING = /^(?:sips?|callto|skype|facetime)\b/i;

/** The number as it is written in the address, `;ext=` included; undefined for names, service codes (`*`, `#`) and other addresses. */
export function numberOfAddress(address: string): string | undefined {
  const number = textOfAddress(address.slice(0, MAX_ADDRESS)) ?? '';
  const isNumber = /^[+(\d]/.test(number) && !/[*#]/.test(number) && number.length <= MAX_NUMBER;
  return isNumber && /\d(?:.*\d){2}/.test(number) && /(?:[\da-z][^\da-z]*){5}/i.test(number)
    ? number
    : undefined;
}

/** What stands in the place of the number, empty for a name; undefined for a text that is no address of a call. */
export function textOfAddress(address: string): string | undefined {
  const written = decoded(decoded(/<([^<>]*)>/.exec(address)?.[1] ?? address)).trim();
  const chat = CHAT.exec(written)?.[0];
  if (chat !== undefined) return international(written.slice(chat.length));
  const place = (PARAMETER.exec(written) ?? CALL.exec(written))?.[0];
  if (place === undefined) return undefined;
  const number = subscriber(written.slice(place.length));
  // `sip:10.0.0.5` is the address of a machine.
  return NAMING.test(written) && /^[^;]*[a-z]|^\d+(?:\.\d+){3}$/i.test(number) ? '' : number;
}

/** `7042;phone-context=+49-302312` → `+493023127042`; hosts, passwords, messages, pauses and other parameters go. */
function subscriber(text: string): string {
  const [whole = ''] = text.split(/[?@]|&\w+=/, 1);
  // Behind a blank, the scheme is a label, and a comma stands between two numbers.
  const dialled = /^\s/.test(whole) ? whole : whole.replace(/(?<=\d)\s*[,pw][\s\d*#,;pw.+()-]*$/i, '');
  const [number = ''] = dialled.trim().split(/[;:]/, 1);
  const context = /;phone-context=(\+[\d().-]*\d)/i.exec(whole)?.[1] ?? '';
  const extension = /;\s*ext\s*=\s*(\d[\d.-]*)/i.exec(whole)?.[1];
  return (
    (number.startsWith('+') ? '' : context.replace(/[^+\d]/g, '')) +
    number.replace(/[\s/]+$/, '') +
    (extension === undefined ? '' : `;ext=${extension.replace(/\D/g, '')}`)
  );
}

function international(text: string): string {
  const digits = /^[\s+]*((?:\d[\s().-]*){7,17})(?:[/?&#;,]|$)/.exec(text)?.[1]?.replace(/\D/g, '') ?? '';
  return digits.replace(/^(?:00)?(?=[1-9])/, '+');
}

/** Runs of escapes that are no UTF-8 stay. */
function decoded(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}
