import type { OverallProgress } from './overall-progress.ts';

const WIDTH = 24;

/** A bar that redraws itself on a terminal, and prints an occasional line elsewhere. */
export class ProgressBar {
  readonly #out: NodeJS.WriteStream;
  readonly #title: string;
  #shown: OverallProgress | undefined;

  constructor(out: NodeJS.WriteStream, title: string) {
    this.#out = out;
    this.#title = title;
  }

  show(progress: OverallProgress): void {
    const text = `${this.#title}  ${progressText(progress)}`;
    if (this.#out.isTTY) {
      this.#out.write(`\r\u001b[K${text}`);
      return;
    }
    if (this.#shown && !isNews(this.#shown, progress)) return;
    this.#shown = progress;
    this.#out.write(`${text}\n`);
  }

  finish(total: number, summary: string): void {
    const text = `${this.#title}  ${bar(1)}  ${whole(total)} contacts: ${summary}`;
    this.#out.write(this.#out.isTTY ? `\r\u001b[K${text}\n` : `${text}\n`);
  }
}

/** Whether a line is due: at every ten per cent, or at every doubling while the total is unknown. */
export function isNews(before: OverallProgress, now: OverallProgress): boolean {
  if (now.share === undefined) return before.share === undefined && now.done >= 2 * Math.max(1, before.done);
  return before.share === undefined || Math.floor(now.share * 10) > Math.floor(before.share * 10);
}

/** The bar and its labels. An unknown total shows no fraction, and unfinished work never looks full. */
export function progressText({ done, expected, share, perSecond, secondsLeft }: OverallProgress): string {
  const isTold = expected !== undefined && expected > done;
  const read = isTold ? `${whole(done)} of ${whole(expected)} read` : `${whole(done)} read`;
  const pace = perSecond > 0 ? `, ${whole(perSecond)} a second` : '';
  const left = secondsLeft === undefined ? '' : `, ${duration(secondsLeft)} left`;
  return `${share === undefined ? '·'.repeat(WIDTH) : bar(share)}  ${read}${pace}${left}`;
}

function whole(count: number): string {
  return Math.round(count).toLocaleString('en');
}

function duration(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

function bar(share: number): string {
  const full = share >= 1 ? WIDTH : Math.min(WIDTH - 1, Math.floor(share * WIDTH));
  return '█'.repeat(full) + '░'.repeat(WIDTH - full);
}
