import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { here } from './harness.mjs';

test('the committed scripts are what its source builds', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'terminplaner-build-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await promisify(execFile)(process.execPath, [here('../../widget/build.mjs'), folder]);
  const names = (await readdir(folder)).sort();
  assert.deepEqual((await readdir(here('../../assets/built'))).sort(), names, 'nothing else is committed beside them');
  for (const name of names) {
    const [built, committed] = await Promise.all([readFile(join(folder, name)), readFile(here(`../../assets/built/${name}`))]);
    assert.ok(built.equals(committed), `Run \`npm run build\` in widget/ and commit assets/built/${name}.`);
  }
});
