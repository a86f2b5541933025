// Proves the Dockerfile without a container engine: publishes with its own commands, then runs the result as the image would be run:
// as its unprivileged user, in a read-only folder, with its environment and nothing else, and reads the samples with it.
//   node build/image/prove.mjs               publish and run
//   node build/image/prove.mjs --only arm64  publish for another platform and say how large it is
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { end, endAll, run, start } from './processes.mjs';
import { publish } from './publish.mjs';
import { report } from './size.mjs';

const most = 200e6;
const patience = 180_000;
const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const work = realpathSync(mkdtempSync(join(tmpdir(), 'docextract-image-')));
const only = process.argv[2] === '--only' ? process.argv[3] : undefined;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, async () => { await cleanUp(); process.exit(1); });

try {
  console.log('Publishing as the Dockerfile says:');
  const image = await publish(repository, work, only ?? 'amd64');
  if (report(image.app) > most) throw new Error(`The published folder has more than ${most / 1e6} MB.`);
  if (!only) await prove(image);
} catch (failure) {
  console.error(failure.message);
  process.exitCode = 1;
} finally {
  await cleanUp();
}

async function prove(image) {
  const [temporary, samples, noPrograms] = ['tmp', 'samples', 'no-programs'].map(name => join(work, name));
  [temporary, noPrograms].forEach(folder => mkdirSync(folder));
  cpSync(join(repository, 'samples/documents'), samples, { recursive: true });
  chmodSync(work, 0o755);

  // Everybody may read it, nobody may write to it.
  [samples, image.app].forEach(folder => execFileSync('chmod', ['-R', 'a+rX,a-w', folder]));

  // An ordinary user cannot become another one, and is unprivileged already.
  const user = process.getuid() === 0 ? { uid: image.user, gid: image.user } : {};
  if (user.uid) chownSync(temporary, user.uid, user.gid);
  const services = await startServices();
  const env = {
    ...Object.fromEntries(Object.entries(image.environment).map(([name, value]) => [name, value.replace(/^\/tmp\b/, temporary)])),
    TMPDIR: temporary, PATH: noPrograms, DOTNET_ROOT: dotnetRoot(), Health__Port: String(await freePort()),
    Postgres__ConnectionString: services.postgres, Storage__ConnectionString: services.storage,
  };
  const inside = { cwd: image.app, env, ...user };
  const [program] = at(image.entrypoint, image.app);

  console.log(`Running it as user ${user.uid ?? process.getuid()} in a read-only folder, with nothing on the path:`);
  expect('docextract migrate', await run(program, ['migrate'], inside), /^applied \S+$/m);
  await proveWorker(program, image, inside);
  const count = readdirSync(samples).length;
  const line = expect('docextract run samples', await run(program, ['run', samples], inside), new RegExp(`^${count}/${count} done.*$`, 'm'));
  console.log(`    ${line}`);
}

/** Starts, is healthy by its own HEALTHCHECK, and ends well when it is told to. */
async function proveWorker(program, image, inside) {
  const worker = start(program, image.command, { ...inside, stdio: ['ignore', 'ignore', 'inherit'] });
  const [asked, ...how] = at(image.health, image.app);
  const deadline = Date.now() + patience;
  while ((await run(asked, [...how, '--ready'], inside)).status !== 0) {
    if (worker.exitCode !== null || Date.now() > deadline) throw new Error('The worker does not become ready.');
    await pause(500);
  }
  expect(image.health.join(' '), await run(asked, how, inside), /^/);
  const status = await end(worker);
  if (status !== 0) throw new Error(`The worker ended with exit code ${status} when it was told to stop.`);
  console.log('  docextract worker: ready, healthy, and ended when it was told to');
}

/** A private Postgres and Azurite beside it, from the repository's own build. */
async function startServices() {
  const build = join(repository, 'src/DocExtract.Worker/bin/Release/net10.0/docextract');
  if (!existsSync(build)) {
    const built = await run('dotnet', ['build', 'src/DocExtract.Worker', '-c', 'Release', '-v', 'q', '-nologo'], { cwd: repository });
    if (built.status !== 0) throw new Error(`The repository does not build:\n${built.output}`);
  }
  const local = start(build, ['local', '--fresh'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const piece of local.stdout) {
    said += piece;
    const found = name => said.match(new RegExp(`^${name}\\s+(.*)\\n`, 'm'))?.[1];
    if (found('postgres') && found('storage')) return { postgres: found('postgres'), storage: found('storage') };
  }
  throw new Error(`Postgres and Azurite did not start: ${said}`);
}

/** The first match of the output; an error where the program failed or said something else. */
function expect(what, { status, output, errors }, pattern) {
  const match = output.match(pattern);
  if (status !== 0 || !match) throw new Error(`${what}: exit code ${status}\n${output}${errors}`);
  console.log(`  ${what}: exit code 0`);
  return match[0];
}

function at(command, app) {
  return command.map(word => word.replace(/^\/app\b/, app));
}

/** The folder of the runtime: the one thing beside the published folder that is needed. */
function dotnetRoot() {
  const program = process.env.PATH.split(':').map(folder => join(folder, 'dotnet')).find(existsSync);
  if (!program) throw new Error('dotnet is not on the path.');
  return dirname(realpathSync(program));
}

function freePort() {
  return new Promise(found => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

async function cleanUp() {
  await endAll();
  if (!existsSync(work)) return;
  execFileSync('chmod', ['-R', 'u+w', work]);
  rmSync(work, { recursive: true, force: true });
}
