import { createHash } from 'node:crypto';
import type { RecordedRequest } from './record.ts';

/** An answer in the form in which it is kept and compared. */
export async function recordedAnswer(answer: Response): Promise<RecordedRequest['answer']> {
  const contentType = answer.headers.get('content-type')?.split(';')[0] ?? '';
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return {
    status: answer.status,
    contentType,
    ...(contentType.endsWith('json')
      ? { json: JSON.parse(new TextDecoder().decode(bytes)) as unknown }
      : { sha256: createHash('sha256').update(bytes).digest('hex') }),
  };
}
