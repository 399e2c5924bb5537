/** Users' consents and refresh tokens for applications, and their revocations. */

export interface RefreshGrant {
  userId: string;
  clientId: string;
  /** As the application asked for it, `offline_access` included. */
  scope: string;
  issuedAt: number;
  /** When the first token of the chain was issued. */
  signedInAt: number;
}

/** The events that end every refresh token that a user's applications hold now. */
export type Revocation = 'password' | 'inactive' | 'mfa';

interface Kept extends RefreshGrant {
  serial: number;
}

export class UserGrants {
  readonly #consents = new Map<string, Set<string>>();
  readonly #asked = new Map<string, { scope: string; claims: string }>();
  readonly #refreshTokens = new Map<string, Kept>();
  /** Serial of the last token that each revocation reaches, by kind and user. */
  readonly #revocations = new Map<string, number>();
  readonly #adopted = new Map<string, string>();
  #serial = 0;

  consent(userId: string, clientId: string, permissions: string[]): void {
    const key = `${userId} ${clientId}`;
    this.#consents.set(key, new Set([...(this.#consents.get(key) ?? []), ...permissions]));
  }

  hasConsent(userId: string, clientId: string, permissions: string[]): boolean {
    const given = this.#consents.get(`${userId} ${clientId}`);
    return permissions.every((permission) => given?.has(permission));
  }

  /** Withdraws the consent to every application. */
  withdrawConsent(userId: string): void {
    for (const key of this.#consents.keys()) if (key.startsWith(`${userId} `)) this.#consents.delete(key);
  }

  rememberCode(code: string, asked: { scope: string; claims: string }): void {
    this.#asked.set(code, asked);
  }

  /** The scope and claims of the request for which the code was issued. */
  askedWith(code: string): { scope: string; claims: string } | undefined {
    return this.#asked.get(code);
  }

  rememberRefreshToken(token: string, grant: RefreshGrant): void {
    this.#refreshTokens.set(token, { ...grant, serial: ++this.#serial });
  }

  refreshGrant(token: string): RefreshGrant | undefined {
    return this.#refreshTokens.get(token);
  }

  /** The application's refresh tokens for the user, oldest first. */
  refreshTokensOf(userId: string, clientId: string): string[] {
    const isTheirs = (grant: RefreshGrant) => grant.userId === userId && grant.clientId === clientId;
    return [...this.#refreshTokens].filter(([, grant]) => isTheirs(grant)).map(([token]) => token);
  }

  /** Accepts a token of an earlier run of the tenant, which kept its tokens in memory, as an alias of a living one. */
  adoptRefreshToken(earlier: string, living: string): void {
    const grant = this.#refreshTokens.get(living);
    if (!grant) throw new Error('no such refresh token in the local tenant');
    this.#refreshTokens.set(earlier, grant);
    this.#adopted.set(earlier, living);
  }

  /** The token itself, or the living one that it stands for. */
  livingRefreshToken(token: string): string {
    return this.#adopted.get(token) ?? token;
  }

  revoke(userId: string, why: Revocation): void {
    this.#revocations.set(`${why} ${userId}`, this.#serial);
  }

  /** Takes a revocation back: the old tokens work again. */
  lift(userId: string, why: Revocation): void {
    this.#revocations.delete(`${why} ${userId}`);
  }

  isRevoked(token: string, why: Revocation): boolean {
    const kept = this.#refreshTokens.get(token);
    return kept !== undefined && kept.serial <= (this.#revocations.get(`${why} ${kept.userId}`) ?? 0);
  }
}
