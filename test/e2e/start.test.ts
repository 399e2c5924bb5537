import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { lookupAnswer, searchAnswer, statusAnswer } from '#shared/api.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'ringcard-start-'));
const running = new Set<ChildProcess>();

afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(async () => {
  // Programs still running come from a failed test. Killed outright, they would leave the worker behind.
  const ends = [...running].map((child) => {
    child.kill('SIGINT');
    return new Promise((resolve) => child.once('exit', resolve));
  });
  await Promise.all(ends);
});

interface Ready {
  ready: true;
  worker: string;
  entra: string;
  graph: string;
  control: string;
  extension: string;
  token: string;
  user: string;
}

/** Runs `npm start` as a person types it, without npm's own lines. */
function start(options: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['test/setup/install.mjs', 'test/demo/start.ts', ...options], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, INIT_CWD: folder, DISPLAY: '', WAYLAND_DISPLAY: '', ...environment },
  });
  running.add(child);
  const output = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => {
    output.out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output.err += chunk;
  });
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      running.delete(child);
      resolve(code);
    }),
  );
  const said = async (pattern: RegExp) => {
    const deadline = Date.now() + 60_000;
    while (!pattern.test(output.out)) {
      if (Date.now() > deadline || child.exitCode !== null)
        throw new Error(`never said ${pattern}:\n${output.out}\n${output.err}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const ready = async (): Promise<Ready> => {
    await said(/"ready":true.*\n/);
    return JSON.parse(output.out);
  };
  return { child, output, ended, said, ready };
}

function ask({ worker, token: own }: Ready, path: string, token = own) {
  return fetch(worker + path, { headers: { authorization: `Bearer ${token}` } });
}

/** A token of another person with the same access, because one person's budget is too small for this test. */
async function colleagueToken({ control, token }: Ready): Promise<string> {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  const body = JSON.stringify({ claims: { ...claims, oid: randomUUID() } });
  const answer = await fetch(`${control}/token`, { method: 'POST', body });
  return JSON.parse(await answer.text()).token;
}

async function isUp(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

describe('npm start -- --no-browser', () => {
  it('prints one line of JSON once the directory answers, runs beside a second copy, and ends everything on Ctrl-C', async () => {
    const first = start(['--no-browser', '--size', '200']);
    const one = await first.ready();
    const second = start(['--no-browser', '--size', '200', '--seed', '7']);
    const two = await second.ready();

    expect(first.output.out.trim().split('\n')).toHaveLength(1);
    expect(Object.keys(one)).toEqual([
      'ready',
      'worker',
      'entra',
      'graph',
      'control',
      'extension',
      'token',
      'user',
    ]);
    for (const key of ['worker', 'entra', 'graph', 'control', 'extension'] as const)
      expect(one[key]).not.toBe(two[key]);
    expect(existsSync(join(one.extension, 'manifest.json'))).toBe(true);

    const status = statusAnswer.parse(await (await ask(one, '/v1/status')).json());
    expect(status.sources.map(({ id, phase }) => [id, phase])).toEqual([
      ['customers', 'ready'],
      ['suppliers', 'ready'],
      ['mail-contacts', 'ready'],
      ['colleagues', 'ready'],
    ]);
    expect(status.sources.every(({ contacts }) => contacts > 0)).toBe(true);

    for (const { child, ended } of [first, second]) {
      child.kill('SIGINT');
      expect(await ended).toBe(130);
    }
    for (const { worker, graph, control } of [one, two]) {
      for (const url of [worker, graph, control]) expect(await isUp(url), url).toBe(false);
    }
    expect(existsSync(one.extension)).toBe(false);
  });

  it('leaves nothing behind when it is interrupted during its start', async () => {
    // Other tests run workers too: this one’s is known by its folder, its processes by their group.
    const processes = () => spawnSync('ps', ['-eo', 'pgid,args'], { encoding: 'utf8' }).stdout.split('\n');
    const ownFolder = mkdtempSync(join(folder, 'ended-'));
    const { child, ended } = start(['--no-browser', '--size', '100'], { TMPDIR: ownFolder });
    let group: string | undefined;
    while (group === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      const runner = processes().find((line) => line.includes('wrangler') && line.includes(ownFolder));
      group = runner?.trim().split(' ')[0];
    }
    await new Promise((resolve) => setTimeout(resolve, 700));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(processes().filter((line) => line.trim().startsWith(`${group} `))).toEqual([]);
  });

  it('answers every number in the tenant’s sources that the person may ask', async () => {
    const { child, ended, ready } = start(['--no-browser', '--size', '200']);
    const up = await ready();
    const truth = await (await fetch(`${up.control}/truth`)).json();
    let asked = 0;
    let token = '';
    for (const source of truth.sources) {
      for (const contact of source.contacts) {
        for (const { e164, form, country, kind } of contact.numbers) {
          // Foreign numbers without their country cannot be read; the other forms are not plain properties of Graph.
          if (e164 === null || (form === 'national' && country !== 'DE')) continue;
          if (!['business', 'mobile', 'home'].includes(kind)) continue;
          if (asked % 50 === 0) token = await colleagueToken(up);
          const response = await ask(up, `/v1/lookup?number=${encodeURIComponent(e164)}`, token);
          expect(response.status, `${asked}: ${await response.clone().text()}`).toBe(200);
          const answer = lookupAnswer.parse(await response.json());
          const hits = answer.hits.filter((hit) => hit.source.id === source.id);
          if (source.id === 'partners') expect(hits).toEqual([]);
          else
            expect(
              hits.flatMap((hit) => hit.contact.numbers.map((number) => number.e164)),
              contact.id,
            ).toContain(e164);
          asked++;
        }
      }
    }
    expect(asked).toBeGreaterThan(150);
    child.kill('SIGINT');
    await ended;
  });
});

describe('npm start -- --contacts', () => {
  it('imports a person’s own contacts into a shared mailbox, reports a broken line and loses no other', async () => {
    writeFileSync(
      join(folder, 'my.csv'),
      'First Name,Last Name,Company,Business Phone\nErika,Mustermann,Beispiel GmbH,030 23125123\n"Broken line\nOtto,Beispiel,Muster AG,+49 30 23125124\n',
    );
    const { child, output, ended, ready } = start(['--no-browser', '--size', '100', '--contacts', 'my.csv']);
    const up = await ready();
    expect(output.out + output.err).toMatch(/line 3: /i);
    const answer = lookupAnswer.parse(
      await (await ask(up, '/v1/lookup?number=030%2F23125123&country=DE')).json(),
    );
    expect(answer.hits.map((hit) => [hit.contact.displayName, hit.source.name])).toContainEqual([
      'Erika Mustermann',
      'My contacts',
    ]);
    const found = searchAnswer.parse(await (await ask(up, '/v1/search?q=mustremann')).json());
    expect(found.hits[0]?.contact.displayName).toBe('Erika Mustermann');
    child.kill('SIGTERM');
    await ended;
  });

  it.each([
    [['--contacts', 'nowhere.vcf'], /There is no file "nowhere\.vcf"/],
    [['--contacts', 'contacts.doc'], /"contacts\.doc" is no vCard or CSV file/],
    [['--size', '99'], /--size takes a whole number from 100 to 1000000/],
    [['--colour'], /Unknown option '--colour'/],
  ])('explains the mistake in %j', async (options, message) => {
    // As Word saves it.
    writeFileSync(join(folder, 'contacts.doc'), Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex'));
    const { output, ended } = start(['--no-browser', ...options]);
    expect(await ended).not.toBe(0);
    expect(output.err).toMatch(message);
    expect(output.out).toBe('');
  });
});

describe('npm start without a display', () => {
  it('reports it, keeps the services running, and prints working curl commands with a valid token', async () => {
    const { child, output, ended, said } = start(['--size', '100']);
    await said(/Ctrl-C ends everything/);
    expect(output.out).toContain('There is no display, so no window opens.');
    const token = /TOKEN=(\S+)/.exec(output.out)?.[1] ?? '';
    const url = /curl .* '(\S+\/v1\/lookup\S*)'/.exec(output.out)?.[1] ?? '';
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    expect(lookupAnswer.parse(await response.json()).hits.length).toBeGreaterThan(0);
    expect(output.out).toMatch(
      /First sync {2}█+ {2}[\d,]+ contacts: Customers \d+, Suppliers \d+, Partners \d+/,
    );
    child.kill('SIGINT');
    await ended;
  });
});

describe('the ready-made commands', () => {
  it('are the commands in the README', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    for (const [, name] of readme.matchAll(/npm run ([\w-]+)/g)) expect(Object.keys(scripts)).toContain(name);
    expect(readme).toContain('npm start');
    expect(readme).toContain('npm test');
  });
});
