/**
 * MSAL asks for the claim `signin_state`. Once that says that the person stays signed in, MSAL writes tokens to the disk unencrypted
 * (`isKmsi` in its cache manager). Entra sends the claim only on request, so these functions drop the request.
 */

/** The authorize address without a request for the claim. */
export function withoutSignInState(address: string): string {
  const url = new URL(address);
  dropWish(url.searchParams);
  return url.href;
}

/** The same for the form of a token request. */
export function formWithoutSignInState(form: string): string {
  const fields = new URLSearchParams(form);
  dropWish(fields);
  return fields.toString();
}

function dropWish(fields: URLSearchParams): void {
  const claims = fields.get('claims');
  if (claims === null) return;
  const wanted: { id_token?: Record<string, unknown> } = JSON.parse(claims);
  delete wanted.id_token?.signin_state;
  fields.set('claims', JSON.stringify(wanted));
}
