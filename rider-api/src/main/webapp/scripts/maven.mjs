// Builds the pages for Maven, outside the source tree, and only what changed:
//   node scripts/maven.mjs TARGET WEBROOT    copy the sources and contracts to TARGET, install, check, build into WEBROOT
// `npm ci` is skipped while the lock file is the same, the build while no source changed.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONTRACTS, contractFile } from './contracts.mjs';

const sources = dirname(dirname(fileURLToPath(import.meta.url)));
const [target, webroot] = process.argv.slice(2).map((path) => resolve(path));
if (!target || !webroot) {
  console.error('usage: node scripts/maven.mjs TARGET WEBROOT');
  process.exit(2);
}
const NOT_SOURCES = new Set(['node_modules', 'dist', '.vite', 'api']);

function files(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !NOT_SOURCES.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? files(path) : [path];
    })
    .sort();
}

function hash(paths) {
  const sum = createHash('sha256');
  for (const path of paths) {
    sum.update(relative(sources, path)).update('\0').update(readFileSync(path)).update('\0');
  }
  return sum.digest('hex');
}

const stampOf = (name) => join(target, `${name}.stamp`);
const isStamped = (name, value) => existsSync(stampOf(name)) && readFileSync(stampOf(name), 'utf8') === value;

function npm(...args) {
  const run = spawnSync('npm', args, { cwd: target, stdio: ['ignore', 'inherit', 'inherit'] });
  if (run.error?.code === 'ENOENT') {
    console.error('pages: npm is not on PATH; the pages need Node 20.19 or newer (apt-get install nodejs npm),');
    console.error('pages: or build without them: mvn -DskipUi ...');
  }
  if (run.status !== 0) {
    process.exit(1);
  }
}

const all = files(sources);
const contracts = CONTRACTS.map(contractFile);
const built = hash([...all, ...contracts]);
const locked = hash([join(sources, 'package-lock.json'), join(sources, 'package.json')]);

mkdirSync(target, { recursive: true });
if (!isStamped('sources', built)) {
  for (const name of readdirSync(target)) {
    if (name !== 'node_modules' && !name.endsWith('.stamp')) {
      rmSync(join(target, name), { recursive: true });
    }
  }
  for (const path of all) {
    cpSync(path, join(target, relative(sources, path)));
  }
  for (const path of contracts) {
    cpSync(path, join(target, 'contracts', basename(path)));
  }
  writeFileSync(stampOf('sources'), built);
}
if (!isStamped('installed', locked) || !existsSync(join(target, 'node_modules'))) {
  npm('ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error');
  writeFileSync(stampOf('installed'), locked);
}
if (!isStamped('built', built) || !existsSync(join(target, 'dist'))) {
  npm('run', '--silent', 'build');
  writeFileSync(stampOf('built'), built);
}
rmSync(webroot, { recursive: true, force: true });
cpSync(join(target, 'dist'), webroot, { recursive: true });
