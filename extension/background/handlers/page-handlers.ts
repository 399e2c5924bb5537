import { numberOfAddress } from '#shared/phone/address.ts';
import { formatInternational } from '#shared/phone/display.ts';
import { locateNumbers } from '#shared/phone/locate-numbers.ts';
import { readNumber } from '#shared/phone/normalise.ts';
import type { SettingsRead } from '../../settings/settings.ts';
import { countryOf } from '../../settings/telephone.ts';
import type { CardDesk } from '../cards/card-desk.ts';
import type { BudgetKeeper } from '../personal/budget-keeper.ts';
import type { HandlersOf } from '../router.ts';

type PageHandlers = HandlersOf<'locate-numbers' | 'read-links' | 'show-card' | 'read-page-manners'>;

/** Handlers of the messages that a page's content script may send. */
export function createPageHandlers(options: {
  readSettings: () => Promise<SettingsRead>;
  desk: Pick<CardDesk, 'open'>;
  budget: Pick<BudgetKeeper, 'spend'>;
  now: () => number;
}): PageHandlers {
  const { readSettings, desk, budget, now } = options;
  return {
    async 'locate-numbers'({ proposals }) {
      const country = countryOf((await readSettings()).settings);
      return proposals.map((proposal) =>
        locateNumbers(proposal, country).map(({ start, end }) => [start, end]),
      );
    },
    async 'read-links'({ addresses }) {
      const country = countryOf((await readSettings()).settings);
      return addresses.map((address) => {
        const number = numberOfAddress(address);
        return number !== undefined && readNumber(number, country) ? number : '';
      });
    },
    async 'show-card'({ text, takesFocus }, speaker) {
      if (speaker.kind !== 'content-script') return { ok: false };
      const number = readNumber(text, countryOf((await readSettings()).settings));
      if (!number) return { ok: false };
      const { e164 } = number;
      const refusal = await budget.spend({ ...speaker, number: e164, at: now() });
      const spelling = { e164, international: formatInternational(e164) };
      const nonce = desk.open(speaker, spelling, { written: text, takesFocus, refusal });
      return { ok: true, nonce };
    },
    async 'read-page-manners'() {
      return { marking: (await readSettings()).settings.marking };
    },
  };
}
