// Bundles the unit tests and hands them to node's own runner.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { first, start, tags, textsWith } from '../languages.mjs';

const folder = mkdtempSync(join(tmpdir(), 'terminplaner-unit-'));
const outfile = join(folder, 'unit.test.mjs');
await build({
  entryPoints: [fileURLToPath(new URL('unit.test.mjs', import.meta.url))],
  outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'warning', plugins: [textsWith()],
  define: { LANGUAGES: JSON.stringify(Object.fromEntries(tags.map((tag) => [tag, { start: first.includes(tag) ? start(tag) : undefined }]))) },
});
const { status } = spawnSync(process.execPath, ['--test', outfile], { stdio: 'inherit' });
rmSync(folder, { recursive: true });
process.exit(status ?? 1);
