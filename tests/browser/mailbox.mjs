// The mails that a shop under test has sent.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The first link to a customer's page in the mails to that address, once one has come. */
export async function mailedLink(shop, address) {
  for (;;) {
    for (const name of await readdir(shop.mails).catch(() => [])) {
      if (!name.endsWith('.eml')) continue;
      const mail = (await readFile(join(shop.mails, name), 'utf8')).replace(/=\r\n/g, '').replaceAll('=3D', '=');
      const link = mail.match(/http:\S+\/t\/[\w-]+\?m=[\w-]+/);
      if (link && (mail.includes(`<${address}>`) || mail.includes(`To: ${address}`))) return link[0];
    }
    await new Promise((done) => setTimeout(done, 100));
  }
}
