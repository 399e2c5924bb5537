import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CARD_SIZE, hasRoomForCard, placeCard } from '../../../extension/page/placement.ts';

const viewport = { width: 1000, height: 800 };

describe('where the card goes', () => {
  it('is below the number', () => {
    expect(placeCard({ left: 100, top: 100, width: 90, height: 18 }, viewport)).toEqual({
      left: 100,
      top: 124,
    });
  });

  it('is above the number where there is no room below', () => {
    const { top } = placeCard({ left: 100, top: 700, width: 90, height: 18 }, viewport);
    expect(top).toBe(700 - 6 - CARD_SIZE.height);
  });

  it('is beside the number in a low window', () => {
    const place = placeCard({ left: 100, top: 150, width: 90, height: 18 }, { width: 1000, height: 300 });
    expect(place.left).toBe(196);
  });

  it('is always inside a viewport that has room for it', () => {
    const length = fc.integer({ min: -500, max: 3000 });
    fc.assert(
      fc.property(
        length,
        length,
        fc.integer({ min: 360, max: 2000 }),
        fc.integer({ min: 260, max: 1400 }),
        (left, top, width, height) => {
          const place = placeCard({ left, top, width: 80, height: 16 }, { width, height });
          expect(place.left).toBeGreaterThanOrEqual(8);
          expect(place.top).toBeGreaterThanOrEqual(8);
          expect(place.left + CARD_SIZE.width).toBeLessThanOrEqual(width - 8);
          expect(place.top + CARD_SIZE.height).toBeLessThanOrEqual(height - 8);
        },
      ),
    );
  });

  it('is nowhere in a frame too small for it', () => {
    expect(hasRoomForCard({ width: 300, height: 250 })).toBe(false);
    expect(hasRoomForCard({ width: 360, height: 260 })).toBe(true);
  });
});
