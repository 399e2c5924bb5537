import type { Failure } from '#shared/failure.ts';
import { err } from '#shared/result.ts';
import { type PageLeftAlone, type ToBackground, toBackground } from '../messages/messages.ts';
import type { PageOrigins } from './site-access.ts';
import { identifySpeaker, type MessageSender, maySay, type Own, type Speaker } from './speaker.ts';
import { mayAsk } from './worker-questions.ts';

export type Handlers = {
  [T in ToBackground['type']]: (
    message: Extract<ToBackground, { type: T }>,
    speaker: Speaker,
  ) => Promise<unknown>;
};

/** Handlers of some messages, from one module. */
export type HandlersOf<T extends ToBackground['type']> = Pick<Handlers, T>;

const LEFT_ALONE: PageLeftAlone = { type: 'page-left-alone' };

/** Messages of softphone sites. Their handlers check the site against the settings. */
const OF_SOFTPHONES: ReadonlySet<ToBackground['type']> = new Set([
  'report-call',
  'tell-call',
  'read-adapters',
]);

/**
 * Decides which sender may send which message. Answers undefined when the message is not for the background, or its sender may not
 * send it. Messages of a content script count only where its page may be read. An error of a handler is noted, and answered as `internal`.
 */
export function createRouter(
  handlers: Handlers,
  own: Own,
  isRead: (origins: PageOrigins) => Promise<boolean>,
  failed: (type: ToBackground['type'], thrown: unknown) => unknown,
) {
  return (said: unknown, sender: MessageSender): Promise<unknown> | undefined => {
    const speaker = identifySpeaker(sender, own);
    if (!speaker) return undefined;
    const message = toBackground.safeParse(said);
    if (!message.success || !isHeard(speaker, message.data)) return undefined;
    const { data } = message;
    return answerTo(data, speaker).catch((thrown: unknown) => {
      failed(data.type, thrown);
      return err<Failure>({ code: 'internal' });
    });
  };

  async function answerTo(message: ToBackground, speaker: Speaker): Promise<unknown> {
    if (speaker.kind === 'content-script' && !OF_SOFTPHONES.has(message.type)) {
      const isOpen = await isRead({ frame: speaker.frameOrigin, page: speaker.origin });
      if (!isOpen) return LEFT_ALONE;
    }
    return await handle(handlers, message, speaker);
  }
}

function isHeard(speaker: Speaker, message: ToBackground): boolean {
  if (!maySay(speaker, message.type)) return false;
  return message.type !== 'ask-worker' || mayAsk(speaker, message.operation);
}

function handle<T extends ToBackground['type']>(
  handlers: Handlers,
  message: Extract<ToBackground, { type: T }>,
  speaker: Speaker,
): Promise<unknown> {
  const handler: Handlers[T] = handlers[message.type];
  return handler(message, speaker);
}
