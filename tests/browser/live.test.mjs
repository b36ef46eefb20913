// What others book shows itself within a second where the stream comes through, and within half a minute where it does not.
import assert from 'node:assert/strict';
import http from 'node:http';
import { after, test } from 'node:test';
import { launch, openPage, openWidget, slot, startHost, startShop, taken } from './harness.mjs';

const browser = await launch(after);
const MONDAY = 'Montag, 17. Januar 2022';
const AT_NINE = '2022-01-17T09:00:00+01:00';
const isGone = (page) => taken(page, '09:00', `${MONDAY}, nicht buchbar`);
const asksFor = (address, path) => new URL(address).pathname === `/api/v1/${path}`;

async function bookOut(shop) {
  await shop.book(AT_NINE, 'max@example.org');
  await shop.book(AT_NINE, 'moritz@example.org');
}

/** A proxy before the shop; `answer` may take a request of the stream for itself. `streams` counts the open ones. */
async function startProxy(t, shop, answer = () => false) {
  const state = { down: false, streams: 0, asked: 0 };
  const server = http.createServer((request, response) => {
    if (state.down) return response.writeHead(502, { 'Access-Control-Allow-Origin': '*' }).end();
    if (request.url === '/api/v1/changes') {
      state.streams++;
      state.asked++;
      response.on('close', () => state.streams--);
      if (answer(request, response)) return undefined;
    }
    const onward = http.request(shop.origin + request.url, { method: request.method, headers: request.headers }, (answered) => {
      response.writeHead(answered.statusCode, answered.headers);
      answered.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    return request.pipe(onward);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => new Promise((done) => {
    server.close(done);
    server.closeAllConnections();
  }));
  return Object.assign(state, { origin: `http://127.0.0.1:${server.address().port}`, cut: () => server.closeAllConnections() });
}

/** Moves the page's time on in steps shorter than the widget waits for an answer, which comes in real time. */
async function pass(page, seconds, isEnough = async () => false) {
  for (let gone = 0; gone < seconds && !(await isEnough()); gone += 1) await page.clock.runFor(1_000);
}

const BODY = '<script async src="%SHOP%/widget.js"></script>';
const paths = (...names) => names.map((name) => `%SHOP%/api/v1/${name}`).join(' ');
const obstacles = [
  ['the page forbids the stream', {
    csp: (origin) => `script-src ${origin}; connect-src ${paths('shop', 'availability', 'bookings').replaceAll('%SHOP%', origin)}`,
  }],
  ['the server has too many streams for the address', { answer: (_, response) => response.writeHead(429, { 'Retry-After': '30' }).end() }],
  ['a proxy holds the stream back', { answer: () => true }],
  ['a proxy lets only the head of the stream through', {
    answer: (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Access-Control-Allow-Origin': '*' });
      response.flushHeaders();
      return true;
    },
  }],
];
for (const [name, { answer, csp }] of obstacles) {
  test(`where ${name}, times are asked for every 20 seconds, and not while the page is hidden`, async (t) => {
    const shop = await startShop(t);
    const proxy = await startProxy(t, shop, answer);
    const { page, seen } = await openPage(t, browser, await startHost(t, proxy, { body: BODY, csp: csp?.(proxy.origin) }), {
      before: (tab) => tab.clock.install(),
    });
    await slot(page, '09:00', MONDAY).waitFor();
    await page.waitForRequest('**/api/v1/changes', { timeout: 2_000 }).catch(() => {});
    // What an opened stream asks for at once.
    await pass(page, 2);
    await bookOut(shop);
    await pass(page, 15);
    assert.equal(await slot(page, '09:00', MONDAY).count(), 1, 'not yet');
    await pass(page, 8, async () => await isGone(page).count());
    await isGone(page).waitFor();
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    const asked = seen.requests.length;
    await pass(page, 60);
    assert.equal(seen.requests.length, asked);
  });
}

test('where a stream comes through, times are still asked for every five minutes, since they also expire', async (t) => {
  const { page, seen } = await openWidget(t, browser, { before: (tab) => tab.clock.install() });
  await slot(page, '09:00', MONDAY).waitFor();
  const asked = () => seen.requests.filter((address) => asksFor(address, 'availability')).length;
  // The server's signs of life come in real time; here the window hears one of another window before each tick.
  await page.evaluate((origin) => {
    const channel = new BroadcastChannel(`terminplaner ${origin}/api/v1/changes`);
    setInterval(() => channel.postMessage({ id: 2 }), 5_000);
  }, new URL(seen.requests.find((address) => asksFor(address, 'shop'))).origin);
  // Once more when the stream begins: what happened before is not told by it.
  await pass(page, 5);
  await until(() => asked() === 1);
  await pass(page, 275);
  assert.equal(asked(), 1);
  await pass(page, 30);
  assert.equal(asked(), 2);
});

test('what is booked before the stream begins shows itself all the same', async (t) => {
  const shop = await startShop(t);
  let answerNow;
  const released = new Promise((done) => (answerNow = done));
  const { page } = await openPage(t, browser, await startHost(t, shop, { body: BODY }), {
    before: (tab) => tab.route('**/api/v1/changes', async (route) => {
      await released;
      await route.continue();
    }),
  });
  await slot(page, '09:00', MONDAY).waitFor();
  await bookOut(shop);
  answerNow();
  await isGone(page).waitFor();
});

test('after a restart behind a proxy changes show within seconds again', async (t) => {
  const shop = await startShop(t);
  const proxy = await startProxy(t, shop);
  const { page } = await openPage(t, browser, await startHost(t, proxy, { body: BODY }));
  await slot(page, '09:00', MONDAY).waitFor();
  await until(() => proxy.streams === 1);
  proxy.down = true;
  proxy.cut();
  await until(() => proxy.streams === 0);
  await bookOut(shop);
  const since = performance.now();
  proxy.down = false;
  await until(() => proxy.streams === 1);
  await isGone(page).waitFor();
  assert.ok(performance.now() - since < 8_000, `${performance.now() - since} ms`);
});

test('seven windows of a homepage share one stream', async (t) => {
  const shop = await startShop(t);
  const proxy = await startProxy(t, shop);
  const url = await startHost(t, proxy, { body: BODY });
  const { page, context } = await openPage(t, browser, url);
  const pages = [page];
  while (pages.length < 7) {
    pages.push(await context.newPage());
    await pages.at(-1).goto(url);
  }
  for (const one of pages) await slot(one, '09:00', MONDAY).waitFor();
  await until(() => proxy.streams === 1);
  await bookOut(shop);
  for (const one of pages) await isGone(one).waitFor();
  // On a busy machine two may ask at once; one of them keeps it.
  await until(() => proxy.streams === 1);
  const { asked } = proxy;
  // When the window that has it is closed, another takes it over.
  while (proxy.asked === asked && pages.length > 1) {
    await pages.shift().close();
    for (let tries = 0; proxy.asked === asked && tries < 40; tries++) await pages[0].waitForTimeout(50);
  }
  await until(() => proxy.asked > asked && proxy.streams === 1);
});

async function until(isTrue, what = `${isTrue}`) {
  for (let tries = 0; !isTrue(); tries++) {
    if (tries > 300) throw new Error(`never: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
