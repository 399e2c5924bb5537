/** Decides to which addresses a sign-in may lead back. Pure. */

/** Entra ignores the port of a registered loopback address (RFC 8252, section 7.3). */
export function allowsRedirect(registered: readonly string[], wanted: string): boolean {
  return registered.some((uri) => uri === wanted || withoutLoopbackPort(uri) === withoutLoopbackPort(wanted));
}

function withoutLoopbackPort(uri: string): string {
  return uri.replace(/^(http:\/\/(?:localhost|127\.0\.0\.1))(?::\d+)?(?=\/|$)/, '$1');
}
