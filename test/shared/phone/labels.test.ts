import { describe, expect, it } from 'vitest';
import {
  isContradictedBefore,
  isUnitBehind,
  kindOfWords,
  labelBefore,
  roleOfWord,
} from '#shared/phone/labels.ts';

describe('what stands before a number', () => {
  it('tells a service from a number of a customer', () => {
    expect(labelBefore('Kundenservice: ')).toEqual({ meaning: 'phone', isNear: true });
    expect(labelBefore('Kundennummer: ')).toEqual({ meaning: 'other', isNear: true });
    expect(labelBefore('Anna Kern: ')).toBeUndefined();
  });
});

describe('the other questions', () => {
  it('have answers', () => {
    expect(isContradictedBefore('DE89 3704 ')).toBe(true);
    expect(isUnitBehind(' Uhr')).toBe(true);
    expect(kindOfWords('(Büro)')).toBe('business');
    expect(roleOfWord('bzw')).toBe('joins');
  });
});
