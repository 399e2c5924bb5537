import * as z from 'zod/mini';
import { countryCode, sourceConfig } from '#shared/source-config.ts';
import { budgetSettings } from './budgets/budget-settings.ts';
import { isAllowedHost, isLoopback } from './graph/clouds.ts';
import { credentialVariables, readCredentials } from './graph/credential.ts';
import { MAX_SOURCES_PER_MAILBOX, mailboxShares } from './sources/mailbox-shares.ts';

/** A variable is missing or wrong. The error holds its name and what is expected, never its value. */
export class ConfigurationError extends Error {
  readonly code = 'configuration_invalid';
  readonly variable: string;
  readonly expected: string;
  constructor(variable: string, expected: string) {
    super(`${variable}: ${expected}`);
    this.name = 'ConfigurationError';
    this.variable = variable;
    this.expected = expected;
  }
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function guid(what: string) {
  const expected = `${what}, a GUID`;
  return z.pipe(
    z.string(expected).check(z.regex(GUID, expected)),
    z.transform((text) => text.toLowerCase()),
  );
}

function seconds(fallback: number) {
  return z._default(z.coerce.number().check(z.int('whole seconds'), z.gte(0), z.lte(3600)), fallback);
}

function json(expected: string) {
  return z.pipe(
    z.string(expected),
    z.transform((text, context) => {
      try {
        const value: unknown = JSON.parse(text);
        return value;
      } catch {
        context.issues.push({ code: 'custom', message: expected, input: undefined });
        return z.NEVER;
      }
    }),
  );
}

const sources = z.pipe(
  json('a JSON array of sources'),
  z.array(sourceConfig, 'a JSON array of sources').check(
    z.refine((list) => new Set(list.map((s) => s.id)).size === list.length, 'sources with different ids'),
    z.refine(
      (list) => [...mailboxShares(list).values()].every((sharing) => sharing <= MAX_SOURCES_PER_MAILBOX),
      `at most ${MAX_SOURCES_PER_MAILBOX} sources on one mailbox`,
    ),
  ),
);

const secretKey = z.optional(z.string().check(z.regex(/^[A-Za-z0-9+/]{43}=$/, '32 random bytes in base64')));

const variables = z.object({
  TENANT_ID: guid('the id of the Microsoft 365 tenant'),
  API_CLIENT_ID: guid('the client id of the API registration'),
  EXTENSION_CLIENT_ID: z.pipe(
    z.string('client ids that may send requests for a person, separated by commas'),
    z.pipe(
      z.transform((text: string) => text.split(',').map((id) => id.trim())),
      z.array(guid('client ids that may send requests for a person, separated by commas; each')),
    ),
  ),
  ...credentialVariables,
  ACCOUNTS_KEY: secretKey,
  ACCOUNTS_KEY_PREVIOUS: secretKey,
  API_KEYS_PEPPER: secretKey,
  API_KEYS_PEPPER_PREVIOUS: secretKey,
  AUDIT_KEY: secretKey,
  AUDIT_DAYS: z._default(
    z.coerce.number().check(z.int('whole days'), z.gte(1, 'at least 1'), z.lte(3650, 'at most 3650')),
    90,
  ),
  PUBLIC_URL: z.optional(z.string()),
  LOCAL_TENANT: z._default(z.enum(['true', 'false'], '"true" or "false"'), 'false'),
  ENTRA_URL: z._default(z.string(), 'https://login.microsoftonline.com'),
  GRAPH_URL: z._default(z.string(), 'https://graph.microsoft.com'),
  SOURCES: sources,
  BUDGETS: z._default(z.pipe(json('a JSON object of budgets'), budgetSettings), budgetSettings.parse({})),
  GRAPH_IN_FLIGHT: z.optional(z.coerce.number().check(z.int('a whole number'), z.gte(1), z.lte(10_000))),
  COUNTRY: countryCode,
  ACCESS_GROUP: z.optional(z.string().check(z.maxLength(128, 'at most 128 characters'))),
  ACCESS_CONTACT: z.optional(z.string().check(z.maxLength(128, 'at most 128 characters'))),
  TOKEN_MAX_AGE_SECONDS: z.optional(
    z.coerce
      .number()
      .check(z.int('whole seconds'), z.gte(600, 'at least 600'), z.lte(86_400, 'at most 86400')),
  ),
  PUBLISH_DELAY_SECONDS: seconds(90),
  HEAD_MEMO_SECONDS: seconds(15),
});

export type Configuration = ReturnType<typeof readConfiguration>;

/** Throws ConfigurationError for the first variable that is missing or wrong. */
export function readConfiguration(env: unknown) {
  const parsed = variables.safeParse(env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const [variable = 'env', ...inside] = issue?.path ?? [];
    const where = inside.length > 0 ? `at ${inside.join('.')}: ` : '';
    throw new ConfigurationError(String(variable), `${where}${issue?.message ?? 'invalid'}`);
  }
  const is = parsed.data;
  const isLocal = is.LOCAL_TENANT === 'true';
  const publicUrl = is.PUBLIC_URL === undefined ? undefined : readPublicUrl(is.PUBLIC_URL, isLocal);
  const credentials = readCredentials(is);
  if (!credentials.ok)
    throw new ConfigurationError(credentials.failure.variable, credentials.failure.expected);
  return {
    tenantId: is.TENANT_ID,
    apiClientId: is.API_CLIENT_ID,
    extensionClientIds: is.EXTENSION_CLIENT_ID,
    credentials: credentials.value,
    entraUrl: readCloud('ENTRA_URL', is.ENTRA_URL, 'entra', isLocal),
    graphUrl: readCloud('GRAPH_URL', is.GRAPH_URL, 'graph', isLocal),
    publicUrl,
    /** Delegated accounts; undefined when they are not set up. */
    accounts: readAccounts(is, publicUrl),
    /** Secrets that API keys are hashed with, newest first. Without any there are no API keys. */
    apiKeyPeppers: readSecretKeys('API_KEYS_PEPPER', is.API_KEYS_PEPPER, is.API_KEYS_PEPPER_PREVIOUS),
    budgets: is.BUDGETS,
    /** Hashes numbers in the audit trail; without it no number is stored there. */
    auditKey: is.AUDIT_KEY,
    auditDays: is.AUDIT_DAYS,
    sources: is.SOURCES,
    graphInFlight: is.GRAPH_IN_FLIGHT,
    country: is.COUNTRY,
    accessGroup: is.ACCESS_GROUP,
    accessContact: is.ACCESS_CONTACT,
    tokenMaxAgeSeconds: is.TOKEN_MAX_AGE_SECONDS,
    publishDelaySeconds: is.PUBLISH_DELAY_SECONDS,
    headMemoSeconds: is.HEAD_MEMO_SECONDS,
  };
}

function readCloud(variable: string, text: string, service: 'entra' | 'graph', isLocal: boolean): string {
  const url = readOrigin(text);
  if (url && isAllowedHost(url, service, isLocal)) return url.origin;
  const expected = 'the https origin of a Microsoft cloud; a loopback address only with LOCAL_TENANT="true"';
  throw new ConfigurationError(variable, expected);
}

/** The origin at which this worker is reached from outside. */
function readPublicUrl(text: string, isLocal: boolean): string {
  const url = readOrigin(text);
  const isAllowed = url && (isLoopback(url) ? isLocal : url.protocol === 'https:');
  if (isAllowed) return url.origin;
  const expected = 'the https origin of this worker; a loopback address only with LOCAL_TENANT="true"';
  throw new ConfigurationError('PUBLIC_URL', expected);
}

function readAccounts(is: z.infer<typeof variables>, publicUrl: string | undefined) {
  const keys = readSecretKeys('ACCOUNTS_KEY', is.ACCOUNTS_KEY, is.ACCOUNTS_KEY_PREVIOUS);
  if (keys.length === 0) return undefined;
  if (publicUrl === undefined)
    throw new ConfigurationError('PUBLIC_URL', 'the https origin of this worker, with ACCOUNTS_KEY');
  return { keys, publicUrl };
}

/** A secret and its predecessor. A predecessor alone is an error. */
function readSecretKeys(variable: string, current: string | undefined, previous: string | undefined) {
  if (current === undefined && previous !== undefined)
    throw new ConfigurationError(variable, `the key that follows ${variable}_PREVIOUS`);
  return [current, previous].filter((key) => key !== undefined);
}

/** Undefined for anything but `scheme://host[:port]`, with or without a slash at the end. */
function readOrigin(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && url.href === `${url.origin}/` ? url : undefined;
}

const memo = new WeakMap<object, Configuration>();

/** The configuration, read once per isolate. While it is wrong, every call throws ConfigurationError. */
export function configurationOf(env: object): Configuration {
  let configuration = memo.get(env);
  if (!configuration) {
    configuration = readConfiguration(env);
    memo.set(env, configuration);
  }
  return configuration;
}
