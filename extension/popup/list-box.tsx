import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export const LIST_ID = 'results';
export const optionId = (index: number) => `result-${index}`;

/** The list under the search box. The search box keeps the focus; the list scrolls its selected option into view. */
export function ListBox({
  label,
  selected,
  children,
}: {
  label: string;
  selected: number;
  children: ComponentChildren;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`#${optionId(selected)}`)?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <div id={LIST_ID} class="results" role="listbox" aria-label={label} ref={list}>
      {children}
    </div>
  );
}
