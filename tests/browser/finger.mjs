// A finger on a touch screen: real touches, sent as the browser gets them from the screen.

/** Long enough to be meant; the planner waits half a second. */
const HELD_MS = 700;
const FRAME_MS = 16;

/** A finger on that page. */
export async function fingerOn(page) {
  const session = await page.context().newCDPSession(page);
  const touch = (type, points) => session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  const frame = () => page.evaluate(() => new Promise((next) => requestAnimationFrame(() => next())));
  const glide = async (from, { x = 0, y = 0 }, steps = 12) => {
    for (let step = 1; step <= steps; step++) {
      await touch('touchMove', [{ x: from.x + (x * step) / steps, y: from.y + (y * step) / steps }]);
      await frame();
    }
  };
  return {
    /** Holds a point, without moving, and lets go. */
    async hold(from) {
      await touch('touchStart', [from]);
      await page.evaluate((ms) => new Promise((next) => setTimeout(next, ms)), HELD_MS);
      await touch('touchEnd', []);
    },
    /** Holds a point until it is taken, then drags it by so many pixels. */
    async holdAndDrag(from, by) {
      await touch('touchStart', [from]);
      await page.evaluate((ms) => new Promise((next) => setTimeout(next, ms)), HELD_MS);
      await glide(from, by);
      await touch('touchEnd', []);
    },
    /** Moves at once, as one does to scroll. */
    async swipe(from, by) {
      await touch('touchStart', [from]);
      await glide(from, by);
      await touch('touchEnd', []);
    },
    /** A short press. */
    async tap({ x, y }) {
      await page.touchscreen.tap(x, y);
    },
  };
}
