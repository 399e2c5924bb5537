import { lookupAnswer, problem } from '#shared/api.ts';
import type { RecordedRequest } from './record.ts';
import { recordedAnswer } from './recorded-answer.ts';
import type { Stage } from './stage.ts';

/** Sends a recorded request as it was sent, with a new token of the same person. */
export async function sendAgain(
  { worker, person }: Stage,
  { as, method, path, headers, body }: RecordedRequest,
): Promise<RecordedRequest['answer']> {
  const answer = await fetch(worker.url + path, {
    method,
    headers: { ...headers, ...(as !== undefined && { authorization: `Bearer ${await person(as)}` }) },
    ...(body !== undefined && { body }),
  });
  return await recordedAnswer(answer);
}

/** The contacts that a number finds, or why it finds none. `token`: a person's, a program's or an API key. */
export async function lookUp({ ask }: Stage, token: string, number: string) {
  const answer = await ask(token, `/v1/lookup?number=${encodeURIComponent(number)}`);
  const json: unknown = await answer.json();
  const hits = lookupAnswer.safeParse(json).data?.hits;
  return {
    status: answer.status,
    names: hits?.map(({ contact }) => contact.displayName),
    code: problem.safeParse(json).data?.code,
  };
}
