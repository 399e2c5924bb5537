export interface Progress {
  done: number;
  expected: number;
  /** Contacts read a second; 0 while that cannot be told. */
  perSecond: number;
  secondsLeft: number;
}

/** A bar that redraws itself on a terminal, and a line every ten per cent elsewhere. */
export class ProgressBar {
  readonly #out: NodeJS.WriteStream;
  readonly #title: string;
  #lastTenth = -1;

  constructor(out: NodeJS.WriteStream, title: string) {
    this.#out = out;
    this.#title = title;
  }

  show({ done, expected, perSecond, secondsLeft }: Progress): void {
    const part = Math.min(1, expected > 0 ? done / expected : 0);
    const pace = perSecond > 0 ? `, ${whole(perSecond)} a second, ${duration(secondsLeft)} left` : '';
    const text = `${this.#title}  ${bar(part)}  ${whole(done)} of ${whole(expected)} contacts${pace}`;
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
    const text = `${this.#title}  ${bar(1)}  ${whole(total)} contacts: ${summary}`;
    this.#out.write(this.#out.isTTY ? `\r\u001b[K${text}\n` : `${text}\n`);
  }
}

function whole(count: number): string {
  return Math.round(count).toLocaleString('en');
}

function duration(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

function bar(part: number): string {
  const width = 24;
  const full = Math.round(part * width);
  return '█'.repeat(full) + '░'.repeat(width - full);
}
