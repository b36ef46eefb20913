// What the tests of the operator's calendar share: a shop with somebody who rang, and a hand at the mouse.
import { signIn } from './desk.mjs';
import { SEED_SHOP, startShop } from './harness.mjs';

export const TABLET = { width: 1024, height: 768 };
export const TUESDAY = '/planner/calendar?view=day&date=2022-01-18';
/** Half an hour of the picture, in pixels. */
export const HALF_HOUR = 34;

/** The seed's shop with somebody who rang, on a day that has blocked time from 14:30 and from 16:00 on. */
export const SHOP = `${SEED_SHOP}
[[appointments]]
id = "rang"
resources = ["kabine-1"]
start = "2022-01-18T10:00:00+01:00"
end = "2022-01-18T11:00:00+01:00"
service = "anpassung"
customer = { first_name = "Lieselotte", last_name = "Telefon", phone = "0711 123456" }
`;

/** The same with Otto Zweiter at noon, in the same room. */
export const TWO = `${SHOP}
[[appointments]]
id = "second"
resources = ["kabine-1"]
start = "2022-01-18T12:00:00+01:00"
end = "2022-01-18T13:00:00+01:00"
service = "anpassung"
customer = { last_name = "Zweiter", email = "otto@example.org" }
`;

/** The list of what a closing leaves. */
export const STRANDED = '/planner/stranded';

/** Closes the room of `TWO` for the day, which leaves both, and leads to what that leaves. */
export async function closeTheRoom(page, shop) {
  await page.goto(`${shop.origin}/planner/hours/exception`);
  await page.locator('[name=resource]').selectOption('kabine-1');
  await page.locator('[name=from_date]').fill('2022-01-18');
  await page.locator('form:has([name=from_date]) button.primary').click();
  await page.locator('button[name=confirmed]').click();
  await page.waitForURL((url) => url.pathname === STRANDED);
}

/** An operator of that shop, at `path`. The first one brings the account along. */
export async function openAt(t, browser, shop, path, options) {
  shop.hasOwner ??= shop.addUser('owner@example.org');
  await shop.hasOwner;
  const opened = await signIn(t, browser, shop, options);
  await opened.open(path);
  return opened;
}

/** A shop, and its operator in front of a picture. */
export async function openPicture(t, browser, { shopFile = SHOP, path = TUESDAY, now, ...options } = {}) {
  const shop = await startShop(t, shopFile, now);
  const opened = await openAt(t, browser, shop, path, options);
  await opened.page.locator('.ec-main').waitFor();
  return { shop, ...opened };
}

export const visit = (page, words) => page.locator('.ec-event', { hasText: words }).first();

/** Drags from a point of the page by so many pixels, as a hand does. */
export async function drag(page, from, { x = 0, y = 0 }) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let step = 1; step <= 8; step++) await page.mouse.move(from.x + (x * step) / 8, from.y + (y * step) / 8);
  await page.mouse.up();
}

export async function middle(locator) {
  // While it is being drawn anew it has no place.
  let box = null;
  while (box === null) box = await locator.boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, ...{ box } };
}

/** The point of a column at a time of day. A column is the words of its head, or the head. */
export async function pointAt(page, column, time) {
  const head = await (typeof column === 'string' ? page.locator('.ec-col-head', { hasText: column }) : column).boundingBox();
  const [hours, minutes] = time.split(':').map(Number);
  const slot = page.locator('.ec-sidebar .ec-slot', { hasText: `${String(hours).padStart(2, '0')}:00` });
  const { y, height } = await slot.boundingBox();
  const line = y + (await page.evaluate(() => Number.parseFloat(getComputedStyle(document.querySelector('.ec-slot')).lineHeight) / 2));
  return { x: head.x + head.width / 2, y: line + (minutes / 60) * height + 4 };
}

/** Until every picture of that appointment stands between the outer edges of two columns, `count` of them. What comes in
    meanwhile draws them anew, so it is looked again until it is so. */
export async function untilBetween(page, words, first, last = first, count = 1) {
  await page.waitForFunction(
    ([words, left, right, count]) => {
      const boxes = [...document.querySelectorAll('.ec-event')].filter((one) => one.innerText.includes(words)).map((one) => one.getBoundingClientRect());
      return boxes.length === count && boxes.every((box) => box.left >= left - 1 && box.right <= right + 1);
    },
    [words, first.x, last.x + last.width, count],
  );
}
