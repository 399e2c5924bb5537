import type { ComponentChildren } from 'preact';

/** A labelled field with its explanation, and its problem in words when it has one. */
export function Field({
  id,
  label,
  help,
  problem,
  children,
}: {
  id: string;
  label: string;
  help: string;
  problem: string | undefined;
  children: ComponentChildren;
}) {
  return (
    <div class={problem ? 'field has-problem' : 'field'}>
      <label for={id}>{label}</label>
      {children}
      <p id={`${id}-help`} class="help">
        {help}
      </p>
      {problem && (
        <p id={`${id}-problem`} class="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** What a control says about its help and its problem. */
export function describedBy(id: string, problem: string | undefined) {
  return {
    id,
    'aria-describedby': problem ? `${id}-help ${id}-problem` : `${id}-help`,
    'aria-invalid': problem !== undefined,
  };
}
