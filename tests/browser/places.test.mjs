// Which server a planner books at, and where on the page it stands, whatever site builders and frameworks do to the tag.
import assert from 'node:assert/strict';
import http from 'node:http';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { fillIn, here, launch, openPage, openWidget, SEED_SHOP, slot, startHost, startShop } from './harness.mjs';

const browser = await launch(after);
const MONDAY = 'Montag, 17. Januar 2022';
const csp = "script-src 'unsafe-inline' http:; connect-src http:";
const TAG = '<script async src="%SHOP%/widget.js"></script>';
const planners = (page) => page.locator('online-terminplaner');
const TWO_SERVICES = `${SEED_SHOP}
[[services]]
id = "hoertest"
name = "Hörtest"
duration_minutes = 30
needs = [["kabine-1", "kabine-2"]]
`;

/** A homepage's own server: the given files by path, and "not found" as a page for everything else. */
async function startFiles(t, files) {
  const server = http.createServer((request, response) => {
    const text = files[new URL(request.url, 'http://x').pathname];
    response.writeHead(text === undefined ? 404 : 200, {
      'Content-Type': request.url.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8', 'Access-Control-Allow-Origin': '*',
    });
    response.end(text ?? '<h1>Nicht gefunden</h1>');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => new Promise((done) => {
    server.close(done);
    server.closeAllConnections();
  }));
  return `http://localhost:${server.address().port}`;
}

const bookedAt = (seen) => seen.requests.filter((url) => url.endsWith('/api/v1/bookings')).map((url) => new URL(url).origin);

async function bookFirst(page) {
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  await page.getByRole('button', { name: 'Termin verbindlich buchen' }).click();
  await page.getByRole('heading', { name: 'Ihr Termin ist gebucht' }).waitFor();
}

for (const [kind, source, file] of [
  ['part of a larger file', '/all.js', true],
  ['kept by the homepage under its own name', '/assets/widget.js', true],
  ['written into the page', '', false],
]) {
  test(`a copy that is ${kind} books at the server that the tag names`, async (t) => {
    const shop = await startShop(t);
    const widget = await (await fetch(`${shop.origin}/widget.js`)).text();
    const tag = file ? `<script src="${source}" data-server="${shop.origin}"></script>` : `<script data-server="${shop.origin}/">${widget}</script>`;
    const origin = await startFiles(t, { '/': `<!doctype html><html lang="de"><meta charset="utf-8"><body>${tag}</body></html>`, [source || '/none.js']: `;(() => {})();\n${widget}` });
    const { page, seen } = await openPage(t, browser, `${origin}/`);
    await bookFirst(page);
    assert.deepEqual(bookedAt(seen), [shop.origin]);
  });
}

test('where the answer is not one of a planner\'s server, what the page has put into the element is shown, and the console says why', async (t) => {
  const shop = await startShop(t);
  const widget = await (await fetch(`${shop.origin}/widget.js`)).text();
  const body = `<online-terminplaner><a href="${shop.origin}/">Zur Terminbuchung</a></online-terminplaner><script src="/widget.js"></script>`;
  const origin = await startFiles(t, {
    '/': `<!doctype html><html lang="de"><meta charset="utf-8"><body>${body}</body></html>`, '/widget.js': widget,
    // Another program's answer at the same address.
    '/api/v1/shop': '{"name": "Webshop", "articles": []}',
  });
  const { page, seen } = await openPage(t, browser, `${origin}/`);
  await page.getByRole('link', { name: 'Zur Terminbuchung' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Zur Buchungsseite' }).count(), 0);
  await page.waitForFunction(() => document.querySelector('online-terminplaner').shadowRoot);
  assert.ok(seen.complaints.some((text) => text.includes('set the attribute server')), `${seen.complaints}`);
});

test('two shops by elements each book at their own', async (t) => {
  const [one, two] = [await startShop(t), await startShop(t)];
  const { page, seen } = await openPage(t, browser, await startHost(t, one, {
    csp, body: `<online-terminplaner></online-terminplaner><online-terminplaner server="${two.origin}"></online-terminplaner>${TAG}`,
  }));
  await page.getByRole('grid').nth(1).waitFor();
  await planners(page).nth(1).getByRole('button', { name: `09:00 Uhr, ${MONDAY}` }).click();
  await fillIn(page);
  await page.getByRole('button', { name: 'Termin verbindlich buchen' }).click();
  await page.getByRole('heading', { name: 'Ihr Termin ist gebucht' }).waitFor();
  assert.deepEqual(bookedAt(seen), [two.origin]);
});

test('a delayed tag leaves a foreign script of the same name alone', async (t) => {
  const shop = await startShop(t);
  const foreign = await startFiles(t, { '/external/widget.js': '' });
  const { page, seen } = await openPage(t, browser, await startHost(t, shop, { csp, body: `<script src="${foreign}/external/widget.js"></script><p></p>${TAG}` }), {
    before: (tab) => tab.addInitScript(() => Object.defineProperty(Document.prototype, 'currentScript', { get: () => null })),
  });
  await page.locator('p + script + online-terminplaner').waitFor();
  await slot(page, '09:00', MONDAY).waitFor();
  assert.deepEqual(seen.requests.filter((url) => url.startsWith(`${foreign}/api`)), []);
});

test('a place that is a div with data does what the element does, and takes what it holds along', async (t) => {
  const { page } = await openWidget(t, browser, {
    host: { csp, body: `<div data-terminplaner data-days="3" data-first-name="Anna"><a href="%SHOP%/">Termin online buchen</a></div>${TAG}` },
  });
  assert.equal(await page.getByRole('columnheader').count(), 4);
  assert.equal(await planners(page).count(), 1);
  assert.equal(await page.locator('div > online-terminplaner > a').count(), 1);
  assert.equal(await page.getByRole('link', { name: 'Termin online buchen' }).count(), 0);
  await slot(page, '09:00', MONDAY).click();
  assert.equal(await page.getByLabel('Vorname').inputValue(), 'Anna');
});

test('a div that comes later, with other options, or inside another shadow tree is filled too', async (t) => {
  const { page } = await openWidget(t, browser, { host: { csp, body: `<online-terminplaner></online-terminplaner><div id="late"></div>${TAG}` } });
  await page.evaluate(() => {
    document.getElementById('late').insertAdjacentHTML('beforeend', '<div data-terminplaner data-lang="en"></div>');
    customElements.define('page-box', class extends HTMLElement {
      connectedCallback() {
        this.attachShadow({ mode: 'open' }).append(document.createElement('p'));
      }
    });
    document.body.append(document.createElement('page-box'));
  });
  await page.getByRole('columnheader', { name: 'Monday, 17 January 2022' }).waitFor();
  await page.evaluate(() => {
    const box = document.querySelector('page-box').shadowRoot;
    const place = Object.assign(document.createElement('div'), { id: 'inner' });
    place.dataset.terminplaner = '';
    place.dataset.lang = 'fr';
    box.append(place);
    document.querySelector('[data-terminplaner]').dataset.lang = 'de';
  });
  await page.locator('#inner online-terminplaner').getByRole('grid').waitFor();
  await page.locator('#late').getByRole('columnheader', { name: MONDAY }).waitFor();
});

test('where a framework renders the element after the tag has chosen a place, there is one planner, where it belongs', async (t) => {
  const { page, seen } = await openWidget(t, browser, { host: { csp, head: TAG, body: '<div id="root"></div>' } });
  await page.evaluate(() => document.getElementById('root').append(document.createElement('online-terminplaner')));
  await page.locator('#root').getByRole('grid').waitFor();
  assert.equal(await planners(page).count(), 1);
  assert.deepEqual(seen.complaints, []);
});

test('a planner that a visitor has begun with is not taken away', async (t) => {
  const { page } = await openWidget(t, browser, { host: { csp, head: TAG, body: '<div id="root"></div>' } });
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  await page.evaluate(() => document.getElementById('root').append(document.createElement('online-terminplaner')));
  await page.locator('#root').getByRole('grid').waitFor();
  assert.equal(await page.getByLabel('Vorname').inputValue(), 'Erika');
});

test('a second tag with other options has a planner of its own', async (t) => {
  const { page } = await openWidget(t, browser, {
    shopFile: TWO_SERVICES,
    host: { csp, body: '<div><script async data-service="anpassung" src="%SHOP%/widget.js"></script></div><div><script async data-service="hoertest" src="%SHOP%/widget.js"></script></div>' },
  });
  await page.getByRole('grid').nth(1).waitFor();
  assert.deepEqual(await planners(page).evaluateAll((all) => all.map((one) => one.getAttribute('service'))), ['anpassung', 'hoertest']);
});

test('options of a tag beside an element are told to have no effect', async (t) => {
  const told = [];
  const { page } = await openWidget(t, browser, {
    host: { csp, body: '<online-terminplaner></online-terminplaner><script async data-days="2" src="%SHOP%/widget.js"></script>' },
    before: (tab) => tab.on('console', (message) => told.push(message.text())),
  });
  assert.equal(await planners(page).count(), 1);
  assert.equal(await page.getByRole('columnheader').count(), 8);
  assert.deepEqual(told, ['Terminplaner: set the attributes on <online-terminplaner>']);
});

test('a button of the page opens the planner, and again at the same step', async (t) => {
  const { page, seen } = await openWidget(t, browser, {
    closed: true,
    host: {
      csp, body: `<button onclick="Terminplaner.open({ service: 'anpassung', firstName: 'Anna' })">Jetzt buchen</button>
        <script async data-mode="dialog" src="%SHOP%/widget.js"></script>`,
    },
  });
  const opener = page.getByRole('button', { name: 'Jetzt buchen' });
  await page.waitForFunction(() => globalThis.Terminplaner);
  assert.equal(await planners(page).evaluate((one) => one.getBoundingClientRect().height), 0);
  await opener.click();
  await slot(page, '09:00', MONDAY).click();
  assert.equal(await page.getByRole('dialog').getByLabel('Vorname').inputValue(), 'Anna');
  await page.getByRole('button', { name: 'Schließen' }).click();
  assert.equal(await opener.evaluate((node) => document.activeElement === node), true);
  await opener.click();
  await page.getByLabel('Nachname').fill('Muster');
  assert.deepEqual(seen.complaints, []);
});

test('the page hears of service, time and booking, and nothing about the customer', async (t) => {
  const { page } = await openWidget(t, browser, { shopFile: TWO_SERVICES, closed: true });
  await page.evaluate(() => {
    globalThis.heard = [];
    for (const name of ['ready', 'service', 'time', 'booked', 'error']) {
      document.addEventListener(`terminplaner:${name}`, ({ detail }) => globalThis.heard.push([name, detail]));
    }
  });
  await page.getByRole('button', { name: 'Anpassung' }).click();
  await bookFirst(page);
  assert.deepEqual((await page.evaluate(() => globalThis.heard)).filter(([name]) => name !== 'ready'), [
    ['service', { service: 'anpassung' }],
    ['time', { service: 'anpassung', start: '2022-01-17T09:00:00+01:00' }],
    ['booked', { service: 'anpassung', start: '2022-01-17T09:00:00+01:00', status: 'confirmed' }],
  ]);
});

test('in a browser that is too old, what stands in the element is shown', async (t) => {
  const { page, seen } = await openWidget(t, browser, {
    closed: true, host: { csp, body: `<online-terminplaner><a href="%SHOP%/">Termin online buchen</a></online-terminplaner>${TAG}` },
    before: (tab) => tab.addInitScript(() => {
      for (const owner of [Document.prototype, ShadowRoot.prototype]) delete owner.adoptedStyleSheets;
      globalThis.CSSStyleSheet = class { constructor() { throw new TypeError('Illegal constructor'); } };
    }),
  });
  await page.waitForResponse('**/widget.js').catch(() => {});
  await page.getByRole('link', { name: 'Termin online buchen' }).waitFor();
  assert.equal(await page.evaluate(() => document.querySelector('online-terminplaner').shadowRoot), null);
  assert.deepEqual(seen.complaints, []);
});

test('the file can be read by browsers that only get the link', async () => {
  const { build } = await import(here('../../widget/node_modules/esbuild/lib/main.js'));
  const text = await readFile(here('../../assets/built/widget.js'), 'utf8');
  const built = async (target) => {
    const { outputFiles } = await build({ stdin: { contents: text }, target: [target], write: false, logLevel: 'silent', supported: { 'dynamic-import': true } });
    return outputFiles[0].text;
  };
  assert.equal(await built('safari15'), await built('esnext'), 'nothing of it is too new for Safari 15');
});
