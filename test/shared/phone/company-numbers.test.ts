import { describe, expect, it } from 'vitest';
import { readField } from '#shared/phone/normalise.ts';
import { foundCompany } from '../../tenant/company/company.ts';

describe('the numbers of an invented company', () => {
  it('are read from their texts as they were meant, two thousand contacts in forms of eight countries', () => {
    const { mailboxes } = foundCompany({ contacts: 2000, seed: 1 });
    const numbers = mailboxes
      .all()
      .flatMap((mailbox) =>
        [...mailbox.folders.values()].flatMap(({ members }) =>
          members.flatMap((member) => (member ? mailbox.contentOf(member).numbers : [])),
        ),
      )
      // The source's country does not suffice to read the others.
      .filter(({ form }) => form !== 'national');
    const wrong = numbers.flatMap(({ text, e164 }) => {
      const [read] = readField(text, { country: 'DE' }).numbers;
      return read?.e164 === e164 ? [] : [`${text} is ${e164}, not ${read?.e164}`];
    });
    expect(numbers.length).toBeGreaterThan(2000);
    expect(wrong).toEqual([]);
  });
});
