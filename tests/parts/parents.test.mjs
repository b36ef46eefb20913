// The widget in every kind of parent, in the browsers that are not Chromium.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startHost, startShop } from '../browser/harness.mjs';
import { ELEMENT, measure, PARENTS, putInto } from '../browser/parents.mjs';
import { launchReal } from '../browser/webdriver.mjs';

const SLOT = '09:00 Uhr, Montag, 17. Januar 2022';
const csp = "script-src http:; connect-src http:; style-src 'unsafe-inline'";

for (const name of ['Firefox', 'WebKit']) {
  const browser = await launchReal(name, after);
  test(`${name}: in every kind of parent it has one width in all steps, and the page does not move sideways`, async (t) => {
    const shop = await startShop(t);
    await browser.goto(await startHost(t, shop, { csp, head: '<style>html { overflow-y: scroll }</style>', body: '<script src="%SHOP%/widget.js" data-mode="dialog"></script>' }));
    const faults = [];
    for (const [kind, parent] of Object.entries(PARENTS)) {
      await browser.run(putInto, parent.replace('@', ELEMENT));
      await browser.find('td button', SLOT);
      const grid = await browser.run(measure);
      await browser.run((label) => [...document.querySelector('online-terminplaner').shadowRoot.querySelectorAll('td button')]
        .find((button) => button.getAttribute('aria-label') === label).click(), SLOT);
      await browser.find('input', 'Vorname');
      const form = await browser.run(measure);
      t.diagnostic(`${kind}: ${grid.width} px, ${form.width} px, sideways ${grid.sideways}, ${form.sideways}`);
      if (grid.sideways > 0 || form.sideways > 0 || grid.width < 200 || grid.width > 2_000 || grid.width !== form.width) faults.push({ kind, grid, form });
    }
    assert.deepEqual(faults, []);
  });
}
