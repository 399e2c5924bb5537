import type { Adapter } from '../settings/adapter-schema.ts';

/** The key of an adapter whose selector this browser does not understand. Needs a document. */
export function findBadSelector({ page, ringing, number, name }: Adapter): string | undefined {
  const selectors = {
    page,
    ringing,
    'number.selector': number.selector,
    ...(name && { 'name.selector': name.selector }),
  };
  return Object.entries(selectors).find(([, selector]) => !isSelector(selector))?.[0];
}

function isSelector(text: string): boolean {
  try {
    new DocumentFragment().querySelector(text);
    return true;
  } catch {
    return false;
  }
}
