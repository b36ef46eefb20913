import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launch, openWidget, secondFile } from './harness.mjs';

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

/** The least contrast of any text of the grid to what it stands on. */
const leastContrast = (page) => page.locator('online-terminplaner').evaluate((host) => {
  const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const channels = (color) => {
    probe.clearRect(0, 0, 1, 1);
    probe.fillStyle = color;
    probe.fillRect(0, 0, 1, 1);
    return [...probe.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (color) => {
    const [r, g, b] = color.map((part) => (part / 255 <= 0.04 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (node) => {
    for (let at = node; at; at = at.parentElement ?? at.getRootNode().host) {
      const color = channels(getComputedStyle(at).backgroundColor);
      if (color[3] === 255) return color;
    }
    return channels('white');
  };
  const texts = [...host.shadowRoot.querySelectorAll('.day b, .slot, .taken, .location, .legend')];
  return Math.min(...texts.map((node) => {
    const [a, b] = [luminance(channels(getComputedStyle(node).color)), luminance(groundOf(node))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }));
});

const DARK = 'background: #111; color: #eee';
const changes = [
  ['a style sheet that comes late', () => {
    const sheet = document.createElement('style');
    sheet.textContent = 'body { background: #111; color: #eee }';
    document.head.append(sheet);
  }],
  ['rules added by a script', () => document.styleSheets[0].insertRule('body { background: #111; color: #eee }', 1)],
  ['a class on a wrapper', () => document.querySelector('#wrapper').classList.add('dark')],
  ['a switch far away that only a selector knows', () => (document.querySelector('#switch').checked = true)],
  ['a transition', () => document.querySelector('#wrapper').classList.add('slow', 'dark')],
];
for (const [name, change] of changes) {
  test(`the colours follow ${name}, and text stays readable`, async (t) => {
    const { page } = await openWidget(t, browser, {
      host: {
        csp, head: `<style>body { background: #fff; color: #222 } .dark { ${DARK} } .slow { transition: all 600ms } body:has(#switch:checked) { ${DARK} }</style>`,
        body: `<input type="checkbox" id="switch"><div id="wrapper">${WIDGET}</div>`,
      },
    });
    await secondFile(page);
    assert.equal(await isOnDark(page), false);
    await page.evaluate(change);
    for (let tries = 0; !(await isOnDark(page)); tries++) {
      if (tries > 200) throw new Error('never dark');
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    }
    // What the page's transition still changes is followed frame by frame.
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)).then(() => new Promise((done) => setTimeout(done, 300))));
    const least = await leastContrast(page);
    assert.ok(least >= 4.5, `${least}`);
  });
}

test('moved to a dark part of the page, it is dark', async (t) => {
  const { page } = await openWidget(t, browser, { host: { csp, body: `<aside style="${DARK}"></aside>${WIDGET}` } });
  assert.equal(await isOnDark(page), false);
  await page.evaluate(() => document.querySelector('aside').append(document.querySelector('online-terminplaner')));
  assert.equal(await isOnDark(page), true);
});
