import { sayCases } from '../../support/sample.ts';
import type { FaultWorld } from './fault-world.ts';

/** The summary that the suite prints at its end. */
export class Tally {
  #played = 0;
  #survived = 0;
  #lost = 0;
  #mixed = 0;
  #questions = 0;
  #unavailable = 0;
  #bySource = 0;
  #requests = 0;

  add({ readers: { findings }, microsoft }: FaultWorld, isSurvived: boolean): void {
    this.#played++;
    if (isSurvived) this.#survived++;
    this.#lost += findings.lost.length;
    this.#mixed += findings.mixed.length;
    this.#questions += findings.questions;
    this.#unavailable += findings.unavailable;
    this.#bySource += findings.bySource;
    this.#requests += microsoft.asked.length;
  }

  print(what: string): void {
    sayCases(
      `${this.#survived} of ${this.#played} ${what} survived, ${this.#lost} lost, ${this.#mixed} mixed ` +
        `(${this.#questions} questions by readers, ${this.#bySource} answered by a source itself, ` +
        `${this.#unavailable} times nothing could be read; ${this.#requests} requests to Graph)`,
    );
  }
}
