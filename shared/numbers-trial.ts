import * as z from 'zod/mini';
import { diallingProfile } from './phone/dialling-profile.ts';

/** Apart from `admin-api.ts`, so that pages load that file without the world's numbering plans. */
export const numbersTrial = z.strictObject({
  /** The dialling profile to try; the source's own when absent. */
  dialling: z.optional(diallingProfile),
});
