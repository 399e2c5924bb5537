/** Keeps Tab inside a focused card: from the last control to the first, and back. */
export function cycleTab(page: Document, event: KeyboardEvent): void {
  if (event.key !== 'Tab' || event.defaultPrevented || page.querySelector('dialog[open]')) return;
  const controls = [...page.querySelectorAll<HTMLElement>(TABBABLE)];
  const [first, last] = [controls[0], controls.at(-1)];
  if (!first || !last) {
    event.preventDefault();
    return;
  }
  const { activeElement } = page;
  const isOutside = !controls.some((control) => control === activeElement);
  if (event.shiftKey ? activeElement === first || isOutside : activeElement === last || isOutside) {
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  }
}

const TABBABLE = 'a[href], button:not(:disabled), input, [tabindex="0"]';
