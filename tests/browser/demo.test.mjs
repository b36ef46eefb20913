// The demonstration as a newcomer sees it: the provider's homepage with the widget on another origin, and the mailbox.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { assertAccessible, assertFits } from './accessible.mjs';
import { DESKTOP, fillIn, launch, openPage, PHONE, takeFirst } from './harness.mjs';

const browser = await launch(after);
const NOW = '2026-03-11T08:15:00+01:00';

/** The running demonstration's addresses. Ends with the test. */
async function startDemo(t) {
  const child = spawn(process.env.TERMINPLANER_BIN, ['demo', '--listen', '127.0.0.1:0', '--now', NOW], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((done) => child.once('exit', done));
  t.after(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  const addresses = [];
  await new Promise((ready, fail) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      addresses.push(...(line.match(/http:\/\/\S+/g) ?? []));
      if (line.includes('Ctrl-C')) ready();
    });
    ended.then(() => fail(new Error('The demonstration ended early.')));
  });
  const [homepage, shop, planner, mailbox, telephone] = addresses;
  return { homepage, shop, planner, mailbox, telephone };
}

async function assertNoViolation(page, step) {
  // A page just gone to has its headings before its colours.
  await page.waitForLoadState();
  await assertAccessible(page, step);
  await assertFits(page, step);
}

async function book(page) {
  await page.getByRole('button', { name: 'Kostenloser Hörtest' }).click();
  await takeFirst(page);
  await fillIn(page);
  await page.getByLabel('Ich habe die').check();
  await page.getByRole('button', { name: 'Termin verbindlich buchen' }).click();
  await page.getByRole('heading', { name: 'Ihr Termin ist gebucht' }).waitFor();
}

const looks = [
  ['desktop', { viewport: DESKTOP }],
  ['phone', { viewport: PHONE, hasTouch: true, isMobile: true }],
  ['dark', { viewport: DESKTOP, colorScheme: 'dark' }],
  ['dark phone', { viewport: PHONE, colorScheme: 'dark' }],
];
for (const [look, options] of looks) {
  test(`booked on the homepage, read in the mailbox, and axe finds nothing: ${look}`, async (t) => {
    const demo = await startDemo(t);
    const mails = await openPage(t, browser, demo.mailbox, options);
    await mails.page.getByRole('heading', { name: 'Noch keine E-Mails' }).waitFor();
    await assertNoViolation(mails.page, 'empty mailbox');

    const home = await openPage(t, browser, demo.homepage, options);
    await home.page.getByRole('button', { name: 'Kostenloser Hörtest' }).waitFor();
    await assertNoViolation(home.page, 'homepage');
    await book(home.page);
    await assertNoViolation(home.page, 'booked');
    assert.deepEqual(home.seen.complaints, []);
    const ours = [demo.homepage, demo.shop];
    assert.deepEqual(home.seen.requests.filter((address) => !ours.some((origin) => address.startsWith(origin))), []);

    // Both mails come by themselves; on a phone the list comes first.
    await mails.page.locator('.list a').nth(1).waitFor();
    await assertNoViolation(mails.page, 'list');
    await mails.page.getByRole('link', { name: 'Ihr Termin am' }).click();
    const [manage] = await Promise.all([
      mails.context.waitForEvent('page'),
      mails.page.frameLocator('iframe').getByRole('link', { name: 'Termin ansehen' }).click(),
    ]);
    await manage.getByRole('heading', { name: 'Ihr Termin' }).first().waitFor();
    await assertNoViolation(mails.page, 'mail');
    await mails.page.getByRole('link', { name: 'Nur Text' }).click();
    await mails.page.locator('pre').waitFor();
    await assertNoViolation(mails.page, 'text');
    const [file] = await Promise.all([mails.page.waitForEvent('download'), mails.page.getByRole('link', { name: 'Anhang: termin.ics' }).click()]);
    assert.equal(file.suggestedFilename(), 'termin.ics');
    assert.deepEqual(mails.seen.complaints, []);
  });
}

test('a mail that comes while another is read is announced, marked, and leaves what is read', async (t) => {
  const demo = await startDemo(t);
  const home = await openPage(t, browser, demo.homepage);
  await book(home.page);
  const { page } = await openPage(t, browser, demo.mailbox);
  await page.locator('.list a').nth(1).click();
  const heading = await page.locator('article h2').innerText();
  const again = await openPage(t, browser, demo.homepage);
  await book(again.page);
  await page.locator('.list a.new').nth(1).waitFor();
  assert.match(await page.getByRole('status').innerText(), /^Neue E-Mail: /);
  assert.equal(await page.locator('.list a').count(), 4);
  assert.equal(await page.locator('article h2').innerText(), heading);
  assert.equal(await page.locator('.list [aria-current]').count(), 1);
});

test('text at twice its size stays on a phone', async (t) => {
  const demo = await startDemo(t);
  const { page } = await openPage(t, browser, demo.homepage, { viewport: PHONE });
  for (const address of [demo.homepage, `${demo.homepage}impressum`, `${demo.homepage}datenschutz`, demo.mailbox]) {
    await page.goto(address);
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    if (address === demo.homepage) await page.getByRole('button', { name: 'Kostenloser Hörtest' }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), PHONE.width, address);
  }
});

test('the shop\'s legal pages are reached from the homepage and from the form, and nothing there is wrong', async (t) => {
  const demo = await startDemo(t);
  const { page } = await openPage(t, browser, demo.homepage, { viewport: PHONE });
  await page.getByRole('link', { name: 'Impressum' }).click();
  await page.getByRole('heading', { name: 'Impressum' }).waitFor();
  await assertNoViolation(page, 'imprint');
  await page.goto(demo.homepage);
  await page.getByRole('button', { name: 'Kostenloser Hörtest' }).click();
  await takeFirst(page);
  const link = page.locator('online-terminplaner').getByRole('link', { name: 'Datenschutz' });
  assert.equal(await link.getAttribute('href'), `${demo.homepage}datenschutz`);
  await page.goto(`${demo.homepage}datenschutz`);
  await page.getByRole('heading', { name: 'Datenschutz', exact: true }).waitFor();
  await assertNoViolation(page, 'privacy');
});

for (const [look, options] of looks) {
  test(`one press signs in to a planner that has something to decide: ${look}`, async (t) => {
    const demo = await startDemo(t);
    const { page, seen } = await openPage(t, browser, demo.homepage, { ...options, reducedMotion: 'reduce' });
    await page.getByRole('link', { name: 'Terminplaner' }).click();
    await page.getByRole('heading', { name: 'Anfragen' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Bestätigen' }).count(), 2);
    await page.getByText('Gerda Tippfehler').first().waitFor();
    for (const word of ['Gebucht', 'Verschoben', 'Abgesagt', 'no such mailbox']) {
      await page.getByText(word).first().waitFor();
    }
    assert.equal(await page.getByText('Die Einrichtung ist noch nicht fertig').count(), 0, 'the shop is set up');
    await assertNoViolation(page, 'inbox');
    const rows = await page.locator('.areas li').evaluateAll((items) => new Set(items.map((item) => item.offsetTop)).size);
    assert.ok(rows <= 2, `the areas take ${rows} rows`);
    await page.getByRole('link', { name: 'Kalender', exact: true }).click();
    await page.locator('.ec-event').first().waitFor();
    const cut = await page.locator('.ec-event.is-short .ec-event-body').evaluateAll((bodies) => bodies.filter(({ clientHeight }) => clientHeight < 10).length);
    assert.equal(cut, 0, 'a short appointment says whose it is');
    await assertNoViolation(page, 'calendar');
    assert.deepEqual(seen.complaints, []);
  });
}

test('the telephone shows what a sign-in with a second factor asks for', async (t) => {
  const demo = await startDemo(t);
  for (const [look, options] of looks) {
    const { page, seen } = await openPage(t, browser, demo.telephone, options);
    await page.getByRole('heading', { name: 'Telefon' }).waitFor();
    await assertNoViolation(page, look);
    assert.deepEqual(seen.complaints, []);
  }
  const { page, context } = await openPage(t, browser, demo.telephone);
  const shown = await page.locator('code').allTextContents();
  const [tab] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: 'Zur Anmeldung' }).click()]);
  await tab.fill('#f-email', shown[0]);
  await tab.fill('#f-password', shown[1]);
  await tab.press('#f-password', 'Enter');
  await tab.fill('#f-code', shown[2]);
  await tab.press('#f-code', 'Enter');
  await tab.waitForURL((url) => url.pathname === '/planner');
});
