/** A number inside a sentence: its blanks and its plus stay where they are, whatever the direction of the words around it. */
export function leftToRight(number: string): string {
  return `\u2066${number}\u2069`;
}
