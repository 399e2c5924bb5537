import { type MessageKey, t } from '../ui/i18n.ts';

const STEPS: Record<string, MessageKey> = {
  'plus-restored': 'stepPlusRestored',
  characters: 'stepCharacters',
  uri: 'stepUri',
  label: 'stepLabel',
  carrier: 'stepCarrier',
  range: 'stepRange',
  'cut-date': 'stepCutDate',
  'cut-time': 'stepCutTime',
  'cut-amount': 'stepCutAmount',
  'cut-count': 'stepCutCount',
  'cut-letters': 'stepCutLetters',
  'cut-number': 'stepCutNumber',
  'cut-digits': 'stepCutDigits',
  ending: 'stepEnding',
  spreadsheet: 'stepSpreadsheet',
  'caller-code': 'stepCallerCode',
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

/** Puts the worker's code for a reading step into words. An unknown code, from a newer worker, is shown as it is. */
export function stepText(code: string): string {
  const key = Object.hasOwn(STEPS, code) ? STEPS[code] : undefined;
  return key ? t(key) : code;
}
