import { describe, expect, it } from 'vitest';
import type { SharedMailboxConfig } from '#shared/source-config.ts';
import { readConfiguration } from '../../../worker/configuration.ts';
import { GraphError } from '../../../worker/graph/graph-error.ts';
import { sharedMailbox } from '../../../worker/sources/shared-mailbox.ts';
import { clientOf } from '../support/fake-graph.ts';
import { ENTRA_URL, GRAPH_URL, SALES_GROUP, VARIABLES } from '../support/settings.ts';
import { runSync } from '../support/source-runner.ts';
import { World } from '../support/world.ts';
import attacks from './ssrf-urls.json';

const world = World.perTest();

const SALES: SharedMailboxConfig = {
  ...{ id: 'sales', name: 'Sales', groups: [], priority: 1 },
  ...{ kind: 'shared-mailbox', country: 'DE', mailbox: 'sales@nordwind.example', folders: 'all' },
};

function tally(where: string, refused: readonly string[], sink: readonly string[]): void {
  console.log(
    `SSRF by ${where}: ${refused.length} of ${attacks.urls.length} refused, ${sink.length} requests left`,
  );
  expect(attacks.urls.filter((url) => !refused.includes(url))).toEqual([]);
  expect(sink).toEqual([]);
}

/** Whether the work fails with a `GraphError`. */
async function isRefused(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return false;
  } catch (error) {
    if (error instanceof GraphError) return true;
    throw error;
  }
}

describe('an address of a foreign host', () => {
  it.each(['GRAPH_URL', 'ENTRA_URL', 'PUBLIC_URL'])('is refused as %s', (variable) => {
    const production = {
      ...VARIABLES,
      LOCAL_TENANT: 'false',
      GRAPH_URL: 'https://graph.microsoft.com',
      ENTRA_URL: 'https://login.microsoftonline.com',
    };
    expect(readConfiguration(production).graphUrl).toBe('https://graph.microsoft.com');
    // The worker may run on any host, so only addresses that are not a bare https origin are refused.
    const urls =
      variable === 'PUBLIC_URL'
        ? attacks.urls.filter((url) => !URL.canParse(url) || new URL(url).href !== `${new URL(url).origin}/`)
        : attacks.urls;
    const refused = urls.filter((url) => {
      try {
        readConfiguration({ ...production, [variable]: url });
        return false;
      } catch (error) {
        return error instanceof Error && 'variable' in error && error.variable === variable;
      }
    });
    console.log(`SSRF by ${variable}: ${refused.length} of ${urls.length} refused`);
    expect(refused).toEqual(urls);
  });

  it.each(['@odata.nextLink', '@odata.deltaLink'])('is not followed as %s', async (link) => {
    const refused: string[] = [];
    const sink: string[] = [];
    for (const url of attacks.urls) {
      const { graph } = clientOf((_request, asked) => {
        if (asked.origin !== GRAPH_URL) sink.push(url);
        return Response.json({ value: [], [link]: url });
      });
      const reader = sharedMailbox(SALES, graph);
      const follow = async () => {
        const page = await reader.firstPage({ id: 'default' });
        await reader.nextPage({ id: 'default' }, page.next ?? page.done ?? '');
      };
      if (await isRefused(follow())) refused.push(url);
    }
    tally(link, refused, sink);
  });

  it('is not followed as a redirect', async () => {
    const refused: string[] = [];
    const sink: string[] = [];
    for (const url of attacks.urls) {
      const outcomes = [301, 302, 303, 307, 308].map((status) => {
        const { graph } = clientOf((_request, asked) => {
          if (asked.origin !== GRAPH_URL) sink.push(url);
          return new Response(null, { status, headers: { location: encodeURI(url) } });
        });
        return isRefused(sharedMailbox(SALES, graph).firstPage({ id: 'default' }));
      });
      if ((await Promise.all(outcomes)).every(Boolean)) refused.push(url);
    }
    tally('redirect', refused, sink);
  });

  it('is not asked for groups because a token names it', async () => {
    await runSync();
    const refused: string[] = [];
    const sink: string[] = [];
    world.microsoft.memberOf = [SALES_GROUP];
    world.microsoft.faults.push((request, { origin }) => {
      if (origin !== GRAPH_URL && origin !== ENTRA_URL) sink.push(request.url);
      return undefined;
    });
    for (const endpoint of attacks.urls) {
      const token = await world.microsoft.personToken({
        groups: undefined,
        _claim_names: { groups: 'src1' },
        _claim_sources: { src1: { endpoint } },
      });
      const response = await world.get('/v1/status', { token });
      if (response.status === 200) refused.push(endpoint);
    }
    tally('claim', refused, sink);
    const asked = world.microsoft.paths.filter((path) => path.endsWith('/checkMemberGroups'));
    expect(asked).toHaveLength(attacks.urls.length);
  });
});
