import { expect, it } from 'vitest';
import type { DiallingProfile } from '#shared/phone/dialling-profile.ts';
import { profileReport } from '#shared/phone/profile-report.ts';

const profile = { area: '30', trunk: '+493023125', internalDigits: { least: 2, most: 3 } };

const written = (texts: readonly string[], profile?: DiallingProfile) =>
  texts.map((text) => ({ text, country: 'DE' as const, profile }));

it('counts how a dialling profile reads the fields of a source', () => {
  const fields = [
    '+493023125123',
    '030 23125-0 / 040 66969123',
    '78',
    '',
    ' ',
    'Zentrale',
    '0 089 99998123',
    '7',
  ];
  expect(profileReport(written(fields, profile))).toEqual({
    fields: 6,
    numbers: 5,
    changed: 3,
    notUnderstood: 2,
    outsideLine: 1,
    severalReadings: 0,
    digitsLost: 0,
    withRemark: 0,
    unclear: [],
    examples: [
      { text: '7', problem: 'not-understood' },
      { text: 'Zentrale', problem: 'not-understood' },
      { text: '0 089 99998123', problem: 'outside-line' },
    ],
  });
});

it('lists fields whose digits are lost, each text once, and not among those that it did not understand', () => {
  const lost = ['4.93023E+11', '3,02313E+09', '4.93023E+11'];
  expect(profileReport(written([...lost, 'Zentrale'], profile))).toMatchObject({
    fields: 4,
    numbers: 0,
    notUnderstood: 1,
    digitsLost: 3,
    unclear: [
      { text: '4.93023E+11', reason: 'digits-lost' },
      { text: '3,02313E+09', reason: 'digits-lost' },
    ],
    examples: [{ text: 'Zentrale' }],
  });
});

it('names twenty unclear fields at most', () => {
  const lost = Array.from({ length: 50 }, (_, index) => `4.9${1000 + index}E+11`);
  expect(profileReport(written(lost))).toMatchObject({ digitsLost: 50 });
  expect(profileReport(written(lost)).unclear).toHaveLength(20);
});

it('counts fields that were read, with a remark', () => {
  const fields = ['030 23125123 neu', '030 23125123', 'Zentrale'];
  expect(profileReport(written(fields))).toMatchObject({ numbers: 2, withRemark: 1, notUnderstood: 1 });
});

it('shows the worst fields first, each text once, however late they come', () => {
  const harmless = Array.from({ length: 30 }, (_, index) => `see note ${'x'.repeat(index + 1)}`);
  const { examples } = profileReport(written([...harmless, '78', '123456789012345678', '78']));
  expect(examples.slice(0, 3).map(({ text }) => text)).toEqual(['123456789012345678', '78', 'see note x']);
  expect(examples).toHaveLength(20);
});

it('shows the effect of another profile', () => {
  const fields = ['78', '-0', '23125-123'];
  expect(profileReport(written(fields))).toMatchObject({ numbers: 1, notUnderstood: 2 });
  expect(profileReport(written(fields, profile))).toMatchObject({ numbers: 3, notUnderstood: 0 });
});

it('keeps twenty short examples of a source that holds only bad fields', () => {
  const report = profileReport(
    written(Array.from({ length: 50 }, (_, index) => `${index} ${'x'.repeat(500)}`)),
  );
  expect(report.notUnderstood).toBe(50);
  expect(report.examples).toHaveLength(20);
  expect(Math.max(...report.examples.map(({ text }) => text.length))).toBe(64);
});
