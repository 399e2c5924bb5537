import * as z from 'zod/mini';
import { problem } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import { checkPhoto, MAX_PHOTO_BYTES } from '#shared/photo/check-photo.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** Bounds memory: a worker's JSON answer has a few kilobytes. */
const MAX_BYTES = 4_000_000;
/** The largest value that Cloudflare KV, the worker's storage, takes. */
const MAX_BLOCK_BYTES = 25 * 1024 * 1024;

/** Reads an HTTP answer by its schema. An answer that does not fit is not from a Ringcard worker, whatever its status. */
export async function readAnswer<T>(answer: Response, schema: z.ZodMiniType<T>): Promise<Result<T, Failure>> {
  if (answer.type === 'opaqueredirect') return err({ code: 'not_a_worker' });
  if (Number(answer.headers.get('content-length') ?? 0) > MAX_BYTES) return err({ code: 'not_a_worker' });
  const body = await readJson(answer);
  if (answer.ok) {
    const parsed = schema.safeParse(body);
    return parsed.success ? ok(parsed.data) : err({ code: 'not_a_worker' });
  }
  const told = problem.safeParse(body);
  if (told.success) return err(toFailure(told.data));
  // Cloudflare answers with its own error pages while a worker is down or over its limits.
  if (answer.status === 429) return err({ code: 'too_many_requests' });
  if (answer.status >= 500) return err({ code: 'worker_unreachable' });
  return err({ code: 'not_a_worker' });
}

/** Recognises a photo by its bytes; the answer's content type proves nothing. */
export async function readPhotoAnswer(answer: Response): Promise<Result<Uint8Array, Failure>> {
  if (!answer.ok) return await readAnswer(answer, z.never());
  if (Number(answer.headers.get('content-length') ?? 0) > MAX_PHOTO_BYTES)
    return err({ code: 'not_a_worker' });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return checkPhoto(bytes).ok ? ok(bytes) : err({ code: 'not_a_worker' });
}

/** A block of the offline copy. `offline-copy.ts` compares the bytes with the block's name. */
export async function readBlockAnswer(answer: Response): Promise<Result<Uint8Array, Failure>> {
  if (!answer.ok) return await readAnswer(answer, z.never());
  if (Number(answer.headers.get('content-length') ?? 0) > MAX_BLOCK_BYTES)
    return err({ code: 'not_a_worker' });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return bytes.length <= MAX_BLOCK_BYTES ? ok(bytes) : err({ code: 'not_a_worker' });
}

async function readJson(answer: Response): Promise<unknown> {
  try {
    return JSON.parse(await answer.text());
  } catch {
    return undefined;
  }
}

function toFailure(told: z.infer<typeof problem>): Failure {
  return {
    code: told.code,
    requestId: told.requestId,
    ...(told.group === undefined ? {} : { group: told.group }),
    ...(told.contact === undefined ? {} : { contact: told.contact }),
    ...(told.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: told.retryAfterSeconds }),
  };
}
