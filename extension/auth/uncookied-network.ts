import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-browser';
import { formWithoutSignInState } from './sign-in-state.ts';

/**
 * MSAL's network without cookies. A grant for every site includes the identity provider's, and a plain fetch would then send
 * its cookies along with the code.
 */
export const uncookiedNetwork: INetworkModule = {
  sendGetRequestAsync: (url, options) => send('GET', url, options),
  sendPostRequestAsync: (url, options) => send('POST', url, options),
};

async function send<T>(
  method: 'GET' | 'POST',
  url: string,
  options: NetworkRequestOptions = {},
): Promise<NetworkResponse<T>> {
  const answer = await fetch(url, {
    method,
    credentials: 'omit',
    redirect: 'error',
    ...(options.headers ? { headers: options.headers } : {}),
    ...(method === 'POST' && options.body !== undefined
      ? { body: formWithoutSignInState(options.body) }
      : {}),
  });
  // MSAL checks the body itself; its interface leaves the type to the caller.
  const body: T = await answer.json();
  return { headers: Object.fromEntries(answer.headers), body, status: answer.status };
}
