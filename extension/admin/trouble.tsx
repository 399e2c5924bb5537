import type { Failure } from '#shared/failure.ts';
import { failureText } from '../ui/failure-text.ts';

/** Why a request failed, and what helps. */
export function Trouble({ failure }: { failure: Failure }) {
  const { title, advice } = failureText(failure);
  return (
    <p class="banner warning" role="alert">
      <strong>{title}</strong> {advice}
    </p>
  );
}
