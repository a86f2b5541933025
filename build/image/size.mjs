// What a published folder is made of.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const kinds = [
  ['OCR models', path => path.startsWith('native/ocr/')],
  ['PDFium (WebAssembly)', path => path.endsWith('.wasm')],
  ['native libraries', path => /\.so(\.|$)/.test(path)],
  ['.NET assemblies', path => path.endsWith('.dll')],
  ['symbols', path => path.endsWith('.pdb')],
  ['schemas and settings', path => path.startsWith('schemas/') || path.endsWith('.json')],
  ['licences', path => /licen[cs]e|notice/i.test(path)],
  ['everything else', () => true],
];

/** Prints the size by kind; returns the whole in bytes. */
export function report(folder) {
  const files = readdirSync(folder, { recursive: true }).map(path => ({ path, stat: statSync(join(folder, path)) }))
    .filter(({ stat }) => stat.isFile()).map(({ path, stat }) => ({ path, size: stat.size }));
  const sums = new Map(kinds.map(([name]) => [name, { count: 0, size: 0 }]));
  for (const { path, size } of files) {
    const sum = sums.get(kinds.find(([, is]) => is(path))[0]);
    sum.count++;
    sum.size += size;
  }
  for (const [name, { count, size }] of sums) {
    if (count > 0) console.log(`  ${megabytes(size).padStart(7)} MB  ${String(count).padStart(4)} files  ${name}`);
  }
  const whole = files.reduce((sum, { size }) => sum + size, 0);
  console.log(`  ${megabytes(whole).padStart(7)} MB  ${String(files.length).padStart(4)} files  in all`);
  return whole;
}

function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}
