/**
 * MSAL asks for the claim `signin_state`, and writes tokens to the disk unencrypted once it says that the person stays signed in
 * (`isKmsi` in its cache manager). Entra sends the claim only to those who ask for it.
 */

/** The authorize address without that wish. */
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
