import * as z from 'zod';
import type { Services } from './services.ts';

/** Sends a request to the local tenant's control surface. Throws with the tenant's message when it refuses. */
export async function control(
  { tenant }: Pick<Services, 'tenant'>,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const response = await fetch(tenant.controlUrl + path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (!response.ok)
    throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return response.status === 204 ? undefined : response.json();
}

const contact = z.object({
  id: z.string(),
  displayName: z.string(),
  companyName: z.string().nullable(),
  numbers: z.array(z.object({ e164: z.string().nullable() })),
});
const truth = z.object({ sources: z.array(z.object({ id: z.string(), contacts: z.array(contact) })) });

/** The actual contents of the tenant's mailboxes. */
export async function readTruth(services: Pick<Services, 'tenant'>): Promise<z.infer<typeof truth>> {
  return truth.parse(await control(services, 'GET', '/truth'));
}

/** A customer with a company, a plain name and a German number that no other contact has. */
export async function aCustomer(
  services: Pick<Services, 'tenant'>,
): Promise<z.infer<typeof contact> & { number: string }> {
  const { sources } = await readTruth(services);
  const owners = (e164: string | null) =>
    sources
      .flatMap(({ contacts }) => contacts)
      .filter(({ numbers }) => numbers.some((other) => other.e164 === e164)).length;
  for (const found of sources.find(({ id }) => id === 'customers')?.contacts ?? []) {
    const number = found.numbers[0]?.e164;
    const isPlain = found.companyName && /^[\p{L} ]+$/u.test(found.displayName);
    if (isPlain && number?.startsWith('+49') && found.numbers.every(({ e164 }) => owners(e164) === 1))
      return { ...found, number };
  }
  throw new Error('the invented company has no such contact');
}
