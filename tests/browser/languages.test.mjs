// The widget and the customer's pages in other languages than German: what is said, and in which direction it runs.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertFits } from './accessible.mjs';
import { DESKTOP, PHONE, SEED_SHOP, launch, openPage, openWidget, startShop, takeFirst, takeOnPage } from './harness.mjs';

const browser = await launch(after);
const offering = (...tags) => SEED_SHOP.replace(/^languages = .*\n/m, '').replace('[shop]\n', `[shop]\nlanguages = ${JSON.stringify(['de', ...tags])}\n`);

const SPOKEN = [
  { lang: 'fr-CH', tag: 'fr', slot: '09:00, lundi 17 janvier 2022', fields: ['Prénom', 'Nom', 'Adresse e-mail'],
    missing: 'Merci d’indiquer votre prénom.', book: 'Réserver ce rendez-vous', booked: 'Votre rendez-vous est réservé' },
  { lang: 'it', tag: 'it', slot: 'ore 09:00, lunedì 17 gennaio 2022', fields: ['Nome', 'Cognome', 'Indirizzo e-mail'],
    missing: 'Inserisca il Suo nome.', book: 'Prenotare l’appuntamento', booked: 'Il Suo appuntamento è prenotato' },
];

for (const { lang, tag, slot, fields, missing, book, booked } of SPOKEN) {
  test(`on a page in ${lang} the widget books in that language`, async (t) => {
    const { page, seen } = await openWidget(t, browser, { shopFile: offering('fr', 'it'), host: { lang } });
    const texts = seen.requests.map((url) => url.split('/').at(-1)).filter((name) => /^widget-(?!booking)/.test(name));
    assert.deepEqual(texts, [`widget-${tag}.js`], 'the texts of one language are loaded');
    await page.getByRole('button', { name: slot }).click();
    await page.getByRole('button', { name: book }).click();
    await page.getByText(missing).waitFor();
    const values = ['Erika', 'Muster', 'erika@example.org'];
    for (const [at, label] of fields.entries()) await page.getByLabel(label, { exact: true }).fill(values[at]);
    await page.getByRole('button', { name: book }).click();
    await page.getByRole('heading', { name: booked }).waitFor();
    assert.deepEqual(seen.complaints, []);
  });
}

test('a page that sets the language while the widget loads, or later, gets all of it in that language', async (t) => {
  let release;
  const isReleased = new Promise((done) => (release = done));
  const { page, seen } = await openWidget(t, browser, {
    shopFile: offering('fr', 'it'), closed: true,
    before: (tab) => tab.route('**/widget-booking-de.js', async (route) => {
      await isReleased;
      await route.continue();
    }),
  });
  await page.getByRole('button', { name: '09:00 Uhr, Montag, 17. Januar 2022' }).waitFor();
  const speak = (lang) => page.evaluate((tag) => document.querySelector('online-terminplaner').setAttribute('lang', tag), lang);
  const tools = page.locator('online-terminplaner .tools');
  await speak('fr');
  await tools.getByRole('button', { name: 'Choisir une date' }).waitFor();
  const german = page.waitForResponse('**/widget-booking-de.js');
  release();
  await (await german).finished();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.deepEqual(await tools.getByRole('button').allInnerTexts(), ['Choisir une date', 'En liste']);
  await speak('it');
  await tools.getByRole('button', { name: 'Scegliere la data' }).waitFor();
  assert.deepEqual(seen.complaints, []);
});

test('a page in a language that the shop does not offer gets the shop’s', async (t) => {
  const { page } = await openWidget(t, browser, { shopFile: offering('en'), host: { lang: 'fr' } });
  await page.getByRole('button', { name: '09:00 Uhr, Montag, 17. Januar 2022' }).waitFor();
});

/** Debug builds have a language in Hebrew letters; the widget has no texts in it, so it lends it the English ones. */
async function lendHebrew(tab) {
  await tab.route('**/widget.js', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/\ben:\{start:\{(.*?)dir:"ltr"/, 'he:{start:{$1dir:"rtl"');
    await route.fulfill({ response, body });
  });
}

for (const viewport of [DESKTOP, PHONE]) {
  test(`the widget runs from right to left and fits ${viewport.width} px`, async (t) => {
    const { page } = await openWidget(t, browser, { shopFile: offering('he'), host: { lang: 'he' }, viewport, before: lendHebrew });
    const frame = page.locator('online-terminplaner .planner');
    assert.deepEqual(await frame.evaluate((node) => [node.lang, getComputedStyle(node).direction]), ['he', 'rtl']);
    if (viewport === DESKTOP) {
      const [first, last] = await Promise.all([page.getByRole('columnheader').nth(1), page.getByRole('columnheader').last()]
        .map((head) => head.boundingBox()));
      assert.ok(first.x > last.x, 'the week begins on the right');
    }
    await assertFits(page, 'the times');
    await takeFirst(page);
    await page.getByLabel('First name').waitFor();
    await assertFits(page, 'the form');
  });

  test(`the customer's pages run from right to left and fit ${viewport.width} px`, async (t) => {
    const shop = await startShop(t, offering('he'));
    const { page } = await openPage(t, browser, `${shop.origin}/?lang=he`, { viewport });
    const fits = async (what) => {
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).direction), 'rtl', what);
      await assertFits(page, what);
    };
    await fits('the week');
    await takeOnPage(page);
    await page.locator('#first_name').fill('Erika');
    await fits('the form');
    await page.locator('button.main').click();
    await page.locator('.fault').first().waitFor();
    await fits('the form with faults');
    await page.locator('#last_name').fill('Muster');
    await page.locator('#email').fill('erika@example.org');
    await page.locator('button.main').click();
    await page.locator('a.manage').click();
    await fits('the appointment');
  });
}
