// Numbers that JSON cannot hold, in replies changed on their way: a share beyond all limits, a figure
// that was not measured, a difference that is not known.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedEvent, openChanged, settled, startForTests } from './harness.mjs';

const started = startForTests();

async function withChanged(path, change, act) {
  const page = await openChanged(started, path, change);
  try {
    await act(page);
    assert.deepEqual(page.complaints, []);
  } finally {
    await page.context().close();
  }
}

const picture = (page) => page.locator('#curve svg').getAttribute('aria-label');

test('what an estimate says is beyond every limit comes first', () =>
  withChanged('**/estimate', (text) => {
    const document = JSON.parse(text);
    for (const { curve } of document.platforms) curve.shares.memory = curve.users.map(() => null);
    return JSON.stringify(document);
  }, async (page) => {
    await page.waitForSelector('#curve svg');
    assert.match(await picture(page), /memory comes first/);
    assert.match(await page.textContent('#curve-table'), /beyond/);
  }));

test('a limit broken beyond all measure comes first, one that was not measured last', () =>
  withChanged('**/answer', changedEvent('curve', ({ users, limits }) => {
    const fill = (name, value, beyond) => {
      const line = limits.find((one) => one.name === name);
      line.values = users.map(() => value);
      line.shares = users.map(() => beyond);
    };
    fill('webcam_frame_rate', 0, null);
    fill('video_mos', null, null);
  }), async (page) => {
    await settled(page);
    assert.match(await picture(page), /webcam frame rate comes first/);
    const labels = await page.locator('#curve .label').allTextContents();
    assert.ok(labels.includes('webcam frame rate'));
    assert.ok(!labels.includes('video mos'));
    assert.match(await page.textContent('#curve-table'), /0\.0 fps/);
  }));

test('a difference that is not known is said to be so', () =>
  withChanged('**/answer', changedEvent('difference', (document) => {
    document.difference = { mean: null, low: null, high: null, level: 0.95 };
  }), async (page) => {
    await settled(page);
    await page.click('#pin');
    await page.getByLabel('kvm').check();
    await settled(page);
    assert.match(await page.textContent('#difference'), /^–not known users to native/);
  }));
