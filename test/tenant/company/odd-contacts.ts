/** Contacts that a real address book has and a tidy test would forget. */
import {
  type ContactContent,
  contentFrom,
  type GraphContactInput,
  type NumberTruth,
} from '../graph/contact-content.ts';
import { withNumbers } from './contacts.ts';
import type { MailboxKey } from './layout.ts';
import { typeNumber } from './number-text.ts';
import { frenchMobile, germanOddNumber, type ReservedNumber } from './numbers.ts';
import { randomOf } from './random.ts';

export interface OddContact {
  mailbox: MailboxKey;
  content: ContactContent;
}

export function oddContacts(seed: number): OddContact[] {
  const random = randomOf(seed, 'odd');
  const typed = (number: ReservedNumber, kind: NumberTruth['kind'] = 'business') =>
    typeNumber(number, kind, random);
  const plain = (number: ReservedNumber): NumberTruth => ({
    text: number.e164,
    e164: number.e164,
    kind: 'business',
    country: number.country,
    form: 'international',
  });
  const odd = (
    input: GraphContactInput,
    numbers: NumberTruth[],
    mailbox: MailboxKey = 'customers',
  ): OddContact => ({
    mailbox,
    content: withNumbers(contentFrom(input), numbers),
  });
  const line = germanOddNumber(7);
  const twin = {
    displayName: 'Renate Sommerfeld',
    givenName: 'Renate',
    surname: 'Sommerfeld',
    companyName: 'Sommerfeld Beratung',
  };
  return [
    odd({ displayName: 'Ohne Nummer', companyName: 'Stumm GmbH' }, []),
    odd({}, []),
    odd({ displayName: 'Familie Ehrenreich, Vater', surname: 'Ehrenreich' }, [typed(line)]),
    odd({ displayName: 'Familie Ehrenreich, Mutter', surname: 'Ehrenreich' }, [typed(line)]),
    odd({ displayName: 'Familie Ehrenreich, Tochter', surname: 'Ehrenreich' }, [typed(line, 'home')]),
    odd({ displayName: 'Hafenkontor Zentrale', companyName: 'Hafenkontor AG' }, [
      plain(germanOddNumber(11, '0')),
    ]),
    odd({ displayName: 'Imke Hafner', givenName: 'Imke', surname: 'Hafner', companyName: 'Hafenkontor AG' }, [
      plain(germanOddNumber(11, '34')),
    ]),
    odd(twin, [typed(germanOddNumber(17)), typed(frenchMobile(9_990), 'mobile')]),
    odd(twin, [typed(germanOddNumber(17)), typed(frenchMobile(9_990), 'mobile')], 'partners'),
    odd({ displayName: '', givenName: 'Dr. med. Leopold von und zu Hohenfels, Praxis' }, [
      typed(germanOddNumber(21)),
    ]),
    odd(
      { displayName: '📦 Paket-Paula 🚚', surname: '📦 Paket-Paula 🚚' },
      [typed(germanOddNumber(22))],
      'suppliers',
    ),
    odd({ displayName: `Lang${'e'.repeat(240)}r Name`, surname: 'Lang' }, [typed(germanOddNumber(23))]),
    odd(
      { displayName: 'נועה לוי', givenName: 'נועה', surname: 'לוי' },
      [typed(germanOddNumber(24))],
      'partners',
    ),
    odd({ displayName: '<b>Tag</b> & Söhne', companyName: '<script>alert("x")</script> GmbH' }, [
      typed(germanOddNumber(25)),
    ]),
    odd({ displayName: 'Durchwahl mit Text', surname: 'Text' }, [
      { ...plain(germanOddNumber(26)), text: 'nur über Zentrale', e164: null, country: null, form: null },
    ]),
  ];
}
