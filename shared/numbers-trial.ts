import * as z from 'zod/mini';
import { diallingProfile } from './phone/dialling-profile.ts';

/** Apart from `admin-api.ts`, which pages read without the numbering plans of the world. */
export const numbersTrial = z.strictObject({
  /** In the place of the source's own dialling profile, which is tried when absent. */
  dialling: z.optional(diallingProfile),
});
