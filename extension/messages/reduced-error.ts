import * as z from 'zod/mini';
import { failureCode } from '#shared/failure.ts';

/**
 * What is kept of an error: never its message, since that may quote anything. Every field is a closed list, a number, or a name out
 * of the extension's own code.
 */

export const ERROR_KINDS = [
  'Error',
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'EvalError',
  'URIError',
  'AggregateError',
  'AbortError',
  'ConstraintError',
  'DataError',
  'EncodingError',
  'InvalidStateError',
  'NetworkError',
  'NotAllowedError',
  'NotFoundError',
  'NotReadableError',
  'NotSupportedError',
  'OperationError',
  'QuotaExceededError',
  'ReadOnlyError',
  'SecurityError',
  'TimeoutError',
  'TransactionInactiveError',
  'UnknownError',
  'VersionError',
  '$ZodError',
  'AuthError',
  'BrowserAuthError',
  'ClientAuthError',
  'ClientConfigurationError',
  'InteractionRequiredAuthError',
  'ServerError',
  'another error',
  'no error',
] as const;

export const MAX_FRAMES = 12;
export const FILE = /^[\w-]{1,60}(?:\/[\w-]{1,60}){0,4}\.(?:js|html)$/;
export const FUNCTION = /^[A-Za-z_$][\w$]{0,59}(?:\.[A-Za-z_$][\w$]{0,59}){0,3}$/;

export const reducedError = z.strictObject({
  /** The failure that an error of ours names; `internal` for all others. */
  code: failureCode,
  kind: z.enum(ERROR_KINDS),
  /** The extension's own part of the stack, innermost first. */
  frames: z
    .array(
      z.strictObject({
        /** Absent for functions without a name. */
        function: z.optional(z.string().check(z.regex(FUNCTION))),
        file: z.string().check(z.regex(FILE)),
        line: z.int().check(z.nonnegative()),
        column: z.int().check(z.nonnegative()),
      }),
    )
    .check(z.maxLength(MAX_FRAMES)),
});
export type ReducedError = z.infer<typeof reducedError>;
