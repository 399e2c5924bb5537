/**
 * The number that an address calls: `tel:`, `sip:`, `sms:`, `https://wa.me/…` and their like. Pure, small and without the plans,
 * since pages use it: the reader says whether the text is a number.
 */

/**
 * What stands before the number. The first group matches chats, which know international numbers only, mostly without their plus;
 * the second one what calls people by name as well as by number. Teams marks numbers of the telephone network by `4:`.
 */
const PLACE =
  /^(?:((?:https?:\/\/)?(?:wa\.me\/(?:c\/)?|signal\.me\/#p\/|t\.me\/(?=\+))|(?:tg|viber|(?:https:\/\/\w+\.)?whatsapp)\b.*?[?&](?:phone|number)=)|(?:https|msteams):.*\/l\/call\/.*[?&]users=4:|(?:rc\w+|sms):.*?[?&](?:number|addresses)=|(?:(?:tel|fax|[sm]ms(?:to)?|dialpad|(sips?|skype|whatsapp|\w*call(?:to)?|facetime(?:-audio)?(?!.*@))):\/*){1,2})/i;

/** The number as it is written in the address, `;ext=` included; undefined for names, service codes (`*`, `#`) and other addresses. */
export function numberOfAddress(address: string): string | undefined {
  // A whole message may stand behind the number. The cap bounds the work on hostile addresses.
  const number = textOfAddress(address.slice(0, 1024)) ?? '';
  return /^(?=(?:.*?\d){3})(?=(?:[^\da-z]*[\da-z]){5})[+(\d][^*#]{0,63}$/i.test(number) ? number : undefined;
}

/** What stands in the place of the number, empty for a name; undefined for a text that is no address of a call. */
export function textOfAddress(address: string): string | undefined {
  const written = decoded(address.replace(/^.*<([^<>]*)>.*$/, '$1')).trim();
  const [place, chat, name] = PLACE.exec(written) ?? [];
  if (place === undefined) return undefined;
  // Hosts, passwords, messages and the other recipients go.
  const whole = written.slice(place.length).replace(/[?@&].*/, '');
  const number = whole
    .replace(/[;:].*/, '')
    // Digits behind a pause are dialled once the call is answered.
    .replace(/(\d)\s*[,pw][\s\d*#,pw.+()-]*$/i, '$1')
    .replace(/^\s+|[\s/]+$/g, '');
  // `sip:10.0.0.5` is the address of a machine.
  if ((chat ?? name) !== undefined && /[a-z]|(?:\d+\.){3}/i.test(number)) return '';
  if (chat !== undefined) return number.replace(/\D/g, '').replace(/^(?:00)?(?=[1-9])/, '+');
  const [, context = ''] = /;phone-context=(\+[\d().-]+)/i.exec(whole) ?? [];
  const [extension = ''] = /;ext=\d+/i.exec(whole) ?? [];
  return (number.startsWith('+') ? '' : context.replace(/[().-]/g, '')) + number + extension.toLowerCase();
}

/** Undoes the encoding of characters, however often it was applied. All but ASCII become blanks. */
function decoded(text: string): string {
  return text.replace(/%(?:25)*([\da-f]{2})/gi, (_, hex) => {
    const code = Number.parseInt(hex, 16);
    return code < 128 ? String.fromCharCode(code) : ' ';
  });
}
