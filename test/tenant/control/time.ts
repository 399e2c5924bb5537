/** The tenant's clock. It only goes forward. */
import { z } from 'zod';
import { readBody } from './read-body.ts';
import type { TenantParts } from './tenant-parts.ts';

const TEN_YEARS_SECONDS = 10 * 365 * 86_400;

const advanceSchema = z.strictObject({ advanceSeconds: z.number().min(0).max(TEN_YEARS_SECONDS) });

export function tellTime({ clock }: TenantParts): unknown {
  return { now: new Date(clock.now()).toISOString() };
}

export function advanceClock(parts: TenantParts, body: unknown): unknown {
  parts.clock.advance(readBody(advanceSchema, body).advanceSeconds);
  return tellTime(parts);
}
