import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fillIn, launch, NOW, openWidget, PHONE, SEED_SHOP, slot, taken } from './harness.mjs';

const browser = await launch(after);
const MONDAY = 'Montag, 17. Januar 2022';
const AT_NINE = '2022-01-17T09:00:00+01:00';
const submit = (page) => page.getByRole('button', { name: 'Termin verbindlich buchen' });
const booked = (page) => page.getByRole('heading', { name: 'Ihr Termin ist gebucht' });
const withShop = (line) => SEED_SHOP.replace('[shop]', `[shop]\n${line}`);
const focused = (page) => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.name);

/** Two cabins, so that a time is gone only once both are. */
async function bookOut(shop, start) {
  await shop.book(start, 'max@example.org');
  await shop.book(start, 'moritz@example.org');
}

test('a customer books with the mouse and sees everything about the appointment', async (t) => {
  const { page } = await openWidget(t, browser);
  await page.evaluate(() => {
    document.addEventListener('terminplaner:booked', (event) => (document.title = JSON.stringify(event.detail)));
  });
  await slot(page, '09:00', MONDAY).click();
  await page.getByText(`${MONDAY} 09:00–10:00 Uhr`).waitFor();
  await fillIn(page);
  await submit(page).click();
  await booked(page).waitFor();
  await page.getByText(`${MONDAY} 09:00–10:00 Uhr`).waitFor();
  await page.getByText('erika@example.org').waitFor();
  assert.match(await page.getByRole('link', { name: 'Termin verschieben oder absagen' }).getAttribute('href'), /\/t\/.+/);
  assert.ok(await page.getByRole('link', { name: 'In den Kalender übernehmen' }).getAttribute('href'));
  assert.deepEqual(JSON.parse(await page.title()), { service: 'anpassung', start: AT_NINE, status: 'confirmed' });
});

test('a customer books with the keyboard alone', async (t) => {
  const { page } = await openWidget(t, browser);
  const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  // One stop for the whole grid: its first free time by date.
  await page.getByRole('button', { name: 'Als Liste' }).focus();
  await press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.ariaLabel), `09:00 Uhr, ${MONDAY}`);
  await press('ArrowDown', 'ArrowRight', 'End', 'Home', 'Control+End', 'Control+Home', 'ArrowRight', 'ArrowRight', 'ArrowDown');
  const name = await page.evaluate(() => document.activeElement.shadowRoot.activeElement.ariaLabel);
  assert.equal(name, `09:30 Uhr, ${MONDAY}`);
  await press('Enter');
  await page.getByRole('heading', { name: 'Ihre Angaben' }).waitFor();
  await press('Tab');
  await page.keyboard.type('Erika');
  await press('Tab');
  await page.keyboard.type('Muster');
  await press('Tab');
  await page.keyboard.type('erika@example.org');
  await press('Enter');
  await booked(page).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.localName), 'h2');
});

test('page keys turn the week and keep the focus in the grid', async (t) => {
  const { page } = await openWidget(t, browser);
  await slot(page, '09:00', MONDAY).focus();
  await page.keyboard.press('PageDown');
  await page.getByRole('heading', { name: 'Zeit wählen: 22. bis 29. Januar 2022' }).waitFor();
  await page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.closest('table'));
});

test('a lost time offers the nearest others and keeps the fields', async (t) => {
  // The stream is kept away, so that only the answer to the booking tells.
  const { page, shop } = await openWidget(t, browser, { before: (tab) => tab.route('**/api/v1/changes', (route) => route.abort()) });
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  await page.getByLabel('Telefon').fill('0711 123456');
  await bookOut(shop, AT_NINE);
  await submit(page).click();
  await page.getByRole('heading', { name: 'Diese Uhrzeit ist leider nicht mehr frei.' }).waitFor();
  const others = page.getByRole('button', { name: /^(Montag|Dienstag), \d+\. Januar, / });
  assert.equal(await others.count(), 3);
  const chosen = await others.first().innerText();
  await others.first().click();
  assert.equal(await page.getByLabel('Vorname').inputValue(), 'Erika');
  assert.equal(await page.getByLabel('Telefon').inputValue(), '0711 123456');
  await submit(page).click();
  await booked(page).waitFor();
  await page.getByText(chosen.match(/\d\d:\d\d/)[0]).waitFor();
});

test('a time taken by someone else turns to x while one watches, and is announced', async (t) => {
  const { page, shop } = await openWidget(t, browser);
  await slot(page, '09:00', MONDAY).focus();
  await bookOut(shop, AT_NINE);
  await taken(page, '09:00', `${MONDAY}, nicht buchbar`).waitFor();
  await page.getByText('Montag, 17. Januar, 09:00 Uhr ist jetzt vergeben.').waitFor({ state: 'attached' });
});

test('a time lost while the form is filled in is told at once, without moving anything away', async (t) => {
  const { page, shop } = await openWidget(t, browser);
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  await bookOut(shop, AT_NINE);
  await page.getByRole('heading', { name: 'Diese Uhrzeit ist leider nicht mehr frei.' }).waitFor();
  assert.equal(await focused(page), 'email');
  const struck = () => page.locator('online-terminplaner').evaluate((host) =>
    getComputedStyle(host.shadowRoot.querySelector('.when b')).textDecorationLine);
  assert.equal(await struck(), 'line-through');
  await page.getByRole('button', { name: /^Montag, 17\. Januar, / }).first().click();
  assert.equal(await struck(), 'none');
  await submit(page).click();
  await booked(page).waitFor();
});

test('where nothing shown is free, the next free time is one press away and is pointed at', async (t) => {
  const { page } = await openWidget(t, browser, { shopFile: SEED_SHOP.replace('lead_time_hours = 60', 'lead_time_hours = 400') });
  await page.getByText('An diesen Tagen ist nichts mehr frei.').waitFor();
  await page.getByRole('button', { name: 'Nächster freier Termin: Montag, 31. Januar, 09:00 Uhr' }).click();
  const next = slot(page, '09:00', 'Montag, 31. Januar 2022');
  await next.waitFor();
  assert.equal(await next.evaluate((node) => node.getRootNode().activeElement === node && node.parentNode.className), 'changed');
});

test('the sign of the grid is explained below it', async (t) => {
  const { page } = await openWidget(t, browser);
  await page.getByText('x nicht buchbar').waitFor();
});

test('what was typed survives the way back to the grid', async (t) => {
  const { page } = await openWidget(t, browser);
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  await page.getByLabel('Anmerkung').fill('Mit Rollstuhl');
  await page.getByRole('button', { name: 'Andere Uhrzeit wählen' }).click();
  await slot(page, '10:00', 'Dienstag, 18. Januar 2022').click();
  assert.equal(await page.getByLabel('Anmerkung').inputValue(), 'Mit Rollstuhl');
  await page.getByText('Dienstag, 18. Januar 2022 10:00–11:00 Uhr').waitFor();
});

test('faults stand beside their fields in words, and the first gets the focus', async (t) => {
  const { page } = await openWidget(t, browser, { shopFile: withShop('phone_field = "required"\nprivacy_url = "https://example.org/datenschutz"') });
  await slot(page, '09:00', MONDAY).click();
  await page.getByLabel('Vorname').fill('Erika');
  await page.getByLabel('E-Mail-Adresse').fill('erika@example');
  await submit(page).click();
  assert.equal(await focused(page), 'last_name');
  for (const [label, words] of [['Nachname', 'Bitte geben Sie Ihren Nachnamen ein.'], ['E-Mail-Adresse', 'Diese E-Mail-Adresse ist unvollständig.'],
    ['Telefon', 'Bitte geben Sie Ihre Telefonnummer ein.'], ['Ich habe die', 'Bitte stimmen Sie zuerst zu.']]) {
    const field = page.getByLabel(label);
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    assert.ok((await field.evaluate((node) => node.getRootNode().getElementById(node.getAttribute('aria-describedby')).textContent)).includes(words));
  }
  await fillIn(page);
  assert.equal(await page.getByLabel('Nachname').getAttribute('aria-invalid'), null);
  await page.getByLabel('Telefon').fill('0711 123456');
  await page.getByRole('checkbox').check();
  await submit(page).click();
  await booked(page).waitFor();
});

test('a reminder is asked for by a box of its own, not ticked, and is sent as it stands', async (t) => {
  const { page } = await openWidget(t, browser, {
    shopFile: withShop('reminder_hours = 24'), before: (tab) => tab.clock.setFixedTime(NOW),
  });
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  const box = page.getByLabel('Erinnern Sie mich vor dem Termin per E-Mail.');
  assert.equal(await box.isChecked(), false);
  await box.check();
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await submit(page).click();
  assert.equal((await sent).postDataJSON().reminder_accepted, true);
  await booked(page).waitFor();
});

test('a start too near for a reminder has no box, and another one has it again', async (t) => {
  const { page } = await openWidget(t, browser, {
    shopFile: withShop('reminder_hours = 73'), before: (tab) => tab.clock.setFixedTime(NOW),
  });
  const box = page.getByLabel('Erinnern Sie mich vor dem Termin per E-Mail.');
  await slot(page, '09:00', MONDAY).click();
  await page.getByLabel('Vorname').fill('Erika');
  assert.equal(await box.count(), 0);
  await page.getByRole('button', { name: 'Andere Uhrzeit wählen' }).click();
  await slot(page, '10:00', MONDAY).click();
  assert.equal(await page.getByLabel('Vorname').inputValue(), 'Erika');
  await box.check();
});

test('where everybody is reminded, or nobody, there is no box', async (t) => {
  for (const rows of ['reminder_hours = 24\nreminder_consent = "not_needed"', '']) {
    const { page } = await openWidget(t, browser, { shopFile: withShop(rows) });
    await slot(page, '09:00', MONDAY).click();
    await page.getByLabel('Vorname').waitFor();
    assert.equal(await page.getByRole('checkbox').count(), 0);
  }
});

test('faults that only the server finds stand at their fields too, in its words', async (t) => {
  const { page } = await openWidget(t, browser);
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  await page.getByLabel('Vorname').fill('Erika evil.com');
  await submit(page).click();
  await page.getByText('Bitte nur den Namen eingeben.').waitFor();
  assert.equal(await focused(page), 'first_name');
  await page.getByLabel('Vorname').fill('Erika');
  assert.equal(await page.getByText('Bitte nur den Namen eingeben.').count(), 0);
  await submit(page).click();
  await booked(page).waitFor();
});

test('a busy server says when to send again, and keeps everything', async (t) => {
  const { page } = await openWidget(t, browser, {
    before: (tab) => tab.route('**/api/v1/bookings', (route) => route.fulfill({
      status: 429, contentType: 'application/problem+json', json: { code: 'too_many_requests' },
      headers: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'Retry-After', 'Retry-After': '120' },
    })),
  });
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  await submit(page).click();
  await page.getByText('in 2 Minuten noch einmal').waitFor();
  assert.equal(await page.getByLabel('Nachname').inputValue(), 'Muster');
});

test('a network that has booked too much reads whom to call, not when to send again', async (t) => {
  const { page } = await openWidget(t, browser, {
    before: (tab) => tab.route('**/api/v1/bookings', (route) => route.fulfill({
      status: 429, contentType: 'application/problem+json', json: { code: 'network_limit' },
      headers: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'Retry-After', 'Retry-After': '70000' },
    })),
  });
  await slot(page, '09:00', MONDAY).click();
  await fillIn(page);
  await submit(page).click();
  await page.getByText('heute schon sehr oft gebucht. Bitte rufen Sie uns an.').waitFor();
});

test('the fields are those that the shop asks for', async (t) => {
  const { page } = await openWidget(t, browser, { shopFile: withShop('phone_field = "hidden"\ncomment_field = "hidden"') });
  await slot(page, '09:00', MONDAY).click();
  await page.getByLabel('Vorname').waitFor();
  assert.equal(await page.getByLabel('Telefon').count(), 0);
  assert.equal(await page.getByLabel('Anmerkung').count(), 0);
});

test('a request is not called a booking', async (t) => {
  const { page } = await openWidget(t, browser, {
    shopFile: SEED_SHOP.replace('duration_minutes = 60', 'duration_minutes = 60\nstatus_on_booking = "requested"'),
    viewport: PHONE, hasTouch: true, isMobile: true,
  });
  await page.getByText('Montag, 17. Januar').tap();
  await slot(page, '10:00', MONDAY).tap();
  await fillIn(page);
  await page.getByRole('button', { name: 'Termin anfragen' }).tap();
  await page.getByRole('heading', { name: 'Ihre Anfrage ist eingegangen' }).waitFor();
  await page.getByText('Wir prüfen Ihre Anfrage und schreiben an erika@example.org.').waitFor();
  assert.equal(await page.getByText('gebucht').count(), 0);
});
