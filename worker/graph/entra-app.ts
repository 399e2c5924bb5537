import type { Log } from '../log.ts';
import { signAssertion } from './assertion.ts';
import { readJson } from './body.ts';
import type { Credential } from './credential.ts';
import { GraphError, type GraphErrorCode } from './graph-error.ts';
import { type TokenAnswer, tokenAnswer } from './schemas.ts';
import { tokenError } from './token-error.ts';

/** Entra or WebCrypto refused this credential; another one may work. */
const REFUSED = new Set<GraphErrorCode>([
  'credentials_rejected',
  'credentials_expired',
  'certificate_unknown',
  'certificate_unreadable',
]);

export interface Refusal {
  /** The variable that holds the credential. */
  readonly variable: string;
  readonly code: GraphErrorCode;
  readonly sinceMs: number;
}

interface EntraAppOptions {
  readonly entraUrl: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** In the order of trying. */
  readonly credentials: readonly Credential[];
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly log: Log;
}

/** The app registration at Entra's token endpoint. Two credentials side by side make a rotation without a gap. */
export class EntraApp {
  readonly #options: EntraAppOptions;
  readonly #endpoint: string;
  readonly #refusals = new Map<string, Refusal>();
  /** The credential that worked last; it is tried first. */
  #proven: Credential | undefined;

  constructor(options: EntraAppOptions) {
    this.#options = options;
    this.#endpoint = `${options.entraUrl}/${options.tenantId}/oauth2/v2.0/token`;
  }

  /** Credentials that Entra refused at their last try in this isolate. */
  get refusals(): readonly Refusal[] {
    return [...this.#refusals.values()];
  }

  /** Tries each credential once until Entra accepts one. Throws GraphError; if all are refused, the first one's error. */
  async requestToken(grant: Readonly<Record<string, string>>): Promise<TokenAnswer> {
    let refused: GraphError | undefined;
    for (const credential of this.#inOrder()) {
      try {
        const answer = await this.#send(credential, grant);
        this.#proven = credential;
        this.#refusals.delete(credential.variable);
        return answer;
      } catch (error) {
        if (!(error instanceof GraphError) || !REFUSED.has(error.code)) throw error;
        this.#note(credential, error);
        refused ??= error;
      }
    }
    throw refused ?? new GraphError('credentials_rejected');
  }

  #inOrder(): Credential[] {
    const { credentials } = this.#options;
    return this.#proven
      ? [this.#proven, ...credentials.filter((other) => other !== this.#proven)]
      : [...credentials];
  }

  #note({ variable }: Credential, { code, graphCode }: GraphError): void {
    if (this.#refusals.get(variable)?.code === code) return;
    this.#refusals.set(variable, { variable, code, sinceMs: this.#options.now() });
    this.#options.log('credential_refused', {
      variable,
      code,
      ...(graphCode !== undefined && { graphCode }),
    });
  }

  async #send(credential: Credential, grant: Readonly<Record<string, string>>): Promise<TokenAnswer> {
    const { clientId, now } = this.#options;
    const proof = await this.#proofOf(credential);
    const form = new URLSearchParams({ client_id: clientId, ...grant, ...proof });
    let response: Response;
    try {
      response = await this.#options.fetch(this.#endpoint, {
        method: 'POST',
        body: form,
        redirect: 'manual',
      });
    } catch (cause) {
      throw new GraphError('entra_unavailable', { cause });
    }
    const body = await readJson(response);
    const answer = tokenAnswer.safeParse(body);
    if (response.ok && answer.success) return answer.data;
    const isPerson = grant.grant_type !== 'client_credentials';
    throw tokenError(response, body, { isPerson, nowMs: now() });
  }

  async #proofOf(credential: Credential): Promise<Record<string, string>> {
    if (credential.kind === 'secret') return { client_secret: credential.secret };
    const { clientId, now } = this.#options;
    return {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await signAssertion({
        credential,
        clientId,
        audience: this.#endpoint,
        nowMs: now(),
      }),
    };
  }
}
