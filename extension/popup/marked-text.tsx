import type { Part } from './highlight.ts';

export function MarkedText({ parts }: { parts: readonly Part[] }) {
  return (
    <>
      {parts.map(({ text, isMet }, index) =>
        isMet ? <mark key={`${index}${text}`}>{text}</mark> : <span key={`${index}${text}`}>{text}</span>,
      )}
    </>
  );
}
