// From an empty file to the first booking in the browser alone, as a new user does it; and every page on the way, by axe.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, assertFits } from './accessible.mjs';
import { choose, DESKTOP, fillIn, launch, openPage, PHONE, startEmptyShop, startHost } from './harness.mjs';

const browser = await launch(after);

/** Nothing for axe to find, nothing that needs sideways scrolling; a picture where PICTURES names a folder. */
async function look(page, step) {
  const { name } = page.look;
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${step}-${name}.png`, fullPage: true });
  await assertAccessible(page, step);
  await assertFits(page, step);
  // On a telephone the steps stand in one line.
  const steps = page.locator('nav.steps');
  if (page.viewportSize().width === PHONE.width && (await steps.count())) assert.ok((await steps.boundingBox()).height < 60, step);
}

/** Every step begins at its first field. */
const begins = (page, field) => page.locator(`${field}:focus`).waitFor();

async function makeFirstAccount(page, address) {
  await page.goto(address);
  await begins(page, '[name=name]');
  await page.getByLabel('Ihr Name').fill('Erika Muster');
  await page.getByLabel('E-Mail-Adresse').fill('erika@example.org');
  const password = page.getByLabel('Passwort', { exact: true });
  await password.fill('correct horse battery');
  await page.getByRole('button', { name: 'Passwort anzeigen' }).click();
  assert.equal(await password.getAttribute('type'), 'text');
  await look(page, '1-start');
  await page.getByRole('button', { name: 'Passwort anzeigen' }).click();
  assert.equal(await password.getAttribute('type'), 'password');
  await password.press('Enter');
}

const next = (page) => page.keyboard.press('Enter');
const at = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();

async function setUp(page, address) {
  await makeFirstAccount(page, address);
  await at(page, 'Betrieb');
  await begins(page, '[name=name]');
  await page.keyboard.type('Hörakustik Muster');
  await page.getByLabel('Ort', { exact: true }).fill('Stuttgart');
  await look(page, '2-shop');
  await page.getByText('Weitere Angaben').click();
  await page.getByLabel('Telefon').fill('0711 123456');
  await look(page, '2-shop-further');
  await next(page);
  await at(page, 'Räume und Personen');
  await begins(page, '[name=name]');
  await page.keyboard.type('Kabine 1');
  assert.equal(await page.getByLabel('Name 1').inputValue(), 'Kabine 1', 'a proposal is typed over');
  await page.getByLabel('Art 2').selectOption('Person');
  await page.getByLabel('Name 2').fill('Frau Beispiel');
  await look(page, '3-resources');
  await next(page);
  await at(page, 'Leistungen');
  await begins(page, '[name=example]');
  await page.keyboard.press('Space');
  assert.ok(await page.getByLabel('Hörtest').isChecked());
  assert.ok(await page.getByLabel('Sehtest').isHidden());
  await look(page, '4-services');
  await next(page);
  await at(page, 'Öffnungszeiten');
  await begins(page, '[name=mon_open]');
  const saturday = page.getByRole('group', { name: 'Samstag' });
  assert.equal(await saturday.getByLabel('von').count(), 2);
  assert.ok(await saturday.getByLabel('von', { exact: true }).isHidden());
  await look(page, '5-hours');
  await next(page);
  await at(page, 'E-Mail');
  await look(page, '6-mail');
  await page.getByRole('button', { name: 'Überspringen' }).click();
  await at(page, 'Ihre Kunden können jetzt buchen');
}

const looks = [
  ['1280', { viewport: DESKTOP }],
  ['1024', { viewport: { width: 1024, height: 768 }, hasTouch: true }],
  ['390', { viewport: PHONE, hasTouch: true, isMobile: true }],
  ['dark', { viewport: DESKTOP, colorScheme: 'dark' }],
];
for (const [name, options] of looks) {
  test(`an empty file becomes a shop that is booked, and its homepage is seen at once: ${name}`, async (t) => {
    const shop = await startEmptyShop(t);
    const { page, seen } = await openPage(t, browser, 'about:blank', options);
    page.look = { name };
    await setUp(page, shop.address);
    await page.getByText('Vorschau').click();
    await page.locator('online-terminplaner :is(table, details)').first().waitFor();
    await look(page, '7-finish');
    const code = await page.locator('#tag').textContent();
    const host = await startHost(t, shop, { body: code });
    const { page: homepage } = await openPage(t, browser, host);
    await choose(homepage, '09:00', 'Montag, 17. Januar 2022');
    await page.getByText(`Gesehen auf ${new URL(host).origin}`).waitFor();
    await fillIn(homepage);
    await homepage.getByRole('button', { name: 'Termin verbindlich buchen' }).click();
    await homepage.getByRole('heading', { name: 'Ihr Termin ist gebucht' }).waitFor();
    await page.getByRole('button', { name: 'Weiter zu „Heute“' }).click();
    await page.waitForURL(`${shop.origin}/planner`);
    for (const [step, path] of [['8-account', 'account'], ['9-accounts', 'accounts'], ['10-new', 'accounts/new'], ['11-mail', 'settings/mail']]) {
      await page.goto(`${shop.origin}/planner/${path}`);
      await look(page, step);
    }
    await page.goto(`${shop.origin}/planner/account`);
    await page.getByRole('button', { name: 'Überall abmelden' }).click();
    await look(page, '12-sign-in');
    await page.getByRole('link', { name: 'Passwort vergessen?' }).click();
    await look(page, '13-forgotten');
    await page.goto(`${shop.origin}/planner/reset/wrong`);
    await look(page, '14-reset-ended');
    assert.deepEqual(seen.complaints.filter((complaint) => !complaint.includes('404')), []);
  });
}

test('the code is copied by its button', async (t) => {
  const shop = await startEmptyShop(t);
  const { page, context } = await openPage(t, browser, 'about:blank');
  page.look = { name: 'copy' };
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: shop.origin });
  await makeFirstAccount(page, shop.address);
  await page.goto(`${shop.origin}/planner/set-up/finish`);
  await page.getByRole('button', { name: 'Code kopieren' }).click();
  await page.getByText('Kopiert', { exact: true }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, await page.locator('#tag').textContent());
});

test('every step can be skipped', async (t) => {
  const shop = await startEmptyShop(t);
  const { page } = await openPage(t, browser, 'about:blank');
  page.look = { name: 'skip' };
  await makeFirstAccount(page, shop.address);
  for (const heading of ['Betrieb', 'Räume und Personen', 'Leistungen', 'Öffnungszeiten', 'E-Mail']) {
    await at(page, heading);
    await page.getByRole('button', { name: 'Überspringen' }).click();
  }
  await at(page, 'Noch kann niemand buchen');
  await page.getByRole('link', { name: 'Ergänzen' }).click();
  await at(page, 'Räume und Personen');
});

test('a known provider fills in its mail server, and an unknown one is asked for', async (t) => {
  const shop = await startEmptyShop(t);
  const { page } = await openPage(t, browser, 'about:blank');
  page.look = { name: 'provider' };
  await makeFirstAccount(page, shop.address);
  await at(page, 'Betrieb');
  await page.goto(`${shop.origin}/planner/set-up/mail`);
  const [provider, server, port] = ['Ihr E-Mail-Anbieter', 'Server', 'Port'].map((name) => page.getByLabel(name, { exact: true }));
  await begins(page, '#f-provider');
  assert.ok(await server.isHidden(), 'nobody is asked for what is not needed yet');
  await page.getByRole('button', { name: 'Speichern und weiter' }).click();
  await server.waitFor();
  await provider.selectOption('GMX');
  await page.getByText('„POP3/IMAP“').waitFor();
  assert.deepEqual([await server.inputValue(), await port.inputValue(), await server.isHidden()], ['mail.gmx.net', '587', true]);
  await provider.selectOption('IONOS');
  assert.deepEqual([await server.inputValue(), await port.inputValue()], ['smtp.ionos.de', '465']);
  assert.equal(await page.getByLabel('Verschlüsselung').inputValue(), 'tls');
  await provider.selectOption('Ein anderer');
  assert.deepEqual([await server.inputValue(), await port.inputValue()], ['', ''], 'nothing of the one before is left');
  await server.fill('mail.example.org');
  await look(page, '15-provider');
  await page.getByLabel('Benutzername').fill('praxis@example.org');
  await page.getByLabel('Passwort', { exact: true }).fill('geheim');
  await page.getByRole('button', { name: 'Speichern und weiter' }).click();
  await at(page, 'Noch kann niemand buchen');
  await page.goto(`${shop.origin}/planner/set-up/mail`);
  assert.ok(await server.isVisible(), 'a server of somebody else is shown');
  assert.ok(await page.getByLabel('Kunden am Tag davor erinnern').isChecked());
});
