/** A Graph for tests, without Entra: its tokens are plain text. */
import { type CompanyOptions, foundCompany } from '../company/company.ts';
import { API_CLIENT_ID } from '../ids.ts';
import { plainTokens } from './plain-tokens.ts';
import { type GraphServerOptions, startGraph } from './start.ts';

/** A program that may write the customers' mailbox. */
export const WRITER_CLIENT_ID = 'cc1c0d0e-4444-4c0a-9d0e-0a0b0c0d0e05';
export const CUSTOMERS = 'customers@nordwind.example';

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: an answer under test is compared, not used
  body: any;
}

export interface AskOptions {
  method?: string;
  body?: unknown;
  prefer?: string;
  clientId?: string | null;
  headers?: Record<string, string>;
}

export async function openGraph(company: CompanyOptions = {}, options: Partial<GraphServerOptions> = {}) {
  const data = foundCompany({ contacts: 200, ...company });
  const writer = data.model.registrations.get(API_CLIENT_ID);
  if (!writer) throw new Error('The company lacks its API registration');
  data.model.registrations.set(WRITER_CLIENT_ID, {
    ...writer,
    clientId: WRITER_CLIENT_ID,
    writableMailboxes: [CUSTOMERS],
  });
  const graph = await startGraph({
    data,
    latencyMs: 0,
    verifyGraphToken: plainTokens(data.model),
    ...options,
  });
  /** `path` below the prefix, or an absolute link. */
  const ask = async (path: string, options: AskOptions = {}): Promise<Answer> => {
    const { method = 'GET', body, prefer, clientId = API_CLIENT_ID } = options;
    const headers: Record<string, string> = { ...options.headers };
    if (clientId !== null) headers.authorization = `Bearer ${clientId}`;
    if (prefer !== undefined) headers.prefer = prefer;
    if (body !== undefined) headers['content-type'] = 'application/json';
    const url = path.startsWith('http') ? path : `${graph.url}/v1.0${path}`;
    const response = await fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const isJson = response.headers.get('content-type')?.includes('json');
    const bytes = Buffer.from(await response.arrayBuffer());
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(bytes.toString()) : bytes.length > 0 ? bytes : null,
    };
  };
  const write = (path: string, method: string, body?: unknown, options: AskOptions = {}) =>
    ask(path, { prefer: IMMUTABLE, ...options, method, body, clientId: WRITER_CLIENT_ID });
  /** Follows a round to its delta link. */
  const round = async (
    path: string,
    prefer = `${IMMUTABLE}, odata.maxpagesize=7`,
    onPage?: () => Promise<void>,
  ) => {
    const items: Answer['body'][] = [];
    for (let link = path, pages = 1; ; pages++) {
      const { status, body } = await ask(link, { prefer });
      if (status !== 200) throw new Error(`delta answered ${status}: ${JSON.stringify(body)}`);
      items.push(...body.value);
      if (body['@odata.deltaLink'])
        return { items, pages, deltaLink: String(body['@odata.deltaLink']), last: body };
      link = body['@odata.nextLink'];
      await onPage?.();
    }
  };
  const customers = data.mailboxes.byAddress(CUSTOMERS);
  if (!customers) throw new Error('The company lacks its customers');
  const folder = (name: string) => {
    const found = [...customers.folders.values()].find((candidate) => candidate.displayName === name);
    if (!found) throw new Error(`The customers lack the folder ${name}`);
    return found;
  };
  return { graph, company: data, ask, write, round, customers, folder };
}

export const IMMUTABLE = 'IdType="ImmutableId"';

/** Names of the properties of a documented payload, to compare shapes by. */
export function shapeOf(value: object): string[] {
  return Object.keys(value).sort();
}
