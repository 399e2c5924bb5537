import type { AppDeps } from '../../deps.ts';
import type { Handler } from '../../http/mount-operations.ts';
import { RequestFailure } from '../../http/problem.ts';
import { sourceOf } from './sources.ts';

/** `POST /v1/admin/sources/{id}/numbers`: tries a dialling profile on the source's real phone fields. Changes nothing. */
export function numbersRoute(deps: AppDeps): Handler<'tryNumbers'> {
  return {
    before: (path) => void sourceOf(deps, path),
    answer: async ({ path, body }) => {
      const { id, dialling: configured } = sourceOf(deps, path);
      const { dialling = configured ?? {} } = body;
      const read = await deps.source(id).tryNumbers(dialling);
      if (!read.ok) {
        const { code, retryAfterSeconds } = read.failure;
        throw new RequestFailure('directory_unavailable', {
          detail: `The source could not be read from Microsoft 365: ${code}.`,
          reason: code,
          ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
        });
      }
      const { report, contacts, isCut } = read.value;
      return { source: id, contacts, cut: isCut, ...report, dialling };
    },
  };
}
