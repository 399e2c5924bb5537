/** A token is renewed this long before it ends, so that none expires on its way. */
const RENEW_BEFORE_SECONDS = 300;

/** Access tokens for Graph, the app's own or an account's. */
export interface GraphTokens {
  /** Throws GraphError. */
  current(): Promise<string>;
  /** A token other than `rejected`, which Graph refused before its time. */
  renew(rejected: string): Promise<string>;
}

interface Issued {
  readonly access_token: string;
  /** Seconds. */
  readonly expires_in: number;
}

/** Keeps a token in memory while it is valid. */
export function keepTokens(request: () => Promise<Issued>, now: () => number): GraphTokens {
  // Keep the value, not the promise: in a Worker a request must not wait for another request's I/O.
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
