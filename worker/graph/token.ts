/** A token is replaced this long before it ends, so that none runs out on its way. */
const RENEW_BEFORE_SECONDS = 300;

/** Access tokens for Graph, whoever they are for. */
export interface GraphTokens {
  /** Throws GraphError. */
  current(): Promise<string>;
  /** A token other than `rejected`, which Graph refused although it was not due. */
  renew(rejected: string): Promise<string>;
}

interface Issued {
  readonly access_token: string;
  /** Seconds. */
  readonly expires_in: number;
}

/** Tokens from memory while they are good. */
export function keepTokens(request: () => Promise<Issued>, now: () => number): GraphTokens {
  // The value is kept, not the promise: in a Worker a request must not wait for another request's I/O.
  let held: { token: string; renewAtMs: number } | undefined;

  async function fetchToken(): Promise<string> {
    const sentAtMs = now();
    const issued = await request();
    const lifeSeconds = Math.max(issued.expires_in - RENEW_BEFORE_SECONDS, issued.expires_in / 2);
    held = { token: issued.access_token, renewAtMs: sentAtMs + lifeSeconds * 1000 };
    return held.token;
  }

  return {
    async current() {
      return held && now() < held.renewAtMs ? held.token : await fetchToken();
    },
    async renew(rejected) {
      return held && held.token !== rejected ? held.token : await fetchToken();
    },
  };
}
