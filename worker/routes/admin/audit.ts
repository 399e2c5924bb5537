import type { AuditAnswer } from '#shared/admin-api.ts';
import { readNumber } from '#shared/phone/normalise.ts';
import type { KeptEntry } from '../../audit/audit.ts';
import type { AppDeps } from '../../deps.ts';
import type { Answer } from '../../http/mount-operations.ts';
import { RequestFailure } from '../../http/problem.ts';
import { readCountry } from '../../http/read-query.ts';
import { iso } from '../source-status.ts';

const DEFAULT_LIMIT = 100;

/** `GET /v1/admin/audit`: the entries of the audit trail, newest first. */
export function auditRoute(deps: AppDeps): Answer<'readAudit'> {
  return async ({ query, context }) => {
    const { from, to, objectId, number, country, limit = DEFAULT_LIMIT, cursor } = query;
    const e164 = number === undefined ? undefined : readE164(deps, number, country);
    const { entries, lost } = await deps.audit.read({
      fromMs: readWhen('from', from),
      toMs: readWhen('to', to),
      who: objectId?.toLowerCase(),
      number: e164 === undefined ? undefined : await hashOf(deps, e164),
      // One entry more than asked for tells whether there is another page.
      limit: limit + 1,
      beforeId: cursor,
    });
    const page = entries.slice(0, limit);
    const last = entries.length > limit ? page.at(-1)?.id : undefined;
    context.set('facts', { hits: page.length, ...(e164 && { number: e164 }) });
    return { entries: page.map(toAnswer), lost, ...(last && { cursor: last }) };
  };
}

function readWhen(parameter: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = Date.parse(text);
  if (!Number.isNaN(ms)) return ms;
  throw new RequestFailure('bad_request', {
    detail: `The parameter "${parameter}" is no day of the calendar.`,
  });
}

function readE164(deps: AppDeps, text: string, country: string | undefined): string {
  const number = readNumber(text, readCountry(country, deps.configuration.country));
  if (!number) throw new RequestFailure('not_a_number');
  return number.e164;
}

async function hashOf(deps: AppDeps, e164: string): Promise<string> {
  if (deps.audit.hashOf) return await deps.audit.hashOf(e164);
  throw new RequestFailure('internal', {
    status: 503,
    detail: 'Numbers are written down only with the worker’s variable AUDIT_KEY.',
    reason: 'audit_key_not_configured',
  });
}

function toAnswer({
  at,
  kind,
  who,
  hits,
  number,
  sources,
  ...rest
}: KeptEntry): AuditAnswer['entries'][number] {
  return {
    ...rest,
    at: iso(at),
    caller: { kind, objectId: who },
    sources: [...sources],
    ...(hits !== undefined && { hits }),
    ...(number !== undefined && { number }),
  };
}
