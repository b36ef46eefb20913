// Drives a real browser for `served/widget.rs`: a provider's page with the widget of the shop at the origin given, on a slow
// device and a slow line; beside it a page that loads as many bytes and does nothing with them. Prints what was seen.
import http from 'node:http';
import { createRequire } from 'node:module';
import { CHROMIUM } from '../tests/browser/chromium.mjs';

const { chromium } = createRequire(new URL('../tests/browser/package.json', import.meta.url))('playwright-core');

const [shop] = process.argv.slice(2);
const VISITS = 5;
const SLOW_LINE = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
/** What README tells owners to put into their stylesheet where something stands below the planner. */
const ROOM = 'online-terminplaner:not(:defined) { display: block; min-height: 61em }';
const PAGE = (body, style = '') => `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Hörakustik Muster</title>
  <meta name="viewport" content="width=device-width, initial-scale=1"><style>${style}</style></head><body><h1>Hörakustik Muster</h1>${body}<p>Anfahrt</p></body></html>`;

/** Kept in every page from its first moment on: when what is waited for shows, and what has moved. */
const watch = () => {
  globalThis.shift = 0;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) globalThis.shift += hadRecentInput ? 0 : value;
  }).observe({ type: 'layout-shift', buffered: true });
  const look = () => {
    const widget = document.querySelector('online-terminplaner')?.shadowRoot;
    if (widget?.querySelector('[role="grid"] button, .days summary') || document.querySelector('#shown')) {
      globalThis.shownAt = performance.now();
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
};

/** The bare page's script: as many bytes as the widget's, and two questions at once. */
const idle = (sizes) => {
  const code = `Promise.all(['/first','/second'].map((path)=>fetch(path).then((answer)=>answer.arrayBuffer())))
    .then(()=>{const shown=document.createElement('p');shown.id='shown';shown.textContent='Da';document.body.append(shown)});//`;
  return code.padEnd(sizes.script, 'x');
};

async function listen(answer) {
  const server = http.createServer(answer);
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { server, url: `http://localhost:${server.address().port}/` };
}

/** A first visit in a clean profile. */
async function visit(browser, url) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', SLOW_LINE);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.addInitScript(watch);
  const finished = [];
  page.on('requestfinished', (request) => finished.push(request));
  await page.goto(url);
  await page.waitForFunction(() => globalThis.shownAt, null, { polling: 50 });
  const shownAt = await page.evaluate(() => globalThis.shownAt);
  await page.waitForTimeout(300);
  const loaded = [];
  for (const request of finished) {
    const { startTime, responseEnd } = request.timing();
    if (!request.url().startsWith(shop) || !(await request.response()).ok()) continue;
    loaded.push({ path: new URL(request.url()).pathname, bytes: (await request.sizes()).responseBodySize, at: startTime + responseEnd });
  }
  const origin = await page.evaluate(() => performance.timeOrigin);
  const shift = await page.evaluate(() => globalThis.shift);
  await context.close();
  // What came after the grid was shown did not keep it waiting.
  return { shownAt, shift, requests: loaded.filter(({ at }) => at - origin <= shownAt).map(({ path, bytes }) => ({ path, bytes })) };
}

const median = (numbers) => numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

const browser = await chromium.launch(CHROMIUM);
const widget = await listen((request, response) => {
  const style = { '/': ROOM, '/as-pasted': '' }[request.url];
  if (style === undefined) return response.writeHead(204).end();
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
  return response.end(PAGE(`<online-terminplaner service="anpassung" view="grid"></online-terminplaner><script async src="${shop}/widget.js"></script>`, style));
});
const sizes = { script: 0, first: 0, second: 0 };
const bare = await listen((request, response) => {
  const [type, body] = {
    '/': ['text/html; charset=utf-8', PAGE('<script async src="/idle.js"></script>')],
    '/idle.js': ['text/javascript', idle(sizes)],
    '/first': ['application/json', 'x'.repeat(sizes.first)],
    '/second': ['application/json', 'x'.repeat(sizes.second)],
  }[request.url] ?? ['text/plain', ''];
  response.writeHead(200, { 'Content-Type': type });
  return response.end(body);
});

// The first visit warms both sides up and tells how many bytes the bare page has to load.
const { requests } = await visit(browser, widget.url);
const bytesOf = (...names) =>
  requests.filter(({ path }) => names.some((name) => path.includes(name))).reduce((sum, { bytes }) => sum + bytes, 0);
Object.assign(sizes, {
  script: bytesOf('/widget.js'),
  // The texts of a language come while the shop is asked for its times.
  first: bytesOf('/widget-'),
  second: bytesOf('/api/v1/'),
});
const [ours, theirs] = [[], []];
for (let round = 0; round < VISITS; round += 1) {
  ours.push(await visit(browser, widget.url));
  theirs.push(await visit(browser, bare.url));
}
const pasted = await visit(browser, `${widget.url}as-pasted`);
console.log(JSON.stringify({
  browser: `Chromium ${browser.version()}`,
  requests,
  grid_ms: median(ours.map(({ shownAt }) => shownAt)),
  bare_ms: median(theirs.map(({ shownAt }) => shownAt)),
  layout_shift: Math.max(...ours.map(({ shift }) => shift)),
  layout_shift_as_pasted: pasted.shift,
}));
await browser.close();
for (const { server } of [widget, bare]) {
  server.close();
  server.closeAllConnections();
}
