// Debian's WordPress on a throw-away folder and database, with the plugin in it, on loopback only.
import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../browser/chromium.mjs';
import { here } from '../../browser/harness.mjs';
import { until } from '../../browser/webdriver.mjs';

export const ADMIN = { name: 'erika', password: 'correct horse battery' };
const run = promisify(execFile);
const plugin = here('../../integrations/wordpress');

/** A server of this test with its children, ended before its folder goes. */
function start(stops, command, args, options) {
  const child = spawn(command, args, { stdio: 'ignore', detached: true, ...options });
  const ended = new Promise((done) => child.once('exit', done));
  stops.push(async () => {
    process.kill(-child.pid, 'SIGTERM');
    await ended;
  });
}

async function startDatabase(folder, stops) {
  const [data, socket] = [join(folder, 'data'), join(folder, 'sql')];
  const own = ['--no-defaults', `--datadir=${data}`, ...(process.getuid() === 0 ? ['--user=root'] : [])];
  await run('mariadb-install-db', [...own, '--auth-root-authentication-method=normal', '--skip-test-db']);
  start(stops, 'mariadbd', [...own, `--socket=${socket}`, '--skip-networking', `--pid-file=${join(folder, 'sql.pid')}`]);
  const ask = async (statement) => (await run('mariadb', ['--no-defaults', '-N', '-u', 'root', '-S', socket, '-e', statement])).stdout.trim();
  await until(() => ask('CREATE DATABASE IF NOT EXISTS wordpress').then(() => true, () => false), 'the database listens');
  return { socket, ask };
}

const configOf = (socket, home, log) => `<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', ''); define('DB_HOST', 'localhost:${socket}'); define('DB_CHARSET', 'utf8mb4');
define('WP_HOME', '${home}'); define('WP_SITEURL', '${home}');
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $name) { define($name . '_KEY', $name . ' key'); define($name . '_SALT', $name . ' salt'); }
define('WP_DEBUG', true); define('WP_DEBUG_DISPLAY', false); define('WP_DEBUG_LOG', '${log}');
define('DISABLE_WP_CRON', true); define('WP_HTTP_BLOCK_EXTERNAL', true); define('WP_ACCESSIBLE_HOSTS', '127.0.0.1,localhost');
$table_prefix = 'wp_';
defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`;

/** WordPress in German with an administrator. `php` runs a piece of PHP in it, as nobody or as the user of this name. */
export async function startWordPress(after) {
  const folder = await mkdtemp(join(tmpdir(), 'wordpress-'));
  const stops = [];
  after(async () => {
    for (const stop of stops.reverse()) await stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const root = join(folder, 'usr/share/wordpress');
  await cp(join(process.env.WORDPRESS, 'usr'), join(folder, 'usr'), { recursive: true, verbatimSymlinks: true });
  const installed = join(root, 'wp-content/plugins/terminplaner');
  await mkdir(installed);
  await cp(plugin, installed, { recursive: true });
  const { socket, ask } = await startDatabase(folder, stops);
  const port = await freePort();
  const home = `http://localhost:${port}`;
  const log = join(folder, 'debug.log');
  await writeFile(join(root, 'wp-config.php'), configOf(socket, home, log));

  const php = async (code, user) => {
    const prelude = `$_SERVER['HTTP_HOST'] = 'localhost:${port}'; define('WP_USE_THEMES', false); `;
    const load = `require '${root}/wp-load.php'; `;
    const as = user ? `wp_set_current_user(get_user_by('login', '${user}')->ID); ` : '';
    return (await run('php', ['-d', 'display_errors=stderr', '-r', prelude + (code.startsWith('//') ? '' : load + as) + code])).stdout;
  };
  await php(`// Before there is anything to load.
    define('WP_INSTALLING', true); require '${root}/wp-load.php'; require '${root}/wp-admin/includes/upgrade.php';
    wp_install('Hörakustik Muster', '${ADMIN.name}', 'erika@example.org', true, '', '${ADMIN.password}', 'de_DE');`);
  start(stops, 'php', ['-d', 'display_errors=0', '-S', `127.0.0.1:${port}`, '-t', root], { env: { ...process.env, PHP_CLI_SERVER_WORKERS: '4' } });
  await until(() => fetch(home).then((answer) => answer.ok, () => false), 'WordPress answers');
  return {
    home, php, ask, installed,
    /** What PHP complained of in the plugin's files. */
    complaints: async () => (await readFile(log, 'utf8').catch(() => '')).split('\n').filter((line) => line.includes('/terminplaner/')),
  };
}
