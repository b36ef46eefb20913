// A finger on the calendar: real touches, sent as the browser gets them from the screen.

/** A finger on that page. A long press is over when something is in the hand. */
export async function fingerOn(page) {
  const session = await page.context().newCDPSession(page);
  const touch = (type, ...touchPoints) => session.send('Input.dispatchTouchEvent', { type, touchPoints });
  const glide = async (from, { x = 0, y = 0 }, steps = 12) => {
    for (let step = 1; step <= steps; step++) {
      await touch('touchMove', { x: from.x + (x * step) / steps, y: from.y + (y * step) / steps });
      await page.evaluate(() => new Promise((next) => requestAnimationFrame(next)));
    }
  };
  const take = async ({ x, y }) => {
    await touch('touchStart', { x, y });
    await page.locator('.ec-preview').first().waitFor();
  };
  return {
    /** Holds a point until it is taken, drags it by so many pixels, and lets go. */
    async holdAndDrag(from, by = {}) {
      await take(from);
      await glide(from, by);
      await touch('touchEnd');
    },
    /** Holds a point until it is taken, and lets go. */
    async hold(from) {
      await take(from);
      await touch('touchEnd');
    },
    /** Moves at once, as one does to scroll. */
    async swipe(from, by) {
      await touch('touchStart', { x: from.x, y: from.y });
      await glide(from, by);
      await touch('touchEnd');
    },
    /** A short press. */
    tap: ({ x, y }) => page.touchscreen.tap(x, y),
  };
}
