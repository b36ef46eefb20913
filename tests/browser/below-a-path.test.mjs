// A public address with a path, behind a proxy that leaves the path in requests, and behind one that takes it off.
import assert from 'node:assert/strict';
import http from 'node:http';
import { after, test } from 'node:test';
import { fillIn, launch, openPage, PASSWORD, slot, startHost, startShop } from './harness.mjs';

const browser = await launch(after);
const MONDAY = 'Montag, 17. Januar 2022';

/** Starts a proxy for the program at the port; answers what is below its path. */
const proxy = (t, strips) => async (port) => {
  const server = http.createServer((request, response) => {
    if (!request.url.startsWith('/termine/')) return response.writeHead(418).end();
    const path = strips ? request.url.slice('/termine'.length) : request.url;
    const passed = http.request({ port, host: '127.0.0.1', path, method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.rawHeaders);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    response.on('close', () => passed.destroy());
    return request.pipe(passed);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${server.address().port}/termine`;
};

/** Fails if anything was asked outside of the path. */
function assertBelow(seen, shop) {
  const ours = new URL(shop.origin).origin;
  assert.deepEqual(seen.requests.filter((address) => address.startsWith(ours) && !address.startsWith(`${shop.origin}/`)), []);
  assert.deepEqual(seen.complaints, []);
}

for (const strips of [false, true]) {
  const kind = strips ? 'takes the path off' : 'leaves the path';

  test(`a customer books by the widget and by the page: the proxy ${kind}`, async (t) => {
    const shop = await startShop(t, undefined, undefined, undefined, proxy(t, strips));
    const csp = `default-src 'none'; script-src ${new URL(shop.origin).origin}; connect-src ${new URL(shop.origin).origin}`;
    const home = await openPage(t, browser, await startHost(t, shop, { csp }));
    await slot(home.page, '09:00', MONDAY).click();
    await fillIn(home.page);
    await home.page.getByRole('button', { name: 'Termin verbindlich buchen' }).click();
    await home.page.getByRole('heading', { name: 'Ihr Termin ist gebucht' }).waitFor();
    assertBelow(home.seen, shop);
    const { page, seen } = await openPage(t, browser, `${shop.origin}/`, { javaScriptEnabled: false });
    await page.locator('td a:visible, td button:visible').first().click();
    await page.waitForURL((url) => url.pathname === '/termine/');
    await page.fill('[name=first_name]', 'Max');
    await page.fill('[name=last_name]', 'Beispiel');
    await page.fill('[name=email]', 'max@example.org');
    await page.locator('button.main').click();
    await page.getByRole('heading', { name: 'Ihr Termin ist gebucht' }).waitFor();
    assertBelow(seen, shop);
  });

  test(`the shop signs in, and its scripts stay below the path: the proxy ${kind}`, async (t) => {
    const shop = await startShop(t, undefined, undefined, undefined, proxy(t, strips));
    await shop.addUser('owner@example.org');
    const { page, seen } = await openPage(t, browser, `${shop.origin}/planner`);
    await page.fill('#f-email', 'owner@example.org');
    await page.fill('#f-password', PASSWORD);
    await page.press('#f-password', 'Enter');
    await page.waitForURL((url) => url.pathname === '/termine/planner');
    // The event stream brings it.
    await shop.book('2022-01-17T10:00:00+01:00');
    await page.locator('#h-news').getByText('1').waitFor();
    await page.locator('button[name=seen]').click();
    await page.getByText('Als gesehen markiert.').waitFor();
    await page.goto(`${shop.origin}/planner/calendar?date=2022-01-17&view=day`);
    await page.locator('.ec-event a, a.ec-event, .ec-event').first().click();
    await page.getByRole('dialog').getByRole('link', { name: 'Termin öffnen' }).click();
    await page.waitForURL((url) => url.pathname.startsWith('/termine/planner/appointments/'));
    const { manifest } = await (await page.context().newCDPSession(page)).send('Page.getAppManifest');
    assert.equal(manifest.startUrl, `${shop.origin}/planner`, 'put on a home screen it opens there');
    assert.ok(manifest.icons.every(({ url }) => url.startsWith(`${shop.origin}/assets/`)));
    assertBelow(seen, shop);
  });
}
