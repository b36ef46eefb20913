// The whole booking in Firefox and WebKit, as visitors do it: by mouse, by keyboard, and while others book.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startHost, startShop } from './harness.mjs';
import { launchReal, until } from './webdriver.mjs';

const MONDAY = 'Montag, 17. Januar 2022';
const AT_NINE = '2022-01-17T09:00:00+01:00';
const BODY = '<online-terminplaner><a href="%SHOP%/">Termin online buchen</a></online-terminplaner><p><a href="/later">Anfahrt</a></p><script async src="%SHOP%/widget.js"></script>';
const SLOT = `09:00 Uhr, ${MONDAY}`;

for (const name of ['Firefox', 'WebKit']) {
  const browser = await launchReal(name, after);

  /** The homepage with the grid on the screen. */
  const open = async (t, body = BODY) => {
    const shop = await startShop(t);
    const url = await startHost(t, shop, { body });
    await browser.goto(url);
    await browser.find('td button', SLOT);
    return { shop, url };
  };

  test(`${name}: a customer books with the mouse`, async (t) => {
    const { shop } = await open(t);
    await browser.click('td button', SLOT);
    await browser.type('input', 'Vorname', 'Erika');
    await browser.type('input', 'Nachname', 'Muster');
    await browser.type('input', 'E-Mail-Adresse', 'erika@example.org');
    await browser.click('button', 'Termin verbindlich buchen');
    await browser.find('h2', 'Ihr Termin ist gebucht');
    // Of two cabins one is left.
    await shop.book(AT_NINE);
    await assert.rejects(shop.book(AT_NINE, 'moritz@example.org'), /409/);
  });

  test(`${name}: a customer books with the keyboard, and the page's hotkeys do not hear it`, async (t) => {
    await open(t, `<input id="search">${BODY}`);
    await browser.run(() => {
      for (const isEarly of [true, false]) {
        document.addEventListener('keydown', (event) => {
          if (event.key.length > 1 || document.activeElement.localName !== 'online-terminplaner') return;
          event.preventDefault();
          document.querySelector('#search').focus();
        }, isEarly);
      }
    });
    await browser.run((label) => {
      const { shadowRoot } = document.querySelector('online-terminplaner');
      [...shadowRoot.querySelectorAll('td button')].find((button) => button.getAttribute('aria-label') === label).focus();
    }, SLOT);
    // The arrows come with the second file; one pressed before it is there does nothing, and is pressed again.
    await until(async () => {
      await browser.press('ArrowDown');
      return browser.run(() => document.querySelector('online-terminplaner').shadowRoot.activeElement?.getAttribute('aria-label')?.startsWith('09:30'));
    }, 'the arrow down to 09:30');
    await browser.press('Enter');
    await browser.find('h2', 'Ihre Angaben');
    await browser.press('Tab', ...'Erika', 'Tab', ...'Muster', 'Tab', ...'erika@example.org', 'Enter');
    await browser.find('h2', 'Ihr Termin ist gebucht');
    await browser.find('.when', '09:30');
  });

  test(`${name}: a time taken by someone else turns to x while one watches`, async (t) => {
    const { shop } = await open(t);
    await shop.book(AT_NINE);
    await shop.book(AT_NINE, 'moritz@example.org');
    await browser.until((label) => {
      const { shadowRoot } = document.querySelector('online-terminplaner');
      return ![...shadowRoot.querySelectorAll('td button')].some((button) => button.getAttribute('aria-label') === label);
    }, SLOT);
  });

  // WebKit's automation loads a page anew.
  if (name === 'Firefox') {
    test(`${name}: Back shows the page as it was left, though its stream was open, and it is live again`, async (t) => {
      const { shop, url } = await open(t);
      const elsewhere = await startHost(t, shop, { body: '<h1>Anfahrt</h1>' });
      const isTaken = (label) => {
        const { shadowRoot } = document.querySelector('online-terminplaner');
        return ![...shadowRoot.querySelectorAll('td button')].some((button) => button.getAttribute('aria-label') === label);
      };
      const take = async (time) => {
        for (const email of ['max@example.org', 'moritz@example.org']) await shop.book(`2022-01-17T${time}:00+01:00`, email);
        await browser.until(isTaken, `${time} Uhr, ${MONDAY}`);
      };
      // What others book is seen: the stream is open.
      await take('09:00');
      await browser.run(() => { window.kept = true; });
      await browser.goto(elsewhere);
      await browser.back();
      await browser.until((home) => location.href === home, url);
      assert.equal(await browser.run(() => window.kept), true, 'it was not loaded anew');
      await take('10:00');
    });
  }

  test(`${name}: a moved element keeps what was typed`, async (t) => {
    await open(t, `${BODY}<aside></aside>`);
    await browser.click('td button', SLOT);
    await browser.type('input', 'Vorname', 'Erika');
    await browser.run(() => document.querySelector('aside').append(document.querySelector('online-terminplaner')));
    await browser.press(...' M');
    const typed = await browser.run(() => document.querySelector('online-terminplaner').shadowRoot.querySelector('[name=first_name]').value);
    assert.equal(typed, 'Erika M');
  });
}
