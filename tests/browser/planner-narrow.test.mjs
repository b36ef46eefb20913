// The planner at 400 % on a screen of 1280 by 1024: as wide as 320 px and as high as 256 (WCAG 2.2, 1.4.10).
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertFits } from './accessible.mjs';
import { openAt, SHOP, visit } from './calendar.mjs';
import { launch, startShop } from './harness.mjs';

const browser = await launch(after);
const MAGNIFIED = { width: 320, height: 256 };
const DAY = '2022-01-18';

const PAGES = {
  'today and appointments': ['/planner', '/planner/stranded', '/planner/appointments/new', '/planner/appointments/new?kind=block', '/planner/series/new', '/planner/search?q=Telefon'],
  calendar: [...['day', 'week', 'month', 'list'].map((view) => `/planner/calendar?view=${view}&date=${DAY}`), `/planner/calendar/free?from=${DAY}`],
  customers: ['/planner/customers', '/planner/customers/new', '/planner/statistics'],
  hours: ['/planner/hours', '/planner/hours/closings', '/planner/hours/exception', '/planner/hours/holidays', '/planner/hours/rule'],
  offer: ['/planner/services', '/planner/services/form', '/planner/services/form?id=anpassung', '/planner/resources', '/planner/resources/form?id=kabine-1',
    '/planner/resources/calendars', '/planner/resources/calendars/form', '/planner/resources/calendars/account'],
  settings: ['', '/booking', '/look', '/homepage', '/mail', '/mail-texts', '/mail-texts/confirmation/de', '/data', '/log'].map((page) => `/planner/settings${page}`),
  accounts: ['/planner/account', '/planner/account/calendars', '/planner/account/devices', '/planner/account/second-factor', '/planner/accounts', '/planner/accounts/new'],
  help: ['/planner/help', '/planner/help/calendar'],
  'set-up': ['/shop', '/resources', '/services', '/hours', '/mail', ''].map((step) => `/planner/set-up${step}`),
};

for (const [area, paths] of Object.entries(PAGES)) {
  test(`magnified four times, nothing has to be scrolled sideways: ${area}`, async (t) => {
    const { page, open } = await openAt(t, browser, await startShop(t, SHOP), '/planner', { viewport: MAGNIFIED });
    for (const path of paths) {
      const response = await open(path);
      assert.equal(response.status(), 200, path);
      if (/view=(day|week)/.test(path)) await visit(page, 'Telefon').waitFor();
      await assertFits(page, path);
      // Neither the bar at the edge nor heads that stay may take the room of what is read.
      const fixed = await page.evaluate(() => [...document.querySelectorAll('body *')]
        .filter((one) => ['fixed', 'sticky'].includes(getComputedStyle(one).position) && one.checkVisibility() && !one.closest('.cal, dialog, [popover]'))
        .reduce((sum, one) => sum + one.getBoundingClientRect().height, 0));
      assert.ok(fixed <= MAGNIFIED.height / 2, `${path}: ${fixed} px stay`);
    }
  });
}
