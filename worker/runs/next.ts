/** What follows a step: another step at once, another at a set time, or none until a run is requested. */
export type Next =
  | { readonly action: 'go-on' }
  | { readonly action: 'wait'; readonly untilMs: number }
  | { readonly action: 'rest' };
export const GO_ON: Next = { action: 'go-on' };
