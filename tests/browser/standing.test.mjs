// What is seen while the answer is not that of what is asked: a control is wrong, a name is gone, the
// program or another page keeps this one waiting.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedEvent, control, open, openChanged, serve, settled, slide,
  startForTests } from './harness.mjs';

const started = startForTests();
const refused = /status of 4(00|22)/;

async function withPage(options, act) {
  const page = await open(started.browser, started.served.url + (options.fragment ?? ''), options);
  try {
    await act(page);
    assert.deepEqual(page.complaints.filter((text) => !refused.test(text)), []);
  } finally {
    await page.context().close();
  }
}

async function type(page, key, text) {
  await control(page, key, '.value').fill(text);
  await control(page, key, '.value').press('Enter');
}

// From now on the reply of `path` begins, and does not end.
const thatWaits = (page, path) => page.evaluate((held) => {
  const real = globalThis.fetch;
  const events = 'event: later\ndata: {"new": 1}\n\nevent: waiting\ndata: {}\n\n';
  globalThis.fetch = (asked, options) => (asked !== held ? real(asked, options)
    : Promise.resolve(new Response(new ReadableStream({ start(to) {
      to.enqueue(new TextEncoder().encode(events));
    } }))));
}, path);

const finding = (page, key) => page.locator(`[data-key="${key}"] .finding`);
const marked = (page) => page.locator('#answer[data-stale=wrong]').waitFor();

test('with a control that is wrong another workload is drawn all the same, the finding stays', () =>
  withPage({}, async (page) => {
    await settled(page);
    await type(page, 'guest.vcpus', 'abc');
    await finding(page, 'guest.vcpus').waitFor();
    await control(page, 'workload').selectOption('lecture');
    await page.locator('[data-group="Users: teacher"]').waitFor();
    await page.waitForURL(/workload=lecture/);
    await marked(page);
    assert.equal(await control(page, 'workload').inputValue(), 'lecture');
    assert.equal(await control(page, 'guest.vcpus').inputValue(), 'abc');
    assert.ok(await finding(page, 'guest.vcpus').isVisible());
    await type(page, 'guest.vcpus', '4');
    await page.locator('#answer:not([data-stale])').waitFor();
    assert.equal(await finding(page, 'guest.vcpus').isVisible(), false);
    assert.match(page.url(), /guest\.vcpus=4&workload=lecture|workload=lecture&guest\.vcpus=4/);
  }));

test('a change that is refused as a whole is taken back', () =>
  withPage({}, async (page) => {
    await settled(page);
    await page.evaluate(() => document.querySelector('#scenario').append(new Option('gone', 'gone')));
    await page.selectOption('#scenario', 'gone');
    await page.getByText('The change is left out: ').waitFor();
    assert.equal(await page.locator('#scenario').inputValue(), 'quick');
    await settled(page);
  }));

test('an answer that stays from the last valid question says so, and is not copied', () =>
  withPage({ viewport: { width: 360, height: 700 } }, async (page) => {
    await settled(page);
    assert.match(await page.textContent('#bottom'), /^\d+ users · uplink · every frame\s*$/);
    await type(page, 'guest.memory', '4');
    await marked(page);
    assert.match(await page.textContent('#headline'), /interval \d+ to \d+, of the last valid question/);
    assert.match(await page.textContent('#status'), /last valid question/);
    assert.match(await page.textContent('#bottom'), /see the marked control/);
    assert.equal(await finding(page, 'guest.memory').getAttribute('role'), 'alert');
    await page.click('#copy-yaml');
    await page.getByText('Not copied: correct the marked control first').waitFor();
    await type(page, 'guest.memory', '8 GiB');
    await settled(page);
    assert.doesNotMatch(await page.textContent('main'), /last valid question|see the marked|Not copied/);
  }));

test('a value between the steps has a step of its own', () =>
  withPage({}, async (page) => {
    await settled(page);
    const slider = control(page, 'guest.vcpus', 'input[type=range]');
    const steps = Number(await slider.getAttribute('max'));
    await type(page, 'guest.vcpus', '5');
    await page.locator(`[data-key="guest.vcpus"] input[max="${steps + 1}"]`).waitFor();
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    assert.equal(await control(page, 'guest.vcpus').inputValue(), '4');
    await page.keyboard.press('ArrowRight');
    assert.equal(await control(page, 'guest.vcpus').inputValue(), '5');
    await type(page, 'workload.room_size', 'All In One');
    await settled(page);
    assert.equal(await control(page, 'workload.room_size').inputValue(), 'all in one');
  }));

test('a platform of a link that is not here is named', () =>
  withPage({ fragment: '#scenario=quick&platform=mine' }, async (page) => {
    await page.getByText('There is no platform `mine` here').waitFor();
    assert.match(await page.textContent('#link-trouble'), /shown: native$/);
    await settled(page);
  }));

for (const baseline of ['baseline.platform=gone', 'baseline.platform=kvm&baseline.guest.vcpus=0']) {
  test(`a baseline that cannot be asked leaves the answer, and says why: ${baseline}`, () =>
    withPage({ fragment: `#scenario=quick&platform=kvm&${baseline}` }, async (page) => {
      await settled(page);
      assert.match(await page.textContent('#difference'), /^The pinned baseline cannot be asked: /);
      assert.equal(await page.locator('#answer[data-stale]').count(), 0);
      await page.click('#unpin');
      await settled(page);
      assert.equal(await page.locator('#difference').count(), 0);
    }));
}

test('"No answer" is gone with the first event of the program that is back', async () => {
  let mine = await serve();
  const page = await open(started.browser, mine.url);
  await settled(page);
  let letOn;
  await page.route('**/answer', (route) => {
    letOn ??= () => route.abort();
    letOn();
  });
  await slide(page, 'network.uplink.rate', '50 Mbit/s');
  await page.getByText('No answer from bbbcap').waitFor();
  await page.unroute('**/answer');
  await thatWaits(page, '/answer');
  await page.getByText("Waiting for another page's answer").waitFor();
  assert.equal(await page.locator('#trouble').isVisible(), false);
  await page.context().close();
  assert.equal(await mine.end(), 0);
});

test('a report that waits for another page says so', () =>
  withPage({}, async (page) => {
    await settled(page);
    await thatWaits(page, '/report');
    await page.click('#download');
    await page.locator('#copied', { hasText: "Waiting for another page's answer" }).waitFor();
  }));

test('events of a later program are nothing to this page, and waiting ends', async () => {
  const page = await openChanged(started, '**/answer', (text) =>
    `event: later\ndata: {"new": 1}\n\nevent: waiting\ndata: {}\n\n${text}`);
  await settled(page);
  assert.equal(await page.textContent('#waiting'), '');
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('what a scenario simulates with rates is not called every frame', async () => {
  const page = await openChanged(started, '**/answer', (text) =>
    ['frames', 'whole'].reduce((changed, name) => changedEvent(name, (document) => {
      document.resolution = 'flow';
    })(changed), text));
  await settled(page);
  assert.equal(await page.textContent('#stages'), 'EstimateRates');
  assert.doesNotMatch(await page.textContent('#answer'), /every frame/);
  await page.context().close();
});
