// A report as a person opens it: a file, in a real browser.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { launch, open, pictures, quick, reported } from './harness.mjs';

test('a chart that cannot be drawn says so and leaves its table, the other charts and the printing', async () => {
  const text = reported(`bbbcap capacity ${quick[0]}`);
  const file = `${pictures}/broken-report.html`;
  writeFileSync(file, text.replace(/(<script type="application\/json">)[^<]*/, '$1{"layer": 0}'));
  const browser = await launch();
  try {
    const page = await open(browser, pathToFileURL(file).href);
    const charts = await page.locator('figure').count();
    await page.waitForFunction((count) => document.querySelectorAll('figure svg').length === count, charts - 1);
    const first = page.locator('figure').first();
    assert.match(await first.locator('.chart').textContent(), /^This chart could not be drawn: /);
    assert.equal(await first.locator('.chart[aria-label]').count(), 0);
    assert.ok(await first.locator('table').count() > 0);
    assert.equal(page.complaints.length, 1);
    const folded = () => page.locator('details:not([open])').count();
    assert.ok(await folded() > 0);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    assert.equal(await folded(), 0);
  } finally {
    await browser.close();
  }
});
