// On our own pages a text never becomes markup or a script by accident, and the device is out of reach.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openDesk } from './desk.mjs';
import { launch, openPage, startShop } from './harness.mjs';

const browser = await launch(after);

/** What happens to a script of ours that would turn a text into something that runs. */
const tryTexts = (page) => page.evaluate(() => {
  const failed = (work) => {
    try {
      work();
      return null;
    } catch (error) {
      return error.name;
    }
  };
  return {
    markup: failed(() => { document.createElement('div').innerHTML = '<b>x</b>'; }),
    document: failed(() => { new DOMParser().parseFromString('<b>x</b>', 'text/html'); }),
    script: failed(() => { document.createElement('script').src = '/widget.js'; }),
    policy: failed(() => { trustedTypes.createPolicy('any', { createHTML: (text) => text }); }),
  };
});

const REFUSED = { markup: 'TypeError', document: 'TypeError', script: 'TypeError', policy: 'TypeError' };

test('a text is refused as markup, on a customer\'s page as in the planner', async (t) => {
  const shop = await startShop(t);
  const { page } = await openPage(t, browser, shop.origin);
  assert.deepEqual(await tryTexts(page), REFUSED);
  const desk = await openDesk(t, browser);
  await desk.open('/planner/calendar');
  assert.deepEqual(await tryTexts(desk.page), REFUSED);
});

test('no page of ours may ask where somebody is', async (t) => {
  const shop = await startShop(t);
  const { page } = await openPage(t, browser, shop.origin, { permissions: ['geolocation'] });
  const code = await page.evaluate(() => new Promise((done) => {
    navigator.geolocation.getCurrentPosition(() => done('told'), (error) => done(error.code));
  }));
  assert.equal(code, 1, 'PERMISSION_DENIED');
});
