// The page as the README shows it: the seed's benchmark on a gigabit, more vCPUs against a baseline.

import { mkdirSync } from 'node:fs';
import { launch, open, root, serve, settled } from './harness.mjs';

const folder = `${root}tests/browser/pictures`;
mkdirSync(folder, { recursive: true });
const asked = '#scenario=seed-2016-gigabit&platform=kvm&guest.vcpus=3' +
  '&baseline.scenario=seed-2016-gigabit&baseline.platform=kvm';

const served = await serve({ scenario: [] });
const browser = await launch();
for (const [name, options] of Object.entries({
  'what-if': { viewport: { width: 1180, height: 760 } },
  'what-if-phone': { viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
})) {
  const page = await open(browser, served.url + asked, options);
  page.setDefaultTimeout(600000);
  await settled(page, 600000);
  await page.screenshot({ path: `${folder}/${name}.png` });
  console.log(`tests/browser/pictures/${name}.png`);
}
await browser.close();
await served.end();
