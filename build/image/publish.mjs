// Does what the Dockerfile's stages do, with its own instructions, into a folder: no container engine is needed.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { copyOf, listOf, pairsOf, parse } from './dockerfile.mjs';
import { run } from './processes.mjs';

/**
 * @param {string} repository The build context.
 * @param {string} folder An empty folder; each stage gets one in it, the image's /app is the last one's.
 * @param {string} architecture amd64 or arm64.
 */
export async function publish(repository, folder, architecture) {
  const image = { app: '', environment: {}, user: 0, entrypoint: [], command: [], health: [] };
  const apps = {};
  for (const [index, stage] of parse(readFileSync(join(repository, 'Dockerfile'), 'utf8')).entries()) {
    const source = join(folder, `stage-${index}`, 'src');
    const app = join(folder, `stage-${index}`, 'app');
    [source, app].forEach(path => mkdirSync(path, { recursive: true }));
    apps[stage.name] = { '/src': source, '/app': app };
    let here = source;
    const inside = path => path.startsWith('/') ? resolve(path.replace(/^\/src\b/, source).replace(/^\/app\b/, app)) : resolve(here, path);
    for (const { word, text } of stage.steps) {
      switch (word) {
        case 'WORKDIR': here = inside(text); break;
        case 'COPY': copy(repository, apps, copyOf(text), inside); break;
        case 'RUN': await execute(text, here, app, architecture); break;
        case 'ENV': Object.assign(image.environment, pairsOf(text)); break;
        case 'USER': image.user = Number(text); break;
        case 'ENTRYPOINT': image.entrypoint = listOf(text); break;
        case 'CMD': image.command = listOf(text); break;
        case 'HEALTHCHECK': image.health = listOf(text); break;
        case 'ARG': case 'LABEL': case 'EXPOSE': break;
        default: throw new Error(`The Dockerfile says ${word}, which is not done here.`);
      }
    }
    image.app = app;
  }
  return image;
}

function copy(repository, apps, { from, sources, target }, inside) {
  for (const source of sources) {
    if (from) {
      const [, root, rest] = source.match(/^(\/src|\/app)(.*)$/);
      const path = join(apps[from][root], rest);
      cpSync(path, inside(target), { recursive: true, verbatimSymlinks: true });
    } else {
      copyFromContext(repository, source, target.endsWith('/') ? join(inside(target), basename(source)) : inside(target));
    }
  }
}

/** Only what git knows or would take in: the build context has neither bin nor obj. */
function copyFromContext(repository, source, target) {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z', '--', source], { cwd: repository, encoding: 'utf8' }).split('\0').filter(Boolean);
  if (files.length === 0) throw new Error(`The Dockerfile copies ${source}, which is not there.`);
  for (const file of files) {
    const to = file === source ? target : join(target, file.slice(source.length + 1));
    mkdirSync(dirname(to), { recursive: true });
    cpSync(join(repository, file), to);
  }
}

/** A RUN as it stands, but with the paths of this machine for those of the image. */
async function execute(text, here, app, architecture) {
  const packages = process.env.NUGET_PACKAGES ?? join(process.env.HOME, '.nuget/packages');
  const command = text.replaceAll('/root/.nuget/packages', packages).replace(/(?<=\s)\/app(?=[\s/]|$)/g, app);
  console.log(`  RUN ${text.replace(/\s+/g, ' ')}`);
  // In a build of an image nobody says CI, which would lock packages to platforms that are not published for.
  const { CI, ...environment } = process.env;
  // No compiler and no MSBuild that stay behind.
  const alone = { UseSharedCompilation: 'false', MSBUILDDISABLENODEREUSE: '1' };
  const done = await run('/bin/sh', ['-ec', command], { cwd: here, env: { ...environment, ...alone, TARGETARCH: architecture } });
  if (done.status !== 0) throw new Error(`Exit code ${done.status}:\n${done.output}${done.errors}`);
}
