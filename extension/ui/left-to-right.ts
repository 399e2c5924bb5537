/** Isolates a number inside a sentence: its blanks and its plus keep their order in right-to-left text too. */
export function leftToRight(number: string): string {
  return `\u2066${number}\u2069`;
}
