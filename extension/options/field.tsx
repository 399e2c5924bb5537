import type { ComponentChildren } from 'preact';
import { t } from '../ui/i18n.ts';

/** A labelled field with its help text and, if its value is invalid, the problem. */
export function Field({
  id,
  label,
  help,
  problem,
  isLocked = false,
  children,
}: {
  id: string;
  label: string;
  help: string;
  problem: string | undefined;
  /** The policy decides the value, so the control is disabled. */
  isLocked?: boolean;
  children: ComponentChildren;
}) {
  return (
    <div class={problem ? 'field has-problem' : 'field'}>
      <label for={id}>{label}</label>
      {children}
      <p id={`${id}-help`} class="help">
        {help} {isLocked && <strong>{t('setByOrganisation')}</strong>}
      </p>
      {problem && (
        <p id={`${id}-problem`} class="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** The attributes that tie a control to its help text and its problem. */
export function describedBy(id: string, problem?: string) {
  return {
    id,
    'aria-describedby': problem ? `${id}-help ${id}-problem` : `${id}-help`,
    'aria-invalid': problem !== undefined,
  };
}
