/**
 * Invocations during a running one share its result. Only for Durable Objects, whose requests may wait for each other: in
 * a Worker a request must not wait for another request's I/O.
 */
export function oneAtATime<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
}
