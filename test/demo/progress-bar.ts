/** A bar that redraws itself on a terminal, and a line every ten per cent elsewhere. */
export class ProgressBar {
  readonly #out: NodeJS.WriteStream;
  readonly #title: string;
  #lastTenth = -1;

  constructor(out: NodeJS.WriteStream, title: string) {
    this.#out = out;
    this.#title = title;
  }

  show(done: number, expected: number): void {
    const part = Math.min(1, expected > 0 ? done / expected : 0);
    const text = `${this.#title}  ${bar(part)}  ${done.toLocaleString('en')} of ${expected.toLocaleString('en')} contacts`;
    if (this.#out.isTTY) {
      this.#out.write(`\r\u001b[K${text}`);
      return;
    }
    const tenth = Math.floor(part * 10);
    if (tenth === this.#lastTenth) return;
    this.#lastTenth = tenth;
    this.#out.write(`${text}\n`);
  }

  finish(total: number, summary: string): void {
    const text = `${this.#title}  ${bar(1)}  ${total.toLocaleString('en')} contacts: ${summary}`;
    this.#out.write(this.#out.isTTY ? `\r\u001b[K${text}\n` : `${text}\n`);
  }
}

function bar(part: number): string {
  const width = 24;
  const full = Math.round(part * width);
  return '█'.repeat(full) + '░'.repeat(width - full);
}
