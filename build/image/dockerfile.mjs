// What a Dockerfile says, as far as ours says it: stages with their instructions in order. Anything else is an error, so that
// nothing of it is passed over in silence.

/** @returns {{ name: string, steps: { word: string, text: string }[] }[]} */
export function parse(text) {
  const stages = [];
  for (const line of logicalLines(text)) {
    const [, word, rest] = line.match(/^([A-Z]+)\s+(.*)$/s) ?? fail(`Not an instruction: ${line}`);
    if (word === 'FROM') {
      stages.push({ name: rest.match(/\sAS\s+(\S+)$/)?.[1] ?? '', steps: [] });
    } else {
      (stages.at(-1) ?? fail(`Before the first FROM: ${line}`)).steps.push({ word, text: rest.trim() });
    }
  }
  return stages;
}

/** COPY's parts: the stage it takes from, where it takes files from the build context that is '', the sources and the target. */
export function copyOf(text) {
  const words = text.split(/\s+/);
  const flags = words.filter(word => word.startsWith('--'));
  const from = flags.find(flag => flag.startsWith('--from='))?.slice('--from='.length) ?? '';
  if (flags.length > (from ? 1 : 0)) fail(`COPY with flags that are not known here: ${text}`);
  const paths = words.filter(word => !word.startsWith('--'));
  return { from, sources: paths.slice(0, -1), target: paths.at(-1) };
}

/** ENV's or LABEL's name="value" pairs. */
export function pairsOf(text) {
  return Object.fromEntries([...text.matchAll(/([\w.]+)=(?:"([^"]*)"|(\S*))/g)].map(([, name, quoted, plain]) => [name, quoted ?? plain]));
}

/** The list form of CMD and ENTRYPOINT, and of HEALTHCHECK's CMD. */
export function listOf(text) {
  return JSON.parse(text.slice(text.indexOf('[')));
}

function logicalLines(text) {
  return text.split('\n').filter(line => !/^\s*#/.test(line)).join('\n').replace(/\\\n/g, ' ').split('\n').filter(line => line.trim());
}

function fail(reason) {
  throw new Error(reason);
}
