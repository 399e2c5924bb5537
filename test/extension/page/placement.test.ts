import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardSize, hasRoomForCard, isInSight, placeCard } from '../../../extension/page/placement.ts';

const viewport = { width: 1000, height: 800 };

describe('the placement of the card', () => {
  it('is below the number', () => {
    expect(placeCard({ left: 100, top: 100, width: 90, height: 18 }, viewport)).toEqual({
      left: 100,
      top: 124,
    });
  });

  it('is above the number where there is no room below', () => {
    const { top } = placeCard({ left: 100, top: 700, width: 90, height: 18 }, viewport);
    expect(top).toBe(700 - 6 - cardSize(viewport).height);
  });

  it('is beside the number in a low window', () => {
    const placed = placeCard({ left: 100, top: 150, width: 90, height: 18 }, { width: 1000, height: 300 });
    expect(placed.left).toBe(196);
  });

  it('is always inside a viewport that has room for it', () => {
    const length = fc.integer({ min: -500, max: 3000 });
    fc.assert(
      fc.property(
        length,
        length,
        fc.integer({ min: 264, max: 2000 }),
        fc.integer({ min: 180, max: 1400 }),
        (left, top, width, height) => {
          const placed = placeCard({ left, top, width: 80, height: 16 }, { width, height });
          const card = cardSize({ width, height });
          expect(placed.left).toBeGreaterThanOrEqual(8);
          expect(placed.top).toBeGreaterThanOrEqual(8);
          expect(placed.left + card.width).toBeLessThanOrEqual(width - 8);
          expect(placed.top + card.height).toBeLessThanOrEqual(height - 8);
        },
      ),
    );
  });

  it('stays at the window’s edge when the number scrolls out of view', () => {
    const top = (at: number) => placeCard({ left: 100, top: at, width: 90, height: 18 }, viewport).top;
    expect(top(-400)).toBe(8);
    expect(top(1500)).toBe(viewport.height - 8 - cardSize(viewport).height);
  });

  it('is smaller at 400 % zoom, and none in a frame too small for the card', () => {
    expect(cardSize({ width: 320, height: 256 })).toEqual({ width: 304, height: 240 });
    expect(cardSize({ width: 1280, height: 860 })).toEqual({ width: 340, height: 240 });
    expect(hasRoomForCard({ width: 320, height: 256 })).toBe(true);
    expect(hasRoomForCard({ width: 250, height: 250 })).toBe(false);
    expect(hasRoomForCard({ width: 400, height: 100 })).toBe(false);
  });

  it.each([
    [{ left: -90, top: 0 }, false],
    [{ left: -89, top: 0 }, true],
    [{ left: 0, top: -18 }, false],
    [{ left: 0, top: 799 }, true],
    [{ left: 0, top: 800 }, false],
    [{ left: 1000, top: 0 }, false],
  ])('knows whether a number at %o can be seen: %s', (spot, isSeen) => {
    expect(isInSight({ ...spot, width: 90, height: 18 }, viewport)).toBe(isSeen);
  });
});
