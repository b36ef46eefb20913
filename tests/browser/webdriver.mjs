// Real Firefox and WebKit, driven by the W3C's protocol: the browsers that Playwright's Chromium is not. WebKit's GTK port
// stands in for Safari, as near as Debian has it.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { here } from './harness.mjs';
import { freePort } from './chromium.mjs';

/** The protocol's name of an element in JSON. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** How long something may take to show, in milliseconds: the machine may be busy. */
const PATIENCE_MS = 30_000;

/** Keys without a character, as the protocol writes them. */
export const KEYS = { Backspace: '\ue003', Tab: '\ue004', Enter: '\ue007', Escape: '\ue00c', ArrowLeft: '\ue012', ArrowUp: '\ue013', ArrowRight: '\ue014', ArrowDown: '\ue015' };

const BROWSERS = {
  Firefox: {
    driver: process.env.GECKODRIVER ?? here('../../target/tools/bin/geckodriver'),
    options: (port) => ['--port', `${port}`],
    capabilities: {
      browserName: 'firefox',
      'moz:firefoxOptions': {
        binary: process.env.FIREFOX_BIN ?? '/usr/bin/firefox-esr', args: ['-headless', '--width=1280', '--height=985'],
        prefs: { 'intl.accept_languages': 'de-DE, de', 'browser.sessionhistory.max_total_viewers': 4 },
      },
    },
  },
  WebKit: {
    driver: '/usr/bin/WebKitWebDriver',
    options: (port) => [`--port=${port}`],
    needsScreen: true,
    capabilities: {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: process.env.MINIBROWSER_BIN ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser', args: ['--automation'] },
    },
  },
};

function start(command, args, options) {
  const child = spawn(command, args, options);
  const ended = new Promise((done) => child.once('exit', done));
  const failed = new Promise((_, fail) => child.once('error', (error) => fail(new Error(`${command}: ${error.message}. tests/run installs it.`))));
  failed.catch(() => {});
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { child, failed, stop };
}

/** A screen in memory; answers its name. */
async function startScreen(stops) {
  const { child, failed, stop } = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1100x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  stops.push(stop);
  const number = await Promise.race([failed, new Promise((done) => child.stdio[3].once('data', done))]);
  return `:${`${number}`.trim()}`;
}

/** One window of a browser, closed after the last test of the file. */
export async function launchReal(name, after) {
  const { driver, options, needsScreen, capabilities } = BROWSERS[name];
  const stops = [];
  const home = await mkdtemp(join(tmpdir(), 'terminplaner-browser-'));
  let session = null;
  after(async () => {
    await session?.call('DELETE', '').catch(() => {});
    for (const stop of stops.reverse()) await stop();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  });
  const env = {
    ...process.env, HOME: home, XDG_RUNTIME_DIR: home, LANG: 'de_DE.UTF-8', LANGUAGE: 'de', TZ: 'Europe/Berlin', MOZ_HEADLESS: '1',
    // Its sandbox does not work for root, which the tests of a container run as.
    ...(process.getuid() === 0 && { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' }),
    ...(needsScreen && { DISPLAY: await startScreen(stops) }),
  };
  const port = await freePort();
  const { failed, stop } = start(driver, options(port), { env, stdio: 'ignore' });
  stops.push(stop);
  const base = `http://127.0.0.1:${port}/session`;
  const ready = until(() => fetch(`http://127.0.0.1:${port}/status`).then((answer) => answer.ok, () => false), driver);
  await Promise.race([failed, ready]);
  const { sessionId } = await send('POST', base, { capabilities: { alwaysMatch: capabilities } });
  session = new Session(`${base}/${sessionId}`);
  return session;
}

async function send(method, url, body) {
  const response = await fetch(url, { method, ...(method === 'POST' && { body: JSON.stringify(body ?? {}), headers: { 'Content-Type': 'application/json' } }) });
  const { value } = await response.json();
  if (!response.ok) throw Object.assign(new Error(`${value.error}: ${value.message}`), { code: value.error });
  return value;
}

/** Waits until `isTrue` answers something; answers it. */
export async function until(isTrue, what) {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = await isTrue();
    if (found) return found;
    if (performance.now() > end) throw new Error(`never: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Finds what a visitor would name so, in the page and in its open shadow trees. Runs in the page. */
function findByName(selector, name) {
  const all = (root) => [...root.querySelectorAll('*')].flatMap((node) => [node, ...(node.shadowRoot ? all(node.shadowRoot) : [])]);
  const nameOf = (node) => node.getAttribute('aria-label') ?? node.labels?.[0]?.textContent ?? node.innerText ?? node.textContent;
  return all(document).find((node) => node.matches(selector) && node.getClientRects().length && nameOf(node).includes(name)) ?? null;
}

class Session {
  constructor(url) {
    this.url = url;
  }

  call(method, path, body) {
    return send(method, this.url + path, body);
  }

  goto(url) {
    return this.call('POST', '/url', { url });
  }

  back() {
    return this.call('POST', '/back');
  }

  /** Runs a function in the page. */
  run(work, ...args) {
    return this.call('POST', '/execute/sync', { script: `return (${work}).apply(null, arguments)`, args });
  }

  until(work, ...args) {
    return until(() => this.run(work, ...args), `${work} ${args}`);
  }

  /** The first element that matches and has this in its accessible name, once it is seen. */
  async find(selector, name) {
    const found = await until(() => this.run(findByName, selector, name), `${selector} "${name}"`);
    return found[ELEMENT];
  }

  async click(selector, name) {
    await this.call('POST', `/element/${await this.find(selector, name)}/click`);
  }

  async type(selector, name, text) {
    await this.call('POST', `/element/${await this.find(selector, name)}/value`, { text });
  }

  /** Presses keys one after another: names of `KEYS`, or characters. */
  async press(...keys) {
    const actions = keys.map((key) => KEYS[key] ?? key).flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]);
    await this.call('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }
}
