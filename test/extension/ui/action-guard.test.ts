// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { createCardGuard } from '../../../extension/ui/action-guard.ts';

describe('a click on a button of the card', () => {
  let now: number;
  let isCovered: boolean;
  let guard: ReturnType<typeof createCardGuard>;
  type Heard = Parameters<Parameters<Parameters<typeof createCardGuard>[0]['addEventListener']>[1]>[0];
  const listeners = new Map<string, (event: Heard) => void>();
  const button = document.createElement('button');
  const other = document.createElement('button');

  const press = (target: Element) => listeners.get('pointerdown')?.({ isTrusted: true, target });
  const click = (more: { isTrusted?: boolean; detail?: number } = {}) =>
    guard.allows({ isTrusted: true, detail: 1, currentTarget: button, ...more });

  beforeEach(() => {
    now = 1000;
    isCovered = false;
    listeners.clear();
    guard = createCardGuard(
      { addEventListener: (type, listener) => void listeners.set(type, listener) },
      () => now,
      () => isCovered,
    );
    guard.becameVisible();
    now += 600;
  });

  it('counts when press and release hit it half a second after the card appeared', () => {
    press(button);
    expect(click()).toBe(true);
  });

  it('does not count when made by a script', () => {
    press(button);
    expect(click({ isTrusted: false })).toBe(false);
  });

  it('does not count without a press or with a press elsewhere', () => {
    expect(click()).toBe(false);
    press(other);
    expect(click()).toBe(false);
  });

  it('does not count on a covered card', () => {
    isCovered = true;
    press(button);
    expect(click()).toBe(false);
  });

  it('does not count as a key press without a pressed key', () => {
    expect(click({ detail: 0 })).toBe(false);
  });

  it('does not count when the card has just appeared under the pointer', () => {
    now = 1100;
    press(button);
    now = 1700;
    expect(click()).toBe(false);
  });

  it('counts by keyboard', () => {
    listeners.get('keydown')?.({ isTrusted: true, target: button });
    expect(click({ detail: 0 })).toBe(true);
  });
});
