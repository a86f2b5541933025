// Runs one command that must not outlive the process that asked for it, however that one ends, kill -9 included:
//
//   node guardian.mjs [options] -- command argument...
//
// The end of standard input means "stop": the owner closed it, or died and the kernel closed it. The command gets the stop
// signal, and after the grace period its whole process group is killed. What became of it is told in one line on standard
// output: "exited 0", "exited SIGKILL", or "failed SENTENCE".
import { spawn } from 'node:child_process';
import { appendFileSync, chownSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const logLimit = 1_000_000;

const { values: options, positionals: [command, ...args] } = parseArgs({
  allowPositionals: true,
  options: {
    detached: { type: 'boolean' }, // this is the second half of the start, see below
    uid: { type: 'string' }, // run the command as this user
    gid: { type: 'string' },
    own: { type: 'string', multiple: true, default: [] }, // paths handed to that user first
    log: { type: 'string' }, // where the command's output goes; one older file is kept
    running: { type: 'string' }, // exists while the command runs: "guardian's-pid command's-pid"
    stop: { type: 'string', default: 'SIGTERM' },
    grace: { type: 'string', default: '10' }, // seconds
    remove: { type: 'string' }, // directory to delete afterwards, once no *.running file is left in it
  },
});

const tell = (line, code) => process.stdout.write(`${line}\n`, () => process.exit(code));
process.stdout.on('error', () => {}); // nobody listens any more; the work here goes on all the same

if (Number(process.versions.node.split('.')[0]) < 20) {
  tell(`failed Node.js 20 or newer is needed; the one on the PATH is ${process.version}`, 1);
} else if (!options.detached) {
  detach();
} else {
  guard();
}

// A session of its own keeps a terminal's Ctrl-C and a kill of the owner's process group away from the guardian, which has
// to survive both to do its work. Node can give that only to a child, so this process starts itself once more and leaves.
function detach() {
  spawn(process.execPath, [fileURLToPath(import.meta.url), '--detached', ...process.argv.slice(2)], { detached: true, stdio: 'inherit' })
    .on('error', error => tell(`failed ${error.message}`, 1))
    .on('spawn', () => process.exit(0));
}

function guard() {
  for (const signal of ['SIGINT', 'SIGHUP', 'SIGPIPE']) process.on(signal, () => {});
  const identity = options.uid === undefined ? {} : { uid: Number(options.uid), gid: Number(options.gid) };
  let child;
  try {
    for (const path of options.own) chownSync(path, identity.uid, identity.gid);
    child = spawn(command, args, { ...identity, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    tell(`failed ${error.message}`, 1);
    return;
  }

  child.on('error', error => finish(`failed ${error.message}`));
  child.on('spawn', () => options.running && writeFileSync(options.running, `${process.pid} ${child.pid}`));
  child.stdout.on('data', log);
  child.stderr.on('data', log);
  // Not "close" alone: a process the command left behind may hold its output open.
  child.on('exit', (code, signal) => {
    const line = `exited ${signal ?? code}`;
    child.on('close', () => finish(line));
    setTimeout(() => finish(line), 500);
  });

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    child.kill(options.stop);
    setTimeout(() => killGroup(child.pid), Number(options.grace) * 1000).unref();
  };
  process.on('SIGTERM', stop);
  process.stdin.on('end', stop).on('close', stop).on('error', stop).resume();
}

function killGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended in this very moment.
  }
}

function log(chunk) {
  if (!options.log) return;
  try {
    const size = statSync(options.log, { throwIfNoEntry: false })?.size ?? 0;
    if (size > logLimit) renameSync(options.log, `${options.log}.old`);
    appendFileSync(options.log, chunk, { mode: 0o600 });
  } catch {
    // A full disk must not take the guardian down: then nobody would stop the command.
  }
}

function finish(line) {
  try {
    if (options.running) rmSync(options.running, { force: true });
    if (options.remove && !readdirSync(options.remove).some(name => name.endsWith('.running'))) {
      process.chdir(dirname(options.remove));
      rmSync(options.remove, { recursive: true, force: true, maxRetries: 5 });
    }
  } catch {
    // Another guardian is removing the same directory, or it is gone already.
  }

  tell(line, 0);
}
