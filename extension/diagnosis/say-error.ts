/** Writes a reduced error to the browser's console. */
export function sayError(text: string): void {
  // biome-ignore lint/suspicious/noConsole: an error that nobody can see cannot be mended; the text quotes no message.
  console.error(`Ringcard: ${text}`);
}
