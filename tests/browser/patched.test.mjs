// Homepages carry libraries that replace what browsers have, and that listen to every key and press: the planner books all the same.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fillIn, launch, openWidget, PHONE, secondFile, slot } from './harness.mjs';

const browser = await launch(after);
const MONDAY = 'Montag, 17. Januar 2022';
const submit = (page) => page.getByRole('button', { name: 'Termin verbindlich buchen' });
const booked = (page) => page.getByRole('heading', { name: 'Ihr Termin ist gebucht' });

/** What libraries make of the page's world, before and after the widget is loaded. */
const libraries = {
  'MooTools More, whose Date.parse answers a Date': () => {
    const { parse } = Date;
    Date.parse = (text) => new Date(parse(text));
    Function.prototype.bind = function (that, args) {
      const self = this;
      return function () { return self.apply(that, args ?? arguments); };
    };
    Array.from = (value) => (value == null ? [] : [value]);
  },
  'Prototype, which gives lists, texts and dates a JSON of their own': () => {
    Array.prototype.toJSON = function () { return `[${this.map((one) => JSON.stringify(one)).join(', ')}]`; };
    String.prototype.toJSON = function () { return `"${this}"`; };
    Object.prototype.toJSON = function () { return '{}'; };
    Array.prototype.reduce = function () { return this.length > 1 ? this : this[0]; };
    Array.prototype.entries = function () { return [...this]; };
    Array.from = function (value) { return value ? [].slice.call(value) : []; };
    Element.prototype.remove = function () { this.parentNode.removeChild(this); return this; };
  },
  'Datejs, whose dates have other texts': () => {
    Date.parse = () => null;
    Date.prototype.toISOString = function () { return this.toLocaleString(); };
    Date.prototype.toString = Date.prototype.toJSON = Date.prototype.toISOString;
  },
};
for (const [name, patch] of Object.entries(libraries)) {
  for (const when of ['before', 'after']) {
    test(`a page with ${name} is booked on: ${when} the widget`, async (t) => {
      const { page, seen } = await openWidget(t, browser, {
        timezoneId: 'America/New_York', before: (tab) => (when === 'before' ? tab.addInitScript(patch) : undefined),
      });
      if (when === 'after') await page.evaluate(`(${patch})()`);
      await slot(page, '09:00', MONDAY).click();
      await page.getByText('Auf Ihrer Uhr: Montag, 17. Januar, 03:00 Uhr').waitFor();
      await fillIn(page);
      await submit(page).click();
      await booked(page).waitFor();
      await page.getByText(`${MONDAY} 09:00–10:00 Uhr`).waitFor();
      assert.deepEqual(seen.complaints, []);
    });
  }
}

test('a fault in the page is reported as what it is, not as the network', async (t) => {
  const { page, seen } = await openWidget(t, browser, {
    closed: true,
    before: (tab) => tab.addInitScript(() => {
      globalThis.heard = [];
      document.addEventListener('terminplaner:error', ({ detail }) => globalThis.heard.push(detail.code));
      const { DateTimeFormat } = Intl;
      globalThis.heal = () => (Intl.DateTimeFormat = DateTimeFormat);
      Intl.DateTimeFormat = class { constructor() { throw new RangeError('replaced by the page'); } };
    }),
  });
  await page.getByText('Das hat leider nicht geklappt.').waitFor();
  assert.deepEqual(await page.evaluate(() => globalThis.heard), ['failed']);
  assert.ok(seen.complaints.some((text) => text.includes('replaced by the page')), `${seen.complaints}`);
  await page.evaluate(() => globalThis.heal());
  await page.getByRole('button', { name: 'Noch einmal versuchen' }).click();
  await page.getByRole('grid').waitFor();
});

/** A page that acts on every key it hears of: a search, a scroll effect, a slider. */
const EAGER = (phase) => {
  globalThis.heard = [];
  const act = (event) => {
    globalThis.heard.push(event.type + (event.key ?? ''));
    // The widget's fields are one element to it, which is no field.
    if (event.key && document.activeElement.localName === 'online-terminplaner' && !['Tab', 'Escape'].includes(event.key)) {
      event.preventDefault();
      document.querySelector('#search')?.focus();
    }
  };
  for (const type of ['keydown', 'keypress', 'keyup', 'input', 'beforeinput', 'click', 'pointerdown', 'mousedown', 'mousemove', 'touchstart', 'touchmove', 'pointermove']) {
    document.addEventListener(type, act, phase === 'down');
  }
};
for (const phase of ['up', 'down']) {
  test(`keys typed in the planner stay in it, where the page listens on their way ${phase}`, async (t) => {
    const { page } = await openWidget(t, browser, { host: { body: '<input id="search"><script async src="%SHOP%/widget.js"></script>' } });
    await secondFile(page);
    await slot(page, '09:00', MONDAY).focus();
    await page.evaluate(`(${EAGER})(${JSON.stringify(phase)})`);
    await page.keyboard.press('ArrowDown');
    assert.equal(await slot(page, '09:30', MONDAY).evaluate((node) => node.getRootNode().activeElement === node), true);
    await page.keyboard.press('Enter');
    await page.getByLabel('Vorname').focus();
    await page.keyboard.type('Erika s');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Backspace');
    await page.keyboard.type(' ');
    assert.equal(await page.getByLabel('Vorname').inputValue(), 'Erika s');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Muster');
    assert.equal(await page.getByLabel('Nachname').inputValue(), 'Muster');
    await page.getByLabel('Anmerkung').click();
    await page.keyboard.type('Zeile\nzwei');
    assert.equal(await page.getByLabel('Anmerkung').inputValue(), 'Zeile\nzwei');
    const heard = await page.evaluate(() => globalThis.heard);
    const keys = heard.filter((event) => event.startsWith('key') && !event.endsWith('Tab'));
    assert.deepEqual(keys, []);
    if (phase === 'up') assert.deepEqual(heard.filter((event) => !event.startsWith('key')), []);
  });
}

test('touches in the planner move no slider of the page', async (t) => {
  const { page } = await openWidget(t, browser, { viewport: PHONE, hasTouch: true, isMobile: true });
  const day = page.locator('online-terminplaner details > summary', { hasText: 'Montag, 17. Januar' });
  await day.waitFor();
  await secondFile(page);
  await page.evaluate(`(${EAGER})('up')`);
  await day.tap();
  await slot(page, '09:00', MONDAY).tap();
  await page.getByLabel('Vorname').waitFor();
  assert.deepEqual(await page.evaluate(() => globalThis.heard), []);
});
