import fc from 'fast-check';
import attacks from '../../data/attacks/log_canaries.json' with { type: 'json' };

/** Errors that carry what must never be logged: in the message, the name, the code, the cause and every part of the stack that data can reach. */

export const ORIGIN = 'chrome-extension://gohdjfgkbkkbbodhbelfjehcgendbofp';
export const CANARIES: readonly string[] = attacks.canaries;

const canary = () => fc.constantFrom(...CANARIES);

const frame = () =>
  fc.oneof(
    canary().map((text) => `    at open (${ORIGIN}/background.js?q=${encodeURIComponent(text)}:1:2)`),
    canary().map(
      (text) => `    at open (${ORIGIN}/background.js?q=${text.replaceAll(' ', '')}#${text.length}:1:2)`,
    ),
    canary().map((text) => `    at Object.open [as ${text}] (${ORIGIN}/background.js:3:4)`),
    canary().map((text) => `    at handlers.<computed>${text} (${ORIGIN}/chunks/popup-a1.js:5:6)`),
    canary().map((text) => `    at look (https://crm.example/${text}/a.js?mail=${text}:7:8)`),
    canary().map((text) => `look@https://crm.example/?n=${text}:7:8`),
    canary().map((text) => `    at ${text}`),
    canary(),
    canary().map(
      (text) => `    at open (${ORIGIN}/background.js:${text.replace(/\D/g, '')}:${text.replace(/\D/g, '')})`,
    ),
    canary().map((text) => `open@${ORIGIN}/background.js:1:${text.replace(/\D/g, '')}`),
    fc.constant(`    at async Desk.open (${ORIGIN}/background.js:9:10)`),
  );

export function errorWithCanaries(): fc.Arbitrary<Error> {
  return fc
    .record({
      words: fc.array(fc.oneof(canary(), fc.string(), frame()), { maxLength: 4 }),
      name: fc.oneof(canary(), fc.constant('TypeError')),
      code: canary(),
      frames: fc.array(frame(), { maxLength: 6 }),
    })
    .map(({ words, name, code, frames }) => {
      const message = words.join('\n');
      const error = new Error(message, { cause: new Error(words.join(' ')) });
      const stack = [`${name}: ${message}`, ...frames].join('\n');
      return Object.assign(error, { name, code, stack });
    });
}
