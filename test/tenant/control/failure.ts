/** Why the control surface refuses. */
export class ControlFailure extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const notFound = (what: string, key: string) =>
  new ControlFailure(404, 'not_found', `There is no ${what} "${key}" in this tenant.`);
export const badRequest = (message: string) => new ControlFailure(400, 'bad_request', message);
