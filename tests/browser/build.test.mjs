import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { here } from './harness.mjs';

test('the committed widget is what its source builds', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'terminplaner-build-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const target = join(folder, 'widget.js');
  await promisify(execFile)(process.execPath, [here('../../widget/build.mjs'), target]);
  const [built, committed] = await Promise.all([readFile(target), readFile(here('../../assets/static/widget.js'))]);
  assert.ok(built.equals(committed), 'Run `npm run build` in widget/ and commit assets/static/widget.js.');
});
