/** What to do after a step: go on, or wait until a time, or nothing until somebody asks. */
export type Next =
  | { readonly action: 'go-on' }
  | { readonly action: 'wait'; readonly untilMs: number }
  | { readonly action: 'rest' };
export const GO_ON: Next = { action: 'go-on' };
