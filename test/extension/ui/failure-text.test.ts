import { beforeEach, describe, expect, it } from 'vitest';
import { failureText } from '../../../extension/ui/failure-text.ts';
import { failureCode } from '../../../shared/failure.ts';
import { speak } from '../support/messages.ts';

describe.each(['en', 'de'] as const)('failures in %s', (language) => {
  beforeEach(() => speak(language));

  it.each(failureCode.options)('explain %s and name a remedy', (code) => {
    const { title, advice } = failureText({ code, detail: 'DETAIL', requestId: 'REQUEST' });
    expect(title.length).toBeGreaterThan(5);
    expect(advice).toMatch(/[.\dLT]$/);
    expect(`${title} ${advice}`).not.toMatch(/\$\d|undefined/);
  });

  it('name the missing group and the person to ask', () => {
    const { advice } = failureText({
      code: 'not_in_allowed_group',
      group: 'Sales',
      contact: 'it@nordwind.example',
    });
    expect(advice).toContain('Sales');
    expect(advice).toContain('it@nordwind.example');
  });

  it('name both tenant ids when they differ', () => {
    expect(failureText({ code: 'wrong_tenant', detail: 'AAA ≠ BBB' }).advice).toContain('AAA ≠ BBB');
  });

  it('name the waiting time', () => {
    expect(failureText({ code: 'too_many_requests', retryAfterSeconds: 12 }).advice).toContain('12');
    expect(failureText({ code: 'too_many_requests', retryAfterSeconds: 600 }).advice).toContain('10');
    // The worker's budget by day ends at midnight.
    expect(failureText({ code: 'too_many_requests', retryAfterSeconds: 50_000 }).advice).toContain('14');
  });
});
