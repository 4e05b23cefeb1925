// What the page looks like where there is little room, no colours of its own, or paper.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { changedEvent, open, openChanged, pictures, settled, startForTests } from './harness.mjs';

const started = startForTests();

async function withPage(options, act) {
  const page = await open(started.browser, started.served.url + (options.fragment ?? ''), options);
  try {
    await settled(page);
    await act(page);
    assert.deepEqual(page.complaints, []);
  } finally {
    await page.context().close();
  }
}

const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

// Where the cells that are seen begin, row by row.
const columns = (page) => page.evaluate(() =>
  [...document.querySelectorAll('.platforms tr')].map((row) => [...row.cells]
    .filter((cell) => cell.getClientRects().length > 0).map((cell) => Math.round(cell.getBoundingClientRect().left))));

for (const width of [1280, 800, 400]) {
  test(`every title of the platforms is over its column: ${width} px`, () =>
    withPage({ viewport: { width, height: 800 } }, async (page) => {
      const [head, ...rows] = await columns(page);
      for (const row of rows) assert.deepEqual(row, head);
      await page.screenshot({ path: `${pictures}/width-${width}.png`, fullPage: true });
    }));
}

test('a long name is no wider than a phone', () =>
  withPage({ viewport: { width: 320, height: 640 } }, async (page) => {
    await page.evaluate(() => document.querySelector('#scenario').replaceChildren(new Option('n'.repeat(57))));
    assert.ok(await overflow(page) <= 0);
    await page.screenshot({ path: `${pictures}/width-320.png`, fullPage: true });
  }));

test('the curve is drawn anew for another width', () =>
  withPage({}, async (page) => {
    const wide = await page.locator('#curve svg').getAttribute('viewBox');
    await page.setViewportSize({ width: 400, height: 800 });
    await page.waitForFunction((before) =>
      document.querySelector('#curve svg').getAttribute('viewBox') !== before, wide);
    const { text, label } = await page.evaluate(() => ({
      text: document.querySelector('.answer-line-text').getBoundingClientRect().right,
      label: document.querySelector('.label').getBoundingClientRect().left }));
    assert.ok(text <= label, `${text} px is beyond ${label} px`);
  }));

test('bars and lines are seen with forced colours', () =>
  withPage({ forcedColors: 'active' }, async (page) => {
    const { fill, whisker, paper } = await page.evaluate(() => {
      const colour = (selector) => getComputedStyle(document.querySelector(selector)).backgroundColor;
      return { fill: colour('.bar .fill'), whisker: colour('.bar .whisker'), paper: colour('.card') };
    });
    assert.notEqual(fill, paper);
    assert.notEqual(whisker, paper);
    await page.screenshot({ path: `${pictures}/forced-colours.png`, fullPage: true });
  }));

test('on paper stands the answer, unfolded, with its address, and nothing to press', () =>
  withPage({}, async (page) => {
    const folded = () => page.locator('#answer details:not([open])').count();
    const before = await folded();
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    assert.equal(await folded(), 0);
    for (const id of ['settings', 'bottom', 'upload', 'copy-yaml', 'pin']) {
      assert.equal(await page.locator(`#${id}`).isVisible(), false, id);
    }
    assert.ok(await page.locator('#gains').isVisible());
    assert.equal(await page.textContent('#printed'), page.url());
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.screenshot({ path: `${pictures}/print.png`, fullPage: true });
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    assert.equal(await folded(), before);
  }));

test('the line that gives out first is the one that comes first, whatever it is at the capacity', async () => {
  const page = await openChanged(started, '**/answer', changedEvent('curve', (curve) => {
    curve.users = [10, 20, 30];
    for (const line of curve.limits) line.shares = [0, 0, 0];
    curve.limits.find(({ name }) => name === 'link_utilization').shares = [0.9, 1.1, 1.2];
    curve.limits.find(({ name }) => name === 'video_mos').shares = [0.2, 1.4, 1.5];
  }));
  await settled(page);
  assert.match(await page.locator('#curve svg').getAttribute('aria-label'), /link utilization comes first/);
  assert.equal(await page.textContent('.label.first'), 'link utilization');
  await page.context().close();
});

test('where nobody joined no time to join holds', async () => {
  const page = await openChanged(started, '**/answer', changedEvent('whole', ({ platforms: [one] }) => {
    one.slo.push({ name: 'join_time_p95', value: null, limit: 10, verdict: 'met' });
  }));
  await settled(page);
  await page.locator('#gains').waitFor({ state: 'attached' });
  assert.match(await page.textContent('#figures-body'), /join time p95–10\.00 snobody joined/);
  await page.context().close();
});
