// Programs that are started here, and ended here: those and no others, also when this program is told to end.
import { spawn } from 'node:child_process';

const running = new Set();

/** Starts a program that goes on, in a group of its own, with all that it starts itself. */
export function start(program, words, options) {
  const child = spawn(program, words, { ...options, detached: true });
  running.add(child);
  child.ended = new Promise(resolve => child.once('exit', status => { running.delete(child); resolve(status); })
    .once('error', failure => { running.delete(child); console.error(failure.message); resolve(-1); }));
  return child;
}

/** Runs a program to its end. */
export async function run(program, words, options) {
  const child = start(program, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', piece => { output += piece; });
  child.stderr.on('data', piece => { errors += piece; });
  const status = await child.ended;
  return { status, output, errors };
}

/** Asks a program and its group to end, and waits for it. */
export async function end(child) {
  if (running.has(child)) process.kill(-child.pid, 'SIGTERM');
  return await child.ended;
}

export async function endAll() {
  for (const child of [...running].reverse()) await end(child);
}
