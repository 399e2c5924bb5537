import { connect, type Socket } from 'node:net';

/**
 * Firefox's own remote protocol: WebDriver commands as JSON over a socket, each message preceded by its length in bytes
 * (`12:[0,1,"…",{}]`). A command is `[0, id, name, parameters]`, its answer `[1, id, error, result]`.
 */
export class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, { done: (result: unknown) => void; failed: (error: Error) => void }>();
  #received = Buffer.alloc(0);
  #lastId = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('close', () => {
      for (const { failed } of this.#waiting.values())
        failed(new Error('Firefox has closed the connection.'));
      this.#waiting.clear();
    });
  }

  static open(port: number): Promise<Marionette> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new Marionette(socket)));
      socket.once('error', reject);
    });
  }

  /** Rejects with WebDriver's error code and message. An answer `{ value }` resolves with the value. */
  send(name: string, parameters: object = {}): Promise<unknown> {
    const id = ++this.#lastId;
    const message = JSON.stringify([0, id, name, parameters]);
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      this.#socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const start = this.#received.indexOf(':') + 1;
      const end = start + Number(this.#received.subarray(0, Math.max(start - 1, 0)));
      if (start === 0 || this.#received.length < end) return;
      this.#take(JSON.parse(this.#received.subarray(start, end).toString()));
      this.#received = this.#received.subarray(end);
    }
  }

  /** The first message is a greeting, not an answer. */
  #take(message: unknown): void {
    if (!Array.isArray(message)) return;
    const [, id, error, result] = message;
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.failed(new Error(`${error.error}: ${error.message}`));
    else
      waiting?.done(
        result !== null && typeof result === 'object' && 'value' in result ? result.value : result,
      );
  }
}
