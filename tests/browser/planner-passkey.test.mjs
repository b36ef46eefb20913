import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, test } from 'node:test';
import { assertAccessible } from './accessible.mjs';
import { openDesk } from './desk.mjs';
import { launch, NOW, openPage, PASSWORD, PHONE } from './harness.mjs';

const browser = await launch(after);

/** A device that verifies its user, such as a telephone with a fingerprint: Chromium's virtual authenticator. */
async function addDevice(page, options = {}) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
      automaticPresenceSimulation: true, ...options,
    },
  });
  return {
    credentials: async () => (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    replace: async (credential) => {
      await devtools.send('WebAuthn.removeCredential', { authenticatorId, credentialId: credential.credentialId });
      await devtools.send('WebAuthn.addCredential', { authenticatorId, credential });
    },
    touch: (enabled) => devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
    verify: (isUserVerified) => devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  };
}

async function makePasskey(page, open, name) {
  await open('/planner/account/second-factor/passkey');
  await page.fill('#f-name', name);
  await page.getByRole('button', { name: 'Weiter' }).click();
}

/**
 * A shop on localhost, since no passkey works at an IP address, whose owner has a passkey. A device that always agrees
 * takes what the browser offers in the field at once: that is tried by itself.
 */
async function openDeskWithPasskey(t, { autofill = false, ...options } = {}) {
  const desk = await openDesk(t, browser, { host: 'localhost', ...options });
  if (!autofill) {
    await desk.page.addInitScript(() => { PublicKeyCredential.isConditionalMediationAvailable = async () => false; });
  }
  const device = await addDevice(desk.page);
  await makePasskey(desk.page, desk.open, 'Mein Telefon');
  await desk.page.getByRole('heading', { name: 'Ihre zehn Codes' }).waitFor();
  const codes = await desk.page.locator('.recovery code').allTextContents();
  return { ...desk, device, codes };
}

async function signOut(page) {
  await page.locator('.me summary').click();
  await page.getByRole('button', { name: 'Abmelden', exact: true }).click();
  await page.waitForURL('**/planner/sign-in');
}

test('a passkey is made, named and listed, and signs in by itself', async (t) => {
  const { page, open, codes, seen } = await openDeskWithPasskey(t);
  assert.equal(codes.length, 10);
  await assertAccessible(page);
  await page.getByRole('link', { name: 'Ich habe sie aufgehoben' }).click();
  await page.getByText('Mein Telefon', { exact: true }).waitFor();
  await page.getByText('noch nicht benutzt').waitFor();
  await assertAccessible(page);
  await signOut(page);
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Mit Passkey anmelden' }).click();
  await page.waitForURL((url) => url.pathname === '/planner');
  await open('/planner/account/second-factor');
  await page.getByText('zuletzt benutzt').waitFor();
  assert.deepEqual(seen.complaints, []);
});

test('after the password the passkey or a recovery code is asked for', async (t) => {
  const { page, codes, shop } = await openDeskWithPasskey(t, { viewport: PHONE });
  await signOut(page);
  const typePassword = async (on) => {
    await on.fill('#f-email', 'owner@example.org');
    await on.fill('#f-password', PASSWORD);
    await on.press('#f-password', 'Enter');
    await on.waitForURL('**/planner/sign-in/code');
  };
  await typePassword(page);
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Passkey benutzen' }).click();
  await page.waitForURL((url) => url.pathname === '/planner');
  // A new telephone: it has no passkey.
  const other = await openPage(t, browser, `${shop.origin}/planner/sign-in`, { viewport: PHONE });
  await typePassword(other.page);
  await other.page.getByRole('link', { name: 'Wiederherstellungscode' }).click();
  await assertAccessible(other.page);
  await other.page.fill('#f-code', codes[0]);
  await other.page.press('#f-code', 'Enter');
  await other.page.getByText('noch 9 Wiederherstellungscodes').waitFor();
  await other.page.getByRole('button', { name: /Entfernen.*Mein Telefon/ }).click();
  await other.page.getByRole('dialog').getByRole('button', { name: /Entfernen/ }).click();
  await other.page.getByText('Entfernt.').waitFor();
});

test('a device that does not verify its user, or has another passkey, does not sign in', async (t) => {
  const { page, device } = await openDeskWithPasskey(t);
  await signOut(page);
  await device.verify(false);
  await page.getByRole('button', { name: 'Mit Passkey anmelden' }).click();
  await page.getByText('Das hat nicht geklappt.').waitFor();
  await device.verify(true);
  const [credential] = await device.credentials();
  // A copy of the device, taken earlier: its counter stands still.
  await page.getByRole('button', { name: 'Mit Passkey anmelden' }).click();
  await page.waitForURL((url) => url.pathname === '/planner');
  await signOut(page);
  await device.replace({ ...credential, signCount: 0 });
  await page.getByRole('button', { name: 'Mit Passkey anmelden' }).click();
  await page.getByText('Dieser Passkey gilt hier nicht.').waitFor();
  await assertAccessible(page);
});

test('a second passkey has its own name, and the same device makes none again', async (t) => {
  const { page, open } = await openDeskWithPasskey(t);
  await makePasskey(page, open, 'Noch einer');
  await page.getByText('Dieses Gerät hat schon einen Passkey').waitFor();
  await addDevice(page, { transport: 'usb' });
  await makePasskey(page, open, 'Schlüssel am Bund');
  await page.getByText('Hinzugefügt.').waitFor();
  const names = await page.locator('.list b').allTextContents();
  assert.deepEqual(names, ['Mein Telefon', 'Schlüssel am Bund']);
});

test('a passkey that is chosen in the field for the address signs in', async (t) => {
  const { page, device, seen } = await openDeskWithPasskey(t, { autofill: true });
  await device.touch(false);
  await signOut(page);
  assert.equal(await page.getAttribute('#f-email', 'autocomplete'), 'username webauthn');
  await device.touch(true);
  await page.reload();
  await page.waitForURL((url) => url.pathname === '/planner');
  assert.deepEqual(seen.complaints, []);
});

test('the offer in the field does not keep the button from working', async (t) => {
  const { page } = await openDeskWithPasskey(t, { autofill: true });
  // An offer that nobody chooses: the virtual device would choose at once. As in browsers, it keeps others waiting.
  await page.addInitScript(() => {
    const { credentials } = navigator;
    const get = credentials.get.bind(credentials);
    let offered = Promise.resolve();
    credentials.get = async (options) => {
      if (options.mediation !== 'conditional') return offered.then(() => get(options));
      const ended = new Promise((done) => options.signal.addEventListener('abort', done));
      offered = ended;
      globalThis.isOffered = true;
      await ended;
      throw options.signal.reason;
    };
  });
  await signOut(page);
  await page.waitForFunction(() => globalThis.isOffered);
  await page.getByRole('button', { name: 'Mit Passkey anmelden' }).click();
  await page.waitForURL((url) => url.pathname === '/planner');
});

test('a passkey gets another name, and keeps its own where that is none', async (t) => {
  const { page, open, seen } = await openDeskWithPasskey(t);
  await open('/planner/account/second-factor');
  await page.getByText('Umbenennen').click();
  await page.getByLabel('Name', { exact: true }).fill(' ');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.locator('.list .error').waitFor();
  await assertAccessible(page);
  await page.getByText('Mein Telefon', { exact: true }).waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Das neue Telefon');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('Umbenannt.').waitFor();
  await page.locator('.list b').getByText('Das neue Telefon').waitFor();
  await assertAccessible(page);
  assert.deepEqual(seen.complaints.filter((words) => !words.includes('422')), []);
});

test('where the password is asked for again, the passkey proves it and what was typed is kept', async (t) => {
  const { page, open } = await openDeskWithPasskey(t);
  await open('/planner/accounts/new');
  await page.fill('#f-name', 'Max Beispiel');
  // As a form that was sent with another password.
  await page.evaluate(() => {
    const form = Object.assign(document.createElement('form'), { method: 'post', action: '/planner/confirm' });
    for (const [name, value] of [['to', '/planner/settings/data'], ['your_password', 'another one']]) {
      form.append(Object.assign(document.createElement('input'), { name, value }));
    }
    document.body.append(form);
    form.submit();
  });
  await page.getByText('Das ist nicht Ihr Passwort.').waitFor();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Passkey benutzen' }).click();
  await page.waitForURL('**/planner/settings/data');
});

/** The code that an app with this secret shows, so many seconds after the shop's start. */
function code(secret, seconds) {
  const bits = [...secret].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0')).join('');
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor((Date.parse(NOW) / 1000 + seconds) / 30)));
  const mac = createHmac('sha1', Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))).update(step).digest();
  return String((mac.readUInt32BE(mac.at(-1) & 15) & 0x7fffffff) % 1e6).padStart(6, '0');
}

test('codes of an app are set up and signed in with where scripts are switched off', async (t) => {
  const { page, open } = await openDesk(t, browser, { viewport: PHONE, javaScriptEnabled: false });
  await open('/planner/account/second-factor/app');
  const { width } = await page.locator('svg.qr').boundingBox();
  assert.ok(width > 200, `${width}`);
  const secret = await page.inputValue('input[name=secret]');
  await page.fill('#f-code', '000000');
  await page.press('#f-code', 'Enter');
  await page.getByText('Der Code stimmt nicht').waitFor();
  await page.fill('#f-code', code(secret, 0));
  await page.press('#f-code', 'Enter');
  await page.getByRole('link', { name: 'Ich habe sie aufgehoben' }).click();
  await page.context().clearCookies();
  await open('/planner/sign-in');
  await page.fill('#f-email', 'owner@example.org');
  await page.fill('#f-password', PASSWORD);
  await page.press('#f-password', 'Enter');
  await page.fill('#f-code', code(secret, 30));
  await page.press('#f-code', 'Enter');
  await page.waitForURL((url) => url.pathname === '/planner');
});
