// Proves the Dockerfile without a container engine: publishes with its own commands, then runs the result as the image would be run:
// as its unprivileged user, in a read-only folder, with its environment and nothing else, and reads the samples with it.
//   node build/image/prove.mjs               publish and run
//   node build/image/prove.mjs --only arm64  publish for another platform and say how large it is
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { publish } from './publish.mjs';
import { report } from './size.mjs';

const most = 200e6;
const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const work = realpathSync(mkdtempSync(join(tmpdir(), 'docextract-image-')));
const started = [];
const only = process.argv[2] === '--only' ? process.argv[3] : undefined;

try {
  console.log('Publishing as the Dockerfile says:');
  const image = publish(repository, work, only ?? 'amd64');
  const size = report(image.app);
  if (size > most) throw new Error(`The published folder has more than ${most / 1e6} MB.`);
  if (!only) await prove(image);
} catch (failure) {
  console.error(failure.message);
  process.exitCode = 1;
} finally {
  for (const child of started.reverse()) await end(child);
  change('u+w', work);
  rmSync(work, { recursive: true, force: true });
}

async function prove(image) {
  const temporary = join(work, 'tmp');
  const samples = join(work, 'samples');
  mkdirSync(temporary);
  mkdirSync(join(work, 'no-programs'));
  cpSync(join(repository, 'samples/documents'), samples, { recursive: true });
  chmodSync(work, 0o755);
  [samples, image.app].forEach(seal);
  // An ordinary user cannot become another one, and is unprivileged already.
  const user = process.getuid() === 0 ? { uid: image.user, gid: image.user } : {};
  if (user.uid) chownSync(temporary, user.uid, user.gid);

  const services = await startServices();
  const port = await freePort();
  const environment = {
    ...Object.fromEntries(Object.entries(image.environment).map(([name, value]) => [name, value.replace(/^\/tmp\b/, temporary)])),
    TMPDIR: temporary, PATH: join(work, 'no-programs'), DOTNET_ROOT: dirname(realpathSync(which('dotnet'))),
    Postgres__ConnectionString: services.postgres, Storage__ConnectionString: services.storage, Health__Port: String(port),
  };
  const options = { cwd: image.app, env: environment, ...user };
  const [program] = at(image.entrypoint, image.app);

  console.log(`Running it as user ${user.uid ?? process.getuid()} in a read-only folder, with nothing on the path:`);
  expect('docextract migrate', spawnSync(program, ['migrate'], { ...options, encoding: 'utf8' }), /^Applied \d+ migrations/);
  await proveWorker(program, image, options);
  const run = spawnSync(program, ['run', samples], { ...options, encoding: 'utf8', maxBuffer: 1 << 26 });
  const count = readdirSync(samples).length;
  expect('docextract run samples', run, new RegExp(`^${count}/${count} done`, 'm'));
  console.log(`  ${run.stdout.match(/^\d+\/\d+ done.*$/m)[0]}`);
}

/** Starts, is healthy by its own HEALTHCHECK, and ends well when it is told to. */
async function proveWorker(program, image, options) {
  const worker = spawn(program, image.command, { ...options, stdio: ['ignore', 'ignore', 'inherit'] });
  started.push(worker);
  const [asked, ...how] = at(image.health, image.app);
  const deadline = Date.now() + 120_000;
  while (spawnSync(asked, [...how, '--ready'], options).status !== 0) {
    if (worker.exitCode !== null || Date.now() > deadline) throw new Error('The worker does not become healthy.');
    await pause(500);
  }
  expect(`${image.health.join(' ')}`, spawnSync(asked, how, { ...options, encoding: 'utf8' }), /^/);
  await end(worker);
  if (worker.exitCode !== 0) throw new Error(`The worker ended with exit code ${worker.exitCode} when it was told to stop.`);
  console.log('  docextract worker: healthy, and ended when it was told to');
}

/** A private Postgres and Azurite beside it, from the repository's own build. */
async function startServices() {
  const build = join(repository, 'src/DocExtract.Worker/bin/Release/net10.0/docextract');
  if (!existsSync(build)) {
    const built = spawnSync('dotnet', ['build', 'src/DocExtract.Worker', '-c', 'Release', '-v', 'q', '-nologo'], { cwd: repository, stdio: 'inherit' });
    if (built.status !== 0) throw new Error('The repository does not build.');
  }
  const local = spawn(build, ['local', '--fresh'], { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(local);
  let said = '';
  for await (const piece of local.stdout) {
    said += piece;
    const found = name => said.match(new RegExp(`^${name}\\s+(.*)\\n`, 'm'))?.[1];
    if (found('postgres') && found('storage')) return { postgres: found('postgres'), storage: found('storage') };
  }
  throw new Error(`Postgres and Azurite did not start: ${said}`);
}

/** Everybody may read it, nobody may write to it. */
function seal(folder) {
  change('a+rX,a-w', folder);
}

function change(mode, folder) {
  if (spawnSync('chmod', ['-R', mode, folder]).status !== 0) throw new Error(`chmod ${mode} ${folder} failed.`);
}

function expect(what, done, output) {
  if (done.status !== 0 || !output.test(done.stdout)) throw new Error(`${what}: exit code ${done.status}\n${done.stdout}${done.stderr}`);
  console.log(`  ${what}: exit code 0`);
}

function at(command, app) {
  return command.map(word => word.replace(/^\/app\b/, app));
}

function which(program) {
  return process.env.PATH.split(':').map(folder => join(folder, program)).find(existsSync) ?? program;
}

function freePort() {
  return new Promise(found => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

/** Only what was started here, by its process. */
async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
