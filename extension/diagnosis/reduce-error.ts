import { failureCode } from '#shared/failure.ts';
import { ERROR_KINDS, FILE, FUNCTION, MAX_FRAMES, type ReducedError } from '../messages/reduced-error.ts';

/** Reduces an error to a code and the frames of the extension. Pure. */

/** Positions have fewer digits than a phone number with its country code. Chromium: `    at Desk.open (chrome-extension://<id>/background.js:1:234)`. */
const CHROMIUM_FRAME =
  /^\s+at (?:async )?(?:new )?(?:(.*?) (?:\[as [^\]]*\] )?\()?([a-z-]+:\/\/[^\s()]+):(\d{1,6}):(\d{1,7})\)?$/;
/** Firefox: `open@moz-extension://<id>/background.js:1:234`. */
const FIREFOX_FRAME = /^([^@\s]*)@([a-z-]+:\/\/[^\s()]+):(\d{1,6}):(\d{1,7})$/;

type Frame = ReducedError['frames'][number];

/** `origin`: the extension's own, without a slash at its end; frames of any other are left out. */
export function reduceError(thrown: unknown, origin: string): ReducedError {
  if (typeof thrown !== 'object' || thrown === null)
    return { code: 'internal', kind: 'no error', frames: [] };
  const code = failureCode.safeParse(read(thrown, 'code'));
  return {
    code: code.success ? code.data : 'internal',
    kind: kindOf(read(thrown, 'name')),
    frames: framesOf(thrown, origin),
  };
}

/** As one block of text, for the console and for the report. */
export function errorText({ code, kind, frames }: ReducedError): string {
  const lines = frames.map(
    ({ function: name, file, line, column }) => `  at ${name ?? '(no name)'} ${file}:${line}:${column}`,
  );
  return [`${code} ${kind}`, ...lines].join('\n');
}

function kindOf(name: unknown): ReducedError['kind'] {
  return ERROR_KINDS.find((kind) => kind === name) ?? 'another error';
}

function framesOf(thrown: object, origin: string): Frame[] {
  const stack = read(thrown, 'stack');
  if (typeof stack !== 'string') return [];
  // Chromium puts the message in front of the frames, and a message may have lines that look like frames.
  const said = new Set(String(read(thrown, 'message') ?? '').split('\n'));
  return stack
    .slice(0, 20_000)
    .split('\n')
    .filter((line) => !said.has(line))
    .flatMap((line) => frameOf(line, origin) ?? [])
    .slice(0, MAX_FRAMES);
}

function frameOf(text: string, origin: string): Frame | undefined {
  if (text.length > 500) return undefined;
  const [, name = '', address = '', line, column] =
    CHROMIUM_FRAME.exec(text) ?? FIREFOX_FRAME.exec(text) ?? [];
  if (!address.startsWith(`${origin}/`)) return undefined;
  const file = address.slice(origin.length + 1).replace(/[?#].*$/, '');
  if (!FILE.test(file)) return undefined;
  const position = { file, line: Number(line), column: Number(column) };
  return FUNCTION.test(name) ? { function: name, ...position } : position;
}

/** A getter of a foreign object may throw; then there is nothing to read. */
function read(thrown: object, key: string): unknown {
  try {
    return Reflect.get(thrown, key);
  } catch {
    return undefined;
  }
}
