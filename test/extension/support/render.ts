import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';

let before: HTMLElement | undefined;

/** Renders into a fresh element and returns it. Removes the previous content with its listeners. */
export async function show(content: ComponentChild): Promise<HTMLElement> {
  if (before) render(null, before);
  document.body.replaceChildren();
  const root = document.createElement('div');
  document.body.append(root);
  before = root;
  await act(() => render(content, root));
  return root;
}

/** Waits until pending promises and effects have settled. */
export async function settle(): Promise<void> {
  await act(async () => {
    await new Promise((resolve) => setTimeout(resolve, 0));
  });
}

export function element<T extends Element>(root: ParentNode, selector: string, kind: new () => T): T {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`no ${selector}`);
  return found;
}
