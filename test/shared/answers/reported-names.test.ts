import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Asked, DIVISIONS, type Division, directoryOf } from '../../support/real-names.ts';

/** Names that were searched for in the field and not found: `vandenberg (contact Jan van den Berg)`, `among the first 3`. */

const reports = z
  .array(z.object({ kind: z.string(), input: z.string(), expected: z.string() }))
  .parse(JSON.parse(readFileSync(new URL('../../data/field-reports/cases.json', import.meta.url), 'utf8')));

const searched = reports.flatMap(({ kind, input, expected }) => {
  const [, typed, name] = /^(.+) \(contact (?!with )(.+)\)$/.exec(input) ?? [];
  const place = /^among the first (\d+)$/.exec(expected)?.[1];
  return typed !== undefined && name !== undefined && place !== undefined
    ? [{ kind, typed, name, place: Number(place) }]
    : [];
});

it('are all read', () => {
  const kinds = reports.filter(({ kind }) => /^K(?:28|29|31) /.test(kind));
  expect(searched).toHaveLength(kinds.length);
});

describe.each(Object.keys(DIVISIONS) as Division[])('a reported name, where the %s', (division) => {
  let asked: Asked;
  beforeAll(async () => {
    asked = await directoryOf([...new Set(searched.map(({ name }) => name))], division);
  });

  it.each(searched)('$typed finds $name among the first $place', async ({ typed, name, place }) => {
    expect((await asked.find(typed)).slice(0, place)).toContain(name);
  });
});
