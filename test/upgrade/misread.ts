import { readField } from '#shared/phone/normalise.ts';
import { readTruth } from '../support/truth.ts';
import { applyInput } from '../tenant/graph/contact-content.ts';
import type { RunningTenant } from '../tenant/start.ts';

/** A contact whose stored number is not what its field says. */
export interface Misread {
  readonly name: string;
  /** The number that the old version has stored. */
  readonly stored: string;
  /** The number in the field. */
  readonly meant: string;
}

/**
 * A text that earlier versions read wrongly: they took the word's letters for digits of the keypad. No recorded request asks
 * for a number near it.
 */
const TEXT = '069 90009123 neu';

/**
 * Lets a customer's field hold a text that the old version read wrongly, without a word in the change feed: it was always
 * there. `recorded` holds what the other tests compare, so the customer is one that it does not mention.
 */
export async function misreadOne(tenant: RunningTenant, recorded: string): Promise<Misread> {
  const [meant] = readField(TEXT, { country: 'DE' }).numbers;
  const { sources } = await readTruth({ tenant });
  const customers = sources.find(({ id }) => id === 'customers')?.contacts ?? [];
  for (const { id, displayName: name, numbers } of customers) {
    const stored = numbers[0]?.e164;
    const located = tenant.graph.data.mailboxes.locate(id);
    const isPlain = numbers.length === 1 && stored?.startsWith('+49') && located;
    if (!isPlain || !stored || !meant || recorded.includes(stored) || recorded.includes(name)) continue;
    const { mailbox, contact } = located;
    contact.own = applyInput(mailbox.contentOf(contact), {
      businessPhones: [TEXT],
      homePhones: [],
      mobilePhone: null,
    });
    return { name, stored, meant: meant.e164 };
  }
  throw new Error('The company has no such customer.');
}
