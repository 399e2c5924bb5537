import { type MessageKey, t } from '../ui/i18n.ts';

const STEPS: Record<string, MessageKey> = {
  'plus-restored': 'stepPlusRestored',
  characters: 'stepCharacters',
  uri: 'stepUri',
  label: 'stepLabel',
  range: 'stepRange',
  pauses: 'stepPauses',
  extension: 'stepExtension',
  'direct-dial': 'stepDirectDial',
  letters: 'stepLetters',
  'outside-line': 'stepOutsideLine',
  'international-prefix': 'stepInternationalPrefix',
  'trunk-zero': 'stepTrunkZero',
  'tie-line': 'stepTieLine',
  'main-number': 'stepMainNumber',
  area: 'stepArea',
  country: 'stepCountry',
  plan: 'stepPlan',
};

/** What was done to a text, by the worker's code for it; a newer worker's code is shown as it is. */
export function stepText(code: string): string {
  const key = Object.hasOwn(STEPS, code) ? STEPS[code] : undefined;
  return key ? t(key) : code;
}
