// From step to step: the browser's Back, and choices that keep the focus.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fillIn, launch, openPage, openWidget, SEED_SHOP, slot, startHost, startShop } from './harness.mjs';

const browser = await launch(after);
const MONDAY = 'Montag, 17. Januar 2022';
const SHOP = `${SEED_SHOP}
[[services]]
id = "hoertest"
name = "Hörtest"
duration_minutes = 30
needs = [["kabine-1", "kabine-2"]]
choice = true
`;
const submit = (page) => page.getByRole('button', { name: 'Termin verbindlich buchen' });
const booked = (page) => page.getByRole('heading', { name: 'Ihr Termin ist gebucht' });
const services = (page) => page.getByRole('heading', { name: 'Was können wir für Sie tun?' });
const appointments = async (shop) => (await fetch(`${shop.origin}/api/v1/availability?service=anpassung&from=2022-01-17&days=1`)).json();

test('the browser\'s Back goes one step back, and Forward on again; the page keeps its own entries', async (t) => {
  const { page } = await openWidget(t, browser, { shopFile: SHOP, closed: true });
  await services(page).waitFor();
  const length = await page.evaluate(() => {
    history.replaceState({ own: 1 }, '');
    return history.length;
  });
  await page.getByRole('button', { name: /^Anpassung/ }).click();
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  assert.deepEqual(await page.evaluate((before) => [history.length - before, history.state.own], length), [2, 1]);
  await page.goBack();
  await slot(page, '09:00', MONDAY).waitFor();
  await page.goForward();
  await page.getByLabel('Vorname').waitFor();
  assert.equal(await page.getByLabel('Vorname').inputValue(), 'Erika');
  await page.goBack();
  await page.goBack();
  await services(page).waitFor();
  assert.deepEqual(await page.evaluate(() => history.state.own), 1);
});

test('the widget\'s own way back leaves no entry that Back would lead to again', async (t) => {
  const { page } = await openWidget(t, browser, { shopFile: SHOP, closed: true });
  await page.getByRole('button', { name: /^Anpassung/ }).click();
  await slot(page, '09:00', MONDAY).click();
  await page.getByRole('button', { name: 'Andere Uhrzeit wählen' }).click();
  await slot(page, '09:00', MONDAY).waitFor();
  await page.getByRole('button', { name: 'Andere Leistung' }).click();
  await services(page).waitFor();
  assert.equal(await page.evaluate(() => history.state.terminplaner.depth), 0);
});

test('presses faster than the second file come into the history in their order', async (t) => {
  let release;
  const pressed = new Promise((resolve) => { release = resolve; });
  const before = (tab) => tab.route('**/widget-booking.js*', async (route) => {
    await pressed;
    await route.continue();
  });
  const { page } = await openWidget(t, browser, { shopFile: SHOP, closed: true, before });
  await page.getByRole('button', { name: /^Anpassung/ }).click();
  await slot(page, '09:00', MONDAY).click();
  release();
  await page.getByRole('button', { name: 'Andere Uhrzeit wählen' }).click();
  await slot(page, '09:00', MONDAY).waitFor();
  await page.getByRole('button', { name: 'Andere Leistung' }).click();
  await services(page).waitFor();
});

test('Back and the same words again are the same booking', async (t) => {
  const { page, shop } = await openWidget(t, browser);
  const link = () => page.getByRole('link', { name: 'Termin verschieben oder absagen' }).getAttribute('href');
  const book = async () => {
    await slot(page, '09:00', MONDAY).click();
    await fillIn(page);
    await submit(page).click();
    await booked(page).waitFor();
    return link();
  };
  const first = await book();
  await page.goBack();
  assert.equal(await book(), first);
  // The other cabin is still free.
  const { days } = await appointments(shop);
  assert.ok(days[0].slots.find(({ time }) => time === '09:00').free);
  await fetch(first.replace('/t/', '/api/v1/bookings/'), { method: 'DELETE' });
  await page.goBack();
  assert.notEqual(await book(), first, 'what was cancelled can be booked again');
});

test('another person is chosen without leaving the choice', async (t) => {
  const { page } = await openWidget(t, browser, { shopFile: SHOP, closed: true });
  await page.getByRole('button', { name: /^Hörtest/ }).click();
  const chip = page.getByRole('group', { name: 'Mit wem?' }).getByRole('button', { name: 'Kabine 2' });
  const asked = page.waitForRequest(/availability.*resource=kabine-2/);
  await chip.focus();
  await page.keyboard.press('Enter');
  await asked;
  await page.getByRole('grid').waitFor();
  assert.equal(await chip.getAttribute('aria-pressed'), 'true');
  assert.ok(await chip.evaluate((node) => node.getRootNode().activeElement === node));
});

test('the booking page works in a frame that hides its origin, and its links open outside of it', async (t) => {
  const shop = await startShop(t);
  const url = await startHost(t, shop, {
    body: '<iframe src="%SHOP%/?embed=1" sandbox="allow-forms allow-scripts allow-popups" width="900" height="900"></iframe>',
    csp: `frame-src ${shop.origin}`,
  });
  const { page } = await openPage(t, browser, url);
  const frame = page.frameLocator('iframe');
  await frame.locator('a.slot:visible').first().click();
  for (const [name, value] of [['first_name', 'Erika'], ['last_name', 'Muster'], ['email', 'erika@example.org']]) await frame.locator(`#${name}`).fill(value);
  await frame.getByRole('button', { name: 'Termin verbindlich buchen' }).click();
  await frame.getByRole('heading', { name: 'Ihr Termin ist gebucht' }).waitFor();
  assert.equal(await frame.locator('a.manage').getAttribute('target'), '_blank');
});

test('the person chosen is named to the end; where no mail goes out, none is promised', async (t) => {
  const { page } = await openWidget(t, browser, { shopFile: SHOP.replace(/^email = .*$/m, ''), closed: true });
  await page.getByRole('button', { name: /^Hörtest/ }).click();
  await page.getByRole('button', { name: 'Kabine 2' }).click();
  await slot(page, '09:00', MONDAY).click();
  await page.getByText('Hörtest · Kabine 2 · ').waitFor();
  await fillIn(page);
  await submit(page).click();
  await booked(page).waitFor();
  await page.getByText('Hörtest · Kabine 2 · ').waitFor();
  await page.getByText('Bitte notieren Sie sich den Termin; es kommt keine E-Mail.').waitFor();
  assert.equal(await page.getByText('erika@example.org').count(), 0);
});

test('a service of several days shows its first and its last day', async (t) => {
  const shopFile = `${SEED_SHOP}
[[resources]]
id = "ferienhaus"
name = "Ferienhaus"
step_minutes = 1440

[[availabilities]]
resource = "ferienhaus"
weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
from = "00:00"
to = "24:00"

[[services]]
id = "wochenende"
name = "Wochenende"
duration_minutes = 2880
needs = [["ferienhaus"]]
`;
  const { page } = await openWidget(t, browser, { shopFile, closed: true });
  await page.getByRole('button', { name: /^Wochenende/ }).click();
  await slot(page, '00:00', MONDAY).click();
  await page.getByText(`${MONDAY}, 00:00 Uhr bis Mittwoch, 19. Januar 2022, 00:00 Uhr`, { exact: true }).waitFor();
});

test('telephone and accessibility statement stand below every step', async (t) => {
  const { page } = await openWidget(t, browser, { shopFile: SEED_SHOP.replace(/^phone = .*$/m, '').replace('[shop]', '[shop]\nphone = "+49 711 123456"') });
  const there = async () => {
    await page.locator('.help').getByRole('link', { name: '+49 711 123456' }).waitFor();
    assert.match(await page.locator('.help').getByRole('link', { name: 'Barrierefreiheit' }).getAttribute('href'), /\/accessibility$/);
  };
  await there();
  await slot(page, '09:00', MONDAY).click();
  await there();
  await fillIn(page);
  await submit(page).click();
  await booked(page).waitFor();
  await there();
});

test('a date is chosen from a month with the free days marked', async (t) => {
  const { page } = await openWidget(t, browser);
  const button = page.getByRole('button', { name: 'Datum wählen' });
  await button.click();
  await page.getByRole('heading', { name: 'Januar 2022', exact: true }).waitFor();
  assert.equal(await page.getByRole('button', { name: /^Samstag, 15\. Januar/ }).count(), 0, 'lead time');
  await page.getByRole('button', { name: 'Nächster Monat' }).click();
  await page.getByRole('heading', { name: 'Februar 2022' }).waitFor();
  await page.getByRole('button', { name: /^Dienstag, 1\. Februar, \d+ frei$/ }).click();
  await slot(page, '09:00', 'Dienstag, 1. Februar 2022').waitFor();
  assert.equal(await button.getAttribute('aria-expanded'), 'false');
});

test('the list of days opens a day to its times; grid and list are switched, and the switch keeps the focus', async (t) => {
  const { page, shop } = await openWidget(t, browser, { host: { body: '<script async data-view="list" src="%SHOP%/widget.js"></script>' } });
  assert.equal(await page.getByRole('grid').count(), 0);
  const day = page.locator('summary', { hasText: 'Montag, 17. Januar' });
  await day.click();
  await slot(page, '09:00', MONDAY).waitFor();
  await shop.book('2022-01-17T09:00:00+01:00');
  await shop.book('2022-01-17T09:00:00+01:00', 'moritz@example.org');
  await page.locator('li', { hasText: `09:00 Uhr, ${MONDAY}, nicht buchbar` }).waitFor();
  assert.ok(await day.evaluate((node) => node.parentNode.open), 'an open day stays open');
  await page.getByRole('button', { name: 'Als Tabelle' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('grid').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Als Liste' }).evaluate((node) => node.getRootNode().activeElement === node));
});

test('the shop says how its times are shown where the page does not', async (t) => {
  const { page } = await openWidget(t, browser, { shopFile: SEED_SHOP.replace('[shop]', '[shop]\nwidget_view = "list"') });
  await page.locator('summary').first().waitFor();
  assert.equal(await page.getByRole('grid').count(), 0);
});
