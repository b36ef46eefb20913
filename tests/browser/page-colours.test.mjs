import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launch, openWidget } from './harness.mjs';

const browser = await launch(after);
const csp = "script-src http:; connect-src http:; style-src 'unsafe-inline'";
const WIDGET = '<script async src="%SHOP%/widget.js"></script>';

/** Whether the widget takes the ground it stands on for a dark one. */
const isOnDark = (page) => page.locator('online-terminplaner').evaluate((host) => {
  const [red, green, blue] = getComputedStyle(host.shadowRoot.querySelector('.day')).backgroundColor.match(/\d+/g).map(Number);
  return red + green + blue < 200;
});

const pages = [
  ['a page that says no background is light, whatever its text', 'body { color: red }', WIDGET, {}, false],
  ['a page that turns dark by its colour scheme alone is dark', ':root { color-scheme: light dark }', WIDGET, { colorScheme: 'dark' }, true],
  ['a page that does not know dark stays light', '', WIDGET, { colorScheme: 'dark' }, false],
  ['a dark part of a light page is dark', 'body { background: #fff }', `<div style="background: #203; color: #fff">${WIDGET}</div>`, {}, true],
  ['white text on a picture stands on something dark', 'body { background: #fff }',
    `<div style="background: linear-gradient(#203, #101); color: #fff">${WIDGET}</div>`, {}, true],
  ['dark text on a picture stands on something light', 'body { background: #000; color: #222 }',
    `<div style="background: linear-gradient(#fff, #eef)">${WIDGET}</div>`, {}, false],
  ['a page whose text the colour behind would hide paints something else there', 'body { background: #fff }',
    `<div style="color: #fff">${WIDGET}</div>`, {}, true],
];
for (const [name, style, body, options, dark] of pages) {
  test(name, async (t) => {
    const { page } = await openWidget(t, browser, { ...options, host: { head: `<style>${style}</style>`, body, csp } });
    assert.equal(await isOnDark(page), dark);
  });
}
