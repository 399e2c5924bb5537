import { describe, expect, it } from 'vitest';
import { readWrittenNumbers } from '../../../worker/sources/written-numbers.ts';

const read = (...written: { field: string; kind: 'business' | 'mobile' | 'home' }[]) =>
  readWrittenNumbers(written, { country: 'DE' }, []).numbers.map(({ e164, kind }) => `${e164} ${kind}`);

describe('the numbers of a contact', () => {
  it('have the kind of the first field that holds them', () => {
    expect(
      read(
        { field: '030 23125123', kind: 'business' },
        { field: '+49 30 23125123', kind: 'home' },
        { field: '030 23125124', kind: 'home' },
      ),
    ).toEqual(['+493023125123 business', '+493023125124 home']);
  });

  it.each([
    ['Fax 030 23125124', ['+493023125124 fax']],
    ['Tel. 030 23125123, Fax 030 23125124', ['+493023125123 business', '+493023125124 fax']],
    ['g: 030 23125123, p: 030 23125124', ['+493023125123 business', '+493023125124 home']],
  ])('have the kind that the text of the field says: %s', (field, numbers) => {
    expect(read({ field, kind: 'business' })).toEqual(numbers);
  });

  it('leave out a field whose digits are lost, and keep the others', () => {
    expect(read({ field: '4.93023E+11', kind: 'business' }, { field: '030 23125124', kind: 'home' })).toEqual(
      ['+493023125124 home'],
    );
  });
});
