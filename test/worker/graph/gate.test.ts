import { describe, expect, it } from 'vitest';
import { MAX_PER_WINDOW, MailboxGate, WINDOW_MS } from '../../../worker/graph/gate.ts';

/** Lets requests through a gate, and counts how many run at once. */
function traffic(gate: MailboxGate) {
  const seen = { running: 0, most: 0, done: [] as number[] };
  const send = (count: number) =>
    gate.pass(async () => {
      seen.running += count;
      seen.most = Math.max(seen.most, seen.running);
      await scheduler.wait(1);
      seen.running -= count;
      seen.done.push(count);
    }, count);
  return { seen, send };
}

/** A window that stays full, because its time never passes. */
class FullWindow {
  taken = 0;
  take(count: number, limit: number): number {
    if (this.taken + count > limit) return WINDOW_MS;
    this.taken += count;
    return 0;
  }
}

describe('the gate of a mailbox', () => {
  it('lets four requests through at a time', async () => {
    const { seen, send } = traffic(new MailboxGate());
    await Promise.all(Array.from({ length: 20 }, () => send(1)));
    expect(seen.most).toBe(4);
    expect(seen.done).toHaveLength(20);
  });

  it('lets no more through than its share of the mailbox', async () => {
    const { seen, send } = traffic(new MailboxGate(undefined, { inFlight: 1 }));
    await Promise.all(Array.from({ length: 5 }, () => send(1)));
    expect(seen.most).toBe(1);
  });

  it('lets a batch through alone, when its turn comes', async () => {
    const { seen, send } = traffic(new MailboxGate());
    await Promise.all([send(1), send(20), send(1), send(1), send(2)]);
    expect(seen.done).toEqual([1, 20, 1, 1, 2]);
    expect(seen.most).toBe(20);
  });

  it('keeps working after failed requests', async () => {
    const gate = new MailboxGate();
    const failures = Array.from({ length: 9 }, () =>
      gate.pass(() => Promise.reject(new Error('invented')), 4).catch((error: Error) => error.message),
    );
    expect(await Promise.all(failures)).toEqual(Array(9).fill('invented'));
    expect(await gate.pass(async () => 'through')).toBe('through');
  });

  it('counts every part of a batch, and sends nothing while its ten-minute window is full', async () => {
    expect(MAX_PER_WINDOW).toBeLessThan(10_000);
    const window = new FullWindow();
    const gate = new MailboxGate(window, { perWindow: 50 });
    const { seen, send } = traffic(gate);
    await send(20);
    await send(20);
    await expect(send(20)).rejects.toMatchObject({ code: 'graph_throttled', retryAfterSeconds: 600 });
    await send(10);
    expect(seen.done).toEqual([20, 20, 10]);
    expect(window.taken).toBe(50);
  });
});
