// The plugin in a real WordPress: switched on, set up and put on a page as an administrator does it, and booked in by visitors.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFile } from 'node:fs/promises';
import { choose, fillIn, here, launch, openPage, SEED_SHOP, startShop } from '../../browser/harness.mjs';
import { launchReal } from '../../browser/webdriver.mjs';
import { ADMIN, startWordPress } from './start.mjs';

const MONDAY = 'Montag, 17. Januar 2022';
const browser = await launch(after);
const firefox = await launchReal('Firefox', after);
const site = await startWordPress(after);
const pages = {};

/** Signs the administrator in. */
async function openAdmin(t, path = '/wp-admin/') {
  const opened = await openPage(t, browser, `${site.home}/wp-login.php`);
  await opened.page.locator('#user_login').fill(ADMIN.name);
  await opened.page.locator('#user_pass').fill(ADMIN.password);
  await opened.page.locator('#wp-submit').click();
  await opened.page.waitForURL('**/wp-admin/**');
  await opened.page.goto(site.home + path);
  return opened;
}

/** Saves an address, and waits until the page says this of it. */
async function enterServer(page, address, said) {
  await page.getByLabel('Adresse des Servers').fill(address);
  await page.locator('#submit').click();
  await page.getByText(said).waitFor();
}

const setServer = (origin) => site.php(`update_option('terminplaner_server', '${origin}');`);
const html = async (content, user) => site.php(`echo do_shortcode(<<<'TEXT'\n${content}\nTEXT);`, user);

async function pageWith(title, content) {
  const id = await site.php(`echo wp_insert_post(['post_type' => 'page', 'post_status' => 'publish', 'post_title' => '${title}', 'post_content' => <<<'TEXT'\n${content}\nTEXT]);`);
  return `${site.home}/?page_id=${id}`;
}

before(async () => {
  pages.shortcode = await pageWith('Termine', '<!-- wp:shortcode -->\n[terminplaner service="anpassung" view="grid"]\n<!-- /wp:shortcode -->');
  pages.both = await pageWith('Beides', '<!-- wp:terminplaner/booking {"service":"anpassung"} /-->\n<!-- wp:shortcode -->\n[terminplaner mode="button"]\n<!-- /wp:shortcode -->');
});

test('an administrator switches the plugin on, and enters the address with every help there is', async (t) => {
  const shop = await startShop(t);
  const { page, seen } = await openAdmin(t, '/wp-admin/plugins.php');
  await page.locator('tr[data-slug=terminplaner] .activate a').click();
  await page.locator('tr[data-slug=terminplaner]').getByRole('link', { name: 'Einstellungen' }).click();
  await page.getByRole('heading', { name: 'Terminplaner' }).waitFor();

  await enterServer(page, 'Termine bei uns', 'Das ist keine Internetadresse.');
  assert.equal(await page.getByLabel('Adresse des Servers').inputValue(), '');
  await enterServer(page, 'http://127.0.0.1:9/', 'http://127.0.0.1:9 antwortet nicht.');
  await enterServer(page, site.home, 'antwortet etwas anderes als Terminplaner');
  await enterServer(page, `<online-terminplaner></online-terminplaner><script async src="${shop.origin}/widget.js"></script>`, 'Verbunden mit: Hörakustik Muster');
  assert.equal(await page.getByLabel('Adresse des Servers').inputValue(), shop.origin);
  await page.getByText('[terminplaner service="anpassung"]').waitFor();
  assert.deepEqual(seen.complaints.filter((one) => /terminplaner/i.test(one)), []);
});

test('a shop that does not allow this website is named as such', async (t) => {
  const shop = await startShop(t, SEED_SHOP.replace('[shop]', '[shop]\nallowed_origins = ["https://www.example.org"]'));
  await setServer(shop.origin);
  const { page } = await openAdmin(t, '/wp-admin/options-general.php?page=terminplaner');
  await page.getByText(`Der Server lässt diese Website nicht zu. Bitte tragen Sie ${site.home} im Terminplaner ein`).waitFor();
});

test('the block is put on a page in the editor, with a service of the shop', async (t) => {
  const shop = await startShop(t);
  await setServer(shop.origin);
  const { page, seen } = await openAdmin(t, '/wp-admin/post-new.php?post_type=page');
  await page.waitForFunction(() => window.wp?.data?.select('core/editor')?.getCurrentPostId());
  await page.evaluate(() => window.wp.data.dispatch('core/preferences').set('core/edit-post', 'welcomeGuide', false));
  const frame = page.locator('iframe[name=editor-canvas]');
  const canvas = (await frame.count()) ? page.frameLocator('iframe[name=editor-canvas]') : page;
  await canvas.locator('.editor-post-title__input').fill('Anpassung');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/terminpl');
  await page.getByRole('option', { name: 'Terminplaner' }).click();
  await canvas.getByText('Hier sehen Besucher den Terminkalender.').waitFor();
  await page.getByLabel('Leistung').selectOption({ label: 'Anpassung' });
  await page.getByLabel('Freie Zeiten').selectOption('grid');
  await canvas.getByText('Terminplaner – Hörakustik Muster – Anpassung').waitFor();
  await page.locator('.editor-post-publish-panel__toggle').click();
  await page.locator('.editor-post-publish-button').click();
  pages.block = await page.locator('.post-publish-panel__postpublish-buttons a').first().getAttribute('href');
  assert.deepEqual(seen.complaints.filter((one) => /terminplaner/i.test(one)), []);
});

for (const kind of ['block', 'shortcode']) {
  test(`Chromium: a visitor books on a page with the ${kind}`, async (t) => {
    const shop = await startShop(t);
    await setServer(shop.origin);
    const { page, seen } = await openPage(t, browser, pages[kind]);
    await page.getByRole('grid').waitFor();
    await choose(page, '09:00', MONDAY);
    await fillIn(page);
    await page.getByRole('button', { name: 'Termin verbindlich buchen' }).click();
    await page.getByRole('heading', { name: 'Ihr Termin ist gebucht' }).waitFor();
    assert.deepEqual(seen.complaints, []);
    assert.deepEqual(await page.context().cookies(), []);
  });

  test(`Firefox: a visitor books on a page with the ${kind}`, async (t) => {
    const shop = await startShop(t);
    await setServer(shop.origin);
    await firefox.goto(pages[kind]);
    await firefox.click('td button', `09:00 Uhr, ${MONDAY}`);
    await firefox.type('input', 'Vorname', 'Erika');
    await firefox.type('input', 'Nachname', 'Muster');
    await firefox.type('input', 'E-Mail-Adresse', 'erika@example.org');
    await firefox.click('button', 'Termin verbindlich buchen');
    await firefox.find('h2', 'Ihr Termin ist gebucht');
  });
}

test('block and shortcode on one page share one script, loaded asynchronously; without it there are links', async (t) => {
  const shop = await startShop(t);
  await setServer(`${shop.origin}`);
  const text = await (await fetch(pages.both)).text();
  const scripts = text.match(/<script[^>]*widget\.js[^>]*>/g);
  assert.equal(scripts.length, 1);
  assert.match(scripts[0], /\sasync[\s>]/);
  assert.ok(scripts[0].includes(`'${shop.origin}/widget.js'`) || scripts[0].includes(`"${shop.origin}/widget.js"`), scripts[0]);
  const { page } = await openPage(t, browser, pages.both, { javaScriptEnabled: false });
  const links = page.getByRole('link', { name: 'Termin online buchen' });
  assert.deepEqual(await links.evaluateAll((all) => all.map((one) => one.href)), [`${shop.origin}/?service=anpassung`, `${shop.origin}/`]);
});

test('what somebody writes into the shortcode stays inside its attributes', async () => {
  await setServer('https://termine.example.de');
  const hostile = await html(`[terminplaner service='"><img src=x onerror=alert(1)>' text='<b onclick="alert(1)">Termin</b>' accent='" onclick="alert(1)']`);
  assert.doesNotMatch(hostile, /<img|<b|" on/);
  assert.ok(hostile.includes('service="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;"'), hostile);
  for (const server of ['javascript:alert(1)', 'https://user:secret@termine.example.de', 'data:text/html,x', 'ftp://termine.example.de']) {
    assert.equal((await html(`[terminplaner server="${server}"]`)).trim(), '', server);
    assert.match(await html(`[terminplaner server="${server}"]`, ADMIN.name), /fehlt oder stimmt nicht|missing or wrong/);
  }
  const other = await html('[terminplaner server="https://www.example.org/termine/" service="a&b"]');
  assert.match(other, /server="https:\/\/www\.example\.org\/termine"/);
  assert.match(other, /href="https:\/\/www\.example\.org\/termine\/\?service=a%26b"/);
});

test('every text has its German, and versions agree', async () => {
  const folder = here('../../integrations/wordpress/');
  const source = (await Promise.all(['terminplaner.php', 'settings.php'].map((name) => readFile(folder + name, 'utf8')))).join('');
  const texts = [...source.matchAll(/_[_e]\( '([^']*)', 'terminplaner' \)/g)].map(([, text]) => text);
  const german = JSON.parse(await site.php(`echo json_encode(require '${site.installed}/german.php');`));
  assert.ok(texts.length > 30, `${texts.length} texts`);
  assert.deepEqual(texts.filter((text) => !german[text]), []);
  const version = (await readFile(here('../../Cargo.toml'), 'utf8')).match(/^version = "(.*)"$/m)[1];
  assert.equal(source.match(/\* Version: +(\S+)/)[1], version);
  assert.equal((await readFile(`${folder}readme.txt`, 'utf8')).match(/^Stable tag: (\S+)/m)[1], version);
});

test('PHP has nothing to complain of, and nothing is left after the plugin was deleted', async (t) => {
  assert.deepEqual(await site.complaints(), []);
  await setServer('https://termine.example.de');
  const { page } = await openAdmin(t, '/wp-admin/plugins.php');
  await page.locator('tr[data-slug=terminplaner] .deactivate a').click();
  page.on('dialog', (dialog) => dialog.accept());
  await page.locator('tr[data-slug=terminplaner] .delete a').click();
  await page.locator('tr[data-slug=terminplaner].deleted, #terminplaner-deleted').first().waitFor({ state: 'attached' });
  // WordPress itself remembers for a week what was deactivated.
  const left = await site.ask("SELECT option_name FROM wordpress.wp_options WHERE CONCAT(option_name, option_value) LIKE '%terminplaner%' AND option_name <> 'recently_activated'");
  assert.equal(left, '');
  assert.equal(await site.ask("SELECT COUNT(*) FROM wordpress.wp_usermeta WHERE meta_key LIKE '%terminplaner%'"), '0');
});
